#pragma once
#include <unordered_map>
#include <vector>

#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "domain/store.hpp"

namespace domain {

// What an interpreter does between two moments, read once to be asked about many bookings. Outlived by the two
// repositories.
class BusyTimes {
 public:
  BusyTimes(const Interpreters& interpreters, const Events& events, InterpreterId interpreter, Instant from,
            Instant to);
  // As clashing_bookings (travel.hpp), of what lies between the two moments.
  [[nodiscard]] std::vector<InterpreterBooking> clashing(const InterpreterBooking& wanted, const Place& place) const;

 private:
  std::vector<InterpreterBooking> taken_;                 // by start time
  std::unordered_map<EventId, Place> places_;             // of those
  std::chrono::seconds longest_ = std::chrono::hours{0};  // of those
};

}  // namespace domain
