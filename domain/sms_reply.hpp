#pragma once
#include <string_view>

#include "domain/contact.hpp"
#include "domain/ports.hpp"
#include "domain/retention.hpp"

namespace domain {

enum class ReplyOutcome {
  accepted,           // the place that was offered is theirs
  declined,           // and goes to the next
  cancelled,          // the one registration that is still to come
  reminders_stopped,  // of everybody who shares the number
  links_sent,         // it could be about several: each has its link again
  left_to_staff,      // see list_inbox
  repeated,           // the gateway delivered it twice
  ignored             // nothing in it, or more than staff could read
};

// What somebody answered by SMS (reply_words.hpp). Never guesses: where more than one offer or registration could be
// meant, their links are sent again; what no rule answers waits for staff. `gateway_id` names the message where the
// gateway does; the same text from the same number within a minute is one message, too. What happens to a registration
// is told by the messages that tell of it anyway. What is left to staff is shown to the organisers of events that were
// over for at most `kept`, as long as it is kept itself (RetentionRules::incoming_messages).
ReplyOutcome handle_reply(const Ports& ports, const PhoneNumber& from, std::string_view text,
                          std::string_view gateway_id = {},
                          std::chrono::days kept = RetentionRules{}.incoming_messages);

}  // namespace domain
