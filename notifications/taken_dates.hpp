#pragma once
#include <optional>
#include <vector>

#include "domain/store.hpp"
#include "notifications/still_wanted.hpp"

namespace notifications {

// What a message of several bookings tells when it goes, by start time: of an offer and a confirmation the dates that
// were asked for together with `booking`, of a cancellation the interpreter's dates of the same series. Those in
// another state by then, those that are over, and cancelled ones for which they are asked anew are left out.
[[nodiscard]] std::vector<InterpretedDate> taken_dates(domain::MessageKind kind,
                                                       const domain::InterpreterBooking& booking,
                                                       const std::optional<domain::Event>& event,
                                                       const domain::Snapshot& snapshot, domain::Instant now);

}  // namespace notifications
