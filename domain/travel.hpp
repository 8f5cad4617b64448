#pragma once
#include <chrono>
#include <vector>

#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "domain/store.hpp"

// How long an interpreter is on the way between two events. Estimates on the safe side: nobody types distances, and who
// does not come because a bus did not costs a whole event.
namespace domain {

// Between two addresses of one municipality, and where it is not known of one of them.
inline constexpr std::chrono::minutes travel_within_municipality{30};
// The nearest towns are about an hour apart; with parking or a bus stop at both ends.
inline constexpr std::chrono::minutes travel_between_municipalities{90};

// What people read is the same, whichever room it is.
[[nodiscard]] bool reads_the_same(const Place& one, const Place& other);
// None between online places, within one room and at one address.
[[nodiscard]] std::chrono::minutes travel_time(const Place& from, const Place& to);

// Of the interpreter's confirmed and delivered bookings those that leave no time for `wanted` at `place`: they overlap,
// the way from one to the other counted where both are on site. Never `wanted` itself.
[[nodiscard]] std::vector<InterpreterBooking> clashing_bookings(const Interpreters& interpreters, const Events& events,
                                                                InterpreterId interpreter,
                                                                const InterpreterBooking& wanted, const Place& place);

}  // namespace domain
