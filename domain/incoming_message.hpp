#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// An SMS that no rule could answer: somebody of the staff reads it.
struct IncomingMessage {
  IncomingMessageId id;
  std::optional<PhoneNumber> from;  // always there once stored; encrypted at rest, as is the text
  std::string text;
  Instant time;
  // What the number was registered for when it wrote: whose organisers read it.
  std::vector<EventId> events;
  std::optional<Instant> handled_time;
};

}  // namespace domain
