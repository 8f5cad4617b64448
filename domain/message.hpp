#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account.hpp"
#include "domain/approval.hpp"
#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/interpreter.hpp"
#include "domain/invitation.hpp"
#include "domain/registration.hpp"
#include "domain/room.hpp"

namespace domain {

enum class MessageKind {
  registration_confirmed,
  registration_waitlisted,
  registration_promoted,
  registration_cancelled,
  registration_changed,
  dates_registered,  // several at once: what became of each
  dates_cancelled,   // several at once, each named
  dates_changed,     // the organiser moved several: all that are to come
  dates_called_off,  // the organiser cancelled several, each named
  place_offered,
  place_offer_ended,  // nobody accepted in time
  phone_code,
  already_registered,  // in place of a code: this phone has all the parties that it may have
  manage_link,         // asked for again
  invitation,
  account_invitation,     // to sign in here, no event
  password_reset,         // as asked for, no event
  account_email_proof,    // whether a new address is theirs, no event
  account_email_changed,  // to the address that was theirs, no event
  submission_approved,    // to who handed a draft in
  submission_returned,
  reminder,
  event_cancelled,
  event_rescheduled,
  event_relocated,
  event_restored,  // it was cancelled, and takes place after all
  interpreter_offer,
  interpreter_confirmed,
  interpreter_cancelled,
  // Several bookings of one interpreter, each named.
  interpreter_dates_offered,
  interpreter_dates_confirmed,
  interpreter_dates_cancelled
};

// pending → sending (leased) → sent → delivered | failed; pending → dropped (no longer wanted, or too late).
enum class MessageState { pending, sending, sent, delivered, failed, dropped };

// A row of the outbox: what shall reach whom, when. The words are made when it is sent, from the event as it is then.
struct Message {
  MessageId id;
  MessageKind kind = MessageKind::reminder;
  Channel channel = Channel::sms;
  std::string recipient;  // E.164 or address; encrypted at rest
  LanguageTag language;
  EventId event;  // 0: about none, but about a link of somebody who signs in
  std::optional<RegistrationId> registration;
  std::optional<InterpreterBookingId> booking;
  std::optional<InvitationId> invitation;
  std::optional<AccountLinkId> account_link = {};
  // Reminders: the rule's minutes; else 0.
  std::chrono::minutes before{0};
  Instant due_time;
  Instant expires_time;  // not sent after this: a reminder of what is over is noise
  MessageState state = MessageState::pending;
  int attempts = 0;
};

// What a wording needs to know. Pointers are never null unless said so and live during the call only. Of messages about
// an account, only `account_link`, `organisation` and `token` are there.
struct RegisteredDate {
  const Event* event = nullptr;
  const Registration* registration = nullptr;
};
struct BookedDate {
  const Event* event = nullptr;
  const InterpreterBooking* booking = nullptr;
};
struct MessageFacts {
  MessageKind kind = MessageKind::reminder;
  Channel channel = Channel::sms;
  LanguageTag language;
  const Event* event = nullptr;
  const Registration* registration = nullptr;   // null for interpreters' messages
  std::optional<int> waiting_position;          // 1 is next
  const InterpreterBooking* booking = nullptr;  // null for participants' messages
  const Interpreter* interpreter = nullptr;     // null for participants' messages
  const Invitation* invitation = nullptr;       // null but for invitations
  const AccountLink* account_link = nullptr;    // null but for messages about an account
  const Approval* approval = nullptr;           // null but for submission_…
  const Room* room = nullptr;                   // in which the event is, where somebody keeps it
  std::string organisation;                     // whose member an account link makes; may be empty
  // By start time: of dates_registered every date of the party, of dates_changed those that are to come, of
  // dates_cancelled and dates_called_off those that are cancelled and not over.
  std::vector<RegisteredDate> dates;
  // Of interpreter_dates_…, by start time: those that are offered, confirmed or cancelled when it goes.
  std::vector<BookedDate> booked = {};
  std::string token;  // of the manage, offer or invitation link; may be empty
  std::string code;   // of phone_code
};

struct Words {
  std::string subject;   // empty for SMS; one line
  std::string text;      // plain, LF line ends
  std::string html;      // empty for SMS
  std::string calendar;  // an iCalendar object to attach, or empty
  // https address for List-Unsubscribe, or empty.
  std::string unsubscribe_url;
};

// Words messages in the recipient's language. May be called from any thread.
class Wording {
 public:
  virtual ~Wording() = default;
  [[nodiscard]] virtual Words word(const MessageFacts& facts) const = 0;
};

// What became of handing a message over. `reference` is the provider's id where it gives one.
struct SendResult {
  enum class Outcome { sent, retry, rejected };
  Outcome outcome = Outcome::retry;
  std::string reference;
  // Why not, for the log: no personal data, no text of the message.
  std::string reason;
};

// Secrets::derive_token's purpose for the signature in a gateway's delivery report; its seed is the message's id in
// decimal digits.
inline constexpr std::string_view delivery_purpose = "delivery";

struct OutgoingMessage {
  MessageId id;
  std::string recipient;
  Words words;
  LanguageTag language;
};

// Hands one message to a gateway. Blocks at most its own time limit; never throws for what a gateway does. May be
// called from any thread.
class Sender {
 public:
  virtual ~Sender() = default;
  [[nodiscard]] virtual SendResult send(const OutgoingMessage& message) = 0;
};

// interpreter_dates_….
[[nodiscard]] bool tells_of_several_bookings(MessageKind kind);

[[nodiscard]] std::string_view to_word(MessageKind kind);
[[nodiscard]] std::string_view to_word(MessageState state);
[[nodiscard]] std::string_view to_word(Channel channel);
// Throw Error{invalid, "unknown_value", field}.
[[nodiscard]] MessageKind parse_message_kind(std::string_view word, std::string_view field);
[[nodiscard]] MessageState parse_message_state(std::string_view word, std::string_view field);
[[nodiscard]] Channel parse_channel(std::string_view word, std::string_view field);

}  // namespace domain
