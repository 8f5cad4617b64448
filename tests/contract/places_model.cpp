#include "tests/contract/places_model.hpp"

#include <climits>

namespace contract {

using enum domain::RegistrationStatus;

int PlacesModel::held() const {
  int sum = 0;
  for (const Party& party : parties) sum += party.holds() ? party.persons : 0;
  return sum;
}

int PlacesModel::held_children() const {
  int sum = 0;
  for (const Party& party : parties) sum += party.holds() ? party.children : 0;
  return sum;
}

int PlacesModel::waiting() const {
  int sum = 0;
  for (const Party& party : parties) sum += party.status == waitlisted ? party.persons : 0;
  return sum;
}

bool PlacesModel::fits(int persons, int children) const {
  return held() + persons <= capacity.value_or(INT_MAX - 1000) &&
         (children == 0 || held_children() + children <= childcare);
}

std::string PlacesModel::register_party(int persons, int children) {
  if (fits(persons, children)) {
    parties.push_back({persons, children, confirmed, 0, false});
    return {};
  }
  if (persons > capacity.value_or(INT_MAX) || children > childcare) return "party_too_large";
  if (waiting() + persons > waiting_capacity) return fits(persons, 0) ? "childcare_full" : "full";
  parties.push_back({persons, children, waitlisted, 0, false});
  return {};
}

std::string PlacesModel::cancel(std::size_t party) {
  if (parties[party].status == cancelled) return {};
  parties[party].status = cancelled;
  promote();
  return {};
}

std::string PlacesModel::accept(std::size_t party) {
  Party& own = parties[party];
  if (own.status == confirmed) return {};
  if (own.status != offered || own.offer_ends <= now) return "no_offer";
  own.status = confirmed;
  return {};
}

std::string PlacesModel::decline(std::size_t party) {
  Party& own = parties[party];
  if (own.status != offered || own.offer_ends <= now) return "no_offer";
  own.status = cancelled;
  promote();
  return {};
}

std::string PlacesModel::change(std::size_t party, int persons, int children) {
  Party& own = parties[party];
  if (own.status == cancelled) return "registration_cancelled";
  const int more = persons - own.persons, more_children = children - own.children;
  if (more > 0 && persons > capacity.value_or(INT_MAX)) return "party_too_large";
  const int room = own.holds() ? capacity.value_or(INT_MAX - 1000) - held() : waiting_capacity - waiting();
  if (more > 0 && more > room) return "full";
  const int childcare_room = own.holds() ? childcare - held_children() : childcare - own.children;
  if (more_children > 0 && more_children > childcare_room) return "childcare_full";
  own.persons = persons;
  own.children = children;
  if (more < 0 || more_children < 0) promote();
  return {};
}

std::string PlacesModel::move(std::size_t party, domain::RegistrationStatus to) {
  Party& own = parties[party];
  if (own.status == cancelled) return "registration_cancelled";
  if (own.status == to) return {};
  if (to == confirmed && !own.holds() && !fits(own.persons, own.children)) return "full";
  own.status = to;
  own.moved_back = to == waitlisted;
  if (to == waitlisted) promote(party);
  return {};
}

void PlacesModel::pass(int minutes) {
  now += minutes;
  // The earliest first; a place freed may be offered again, which does not end at once.
  while (true) {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const bool over = parties[i].status == offered && parties[i].offer_ends <= now;
      if (over && (!next || parties[i].offer_ends < parties[*next].offer_ends)) next = i;
    }
    if (!next) return;
    (void)cancel(*next);
  }
}

void PlacesModel::promote(std::optional<std::size_t> passed_over) {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    Party& party = parties[i];
    if (party.status != waitlisted || i == passed_over || !fits(party.persons, party.children)) continue;
    party.status = offer_minutes ? offered : confirmed;
    party.offer_ends = now + offer_minutes.value_or(0);
    party.moved_back = false;
  }
}

}  // namespace contract
