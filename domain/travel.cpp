#include "domain/travel.hpp"

#include "domain/busy_times.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

bool same_words(const std::string& one, const std::string& other) {
  return to_lower_ascii(trim(one)) == to_lower_ascii(trim(other));
}

bool is_same_address(const Place& one, const Place& other) {
  if (one.room && one.room == other.room) return true;
  if (!same_words(one.municipality, other.municipality)) return false;
  const bool addressed = !one.street_address.empty() && !other.street_address.empty();
  return addressed ? same_words(one.street_address, other.street_address) : same_words(one.name, other.name);
}

}  // namespace

bool reads_the_same(const Place& one, const Place& other) {
  return one.name == other.name && one.street_address == other.street_address &&
         one.municipality == other.municipality && one.online_url == other.online_url;
}

std::chrono::minutes travel_time(const Place& from, const Place& to) {
  if (from.is_online() || to.is_online() || is_same_address(from, to)) return std::chrono::minutes{0};
  const bool known = !from.municipality.empty() && !to.municipality.empty();
  return !known || same_words(from.municipality, to.municipality) ? travel_within_municipality
                                                                  : travel_between_municipalities;
}

std::vector<InterpreterBooking> clashing_bookings(const Interpreters& interpreters, const Events& events,
                                                  InterpreterId interpreter, const InterpreterBooking& wanted,
                                                  const Place& place) {
  return BusyTimes(interpreters, events, interpreter, wanted.start_time, wanted.end_time).clashing(wanted, place);
}

}  // namespace domain
