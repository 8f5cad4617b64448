#include "service/event_length.hpp"

#include "domain/error.hpp"
#include "service/form_input.hpp"

namespace service {

void require_meant_length(EventForm& form, const domain::TimeZones& zones, const domain::EventDetails* stored) {
  domain::Violations unread;
  const auto start = local_start_of(form);
  const auto day = form.end_time.date.empty() ? std::nullopt : input_date(form.end_time.date, "end_time", unread);
  const auto clock = form.end_time.clock.empty() ? std::nullopt : input_clock(form.end_time.clock, "end_time", unread);
  if (!start || !day || !clock) return;
  const auto length = local_time(*day, *clock) - *start;
  if (length <= std::chrono::hours{24}) return;
  if (stored != nullptr &&
      zones.to_local(stored->end_time, stored->time_zone) - zones.to_local(stored->start_time, stored->time_zone) ==
          length)
    return;
  const std::string said = std::to_string(length.count());
  if (form.length_seen == said) return;
  form.length_seen = said;
  throw domain::Error(domain::ErrorKind::invalid, "over_a_day", "lasts longer than a day", "end_time");
}

}  // namespace service
