#include "storage/registrations.hpp"

namespace storage {

std::vector<domain::RefusedDate> RegistrationRows::refused_dates(std::string_view party_key) const {
  using Row = std::tuple<domain::EventId, std::string>;
  std::vector<domain::RefusedDate> dates;
  for (auto& [event, refusal] : context_.database.rows<Row>(
           "select event_id, refusal from refused_date where party_key = ? order by event_id", party_key)) {
    dates.push_back({event, std::move(refusal)});
  }
  return dates;
}

void RegistrationRows::keep_refused_date(std::string_view party_key, const domain::RefusedDate& date) {
  context_.database.run("insert into refused_date (party_key, event_id, refusal) values (?, ?, ?)", party_key,
                        date.event, date.refusal);
}

}  // namespace storage
