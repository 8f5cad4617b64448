#include "domain/busy_times.hpp"

#include <algorithm>

#include "domain/travel.hpp"

namespace domain {
namespace {

bool overlap(const InterpreterBooking& one, const InterpreterBooking& other, std::chrono::minutes between) {
  return one.start_time < other.end_time + between && other.start_time < one.end_time + between;
}

}  // namespace

BusyTimes::BusyTimes(const Interpreters& interpreters, const Events& events, InterpreterId interpreter, Instant from,
                     Instant to)
    : taken_(interpreters.busy(interpreter, from - travel_between_municipalities, to + travel_between_municipalities)) {
  for (const InterpreterBooking& taken : taken_) {
    longest_ = std::max<std::chrono::seconds>(longest_, taken.end_time - taken.start_time);
    if (places_.contains(taken.event)) continue;
    if (auto event = events.find(taken.event)) places_.emplace(taken.event, std::move(event->location));
  }
}

std::vector<InterpreterBooking> BusyTimes::clashing(const InterpreterBooking& wanted, const Place& place) const {
  std::vector<InterpreterBooking> clashing;
  // Whatever began earlier is over by then.
  const Instant earliest = wanted.start_time - longest_ - travel_between_municipalities;
  for (auto taken = std::ranges::lower_bound(taken_, earliest, {}, &InterpreterBooking::start_time);
       taken != taken_.end() && taken->start_time < wanted.end_time + travel_between_municipalities; ++taken) {
    if (taken->id == wanted.id) continue;
    std::chrono::minutes between{0};
    const auto there = places_.find(taken->event);
    if (wanted.mode == InterpretingMode::on_site && taken->mode == InterpretingMode::on_site &&
        there != places_.end()) {
      between = travel_time(place, there->second);
    }
    if (overlap(wanted, *taken, between)) clashing.push_back(*taken);
  }
  return clashing;
}

}  // namespace domain
