// How far down the waiting list somebody is, and what has run out.
#include "storage/registrations.hpp"

namespace storage {

std::optional<int> RegistrationRows::waiting_position(const domain::Registration& registration) const {
  if (registration.status != domain::RegistrationStatus::waitlisted) return {};
  return context_.database.row<int>(
      "select count(*) from registration where event_id = ? and status = 'waitlisted' and id <= ?", registration.event,
      registration.id);
}

std::vector<domain::RegistrationId> RegistrationRows::expired(domain::Instant now, std::size_t limit) const {
  return context_.database.rows<domain::RegistrationId>(
      "select id from registration where expires_time is not null and expires_time <= ? order by expires_time, id "
      "limit ?",
      now, limit);
}

}  // namespace storage
