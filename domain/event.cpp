#include "domain/event.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<EventKind, 6> event_kinds{{{EventKind::info_session, "info_session"},
                                               {EventKind::group_activity, "group_activity"},
                                               {EventKind::civic_orientation, "civic_orientation"},
                                               {EventKind::client_panel, "client_panel"},
                                               {EventKind::network_meeting, "network_meeting"},
                                               {EventKind::training, "training"}}};

constexpr WordTable<EventStatus, 3> event_statuses{{{EventStatus::scheduled, "EventScheduled"},
                                                    {EventStatus::cancelled, "EventCancelled"},
                                                    {EventStatus::rescheduled, "EventRescheduled"}}};

constexpr WordTable<PublicationStatus, 4> publications{{{PublicationStatus::draft, "draft"},
                                                        {PublicationStatus::open_to_all, "public"},
                                                        {PublicationStatus::unlisted, "unlisted"},
                                                        {PublicationStatus::staff, "staff"}}};

constexpr WordTable<Enrolment, 9> enrolments{{{Enrolment::open, "open"},
                                              {Enrolment::waiting_list, "waiting_list"},
                                              {Enrolment::full, "full"},
                                              {Enrolment::not_yet, "not_yet"},
                                              {Enrolment::closed, "closed"},
                                              {Enrolment::external, "external"},
                                              {Enrolment::invited, "invited"},
                                              {Enrolment::cancelled, "cancelled"},
                                              {Enrolment::none, "none"}}};

constexpr int largest_capacity = 100'000;

void require_capacity(Violations& violations, std::optional<int> capacity, std::string_view field) {
  violations.require(!capacity || (*capacity >= 0 && *capacity <= largest_capacity), field, "out_of_range",
                     "must be from 0 to 100000");
}

void validate_times(const EventDetails& details, const TimeZones& zones, Violations& violations) {
  using namespace std::chrono_literals;
  violations.require(zones.knows(details.time_zone), "time_zone", "unknown_time_zone",
                     "must be an IANA time zone, like Europe/Helsinki");
  violations.require(details.start_time > Instant{}, "start_time", "required", "is required");
  violations.require(details.end_time > details.start_time, "end_time", "end_before_start", "must be after start_time");
  violations.require(details.end_time - details.start_time <= 31 * 24h, "end_time", "too_long_event",
                     "must be at most 31 days after start_time");
  if (details.enrolment_start_time && details.enrolment_end_time) {
    violations.require(*details.enrolment_start_time < *details.enrolment_end_time, "enrolment_end_time",
                       "end_before_start", "must be after enrolment_start_time");
  }
  if (details.enrolment_end_time) {
    violations.require(*details.enrolment_end_time <= details.end_time, "enrolment_end_time", "after_event",
                       "must not be after end_time");
  }
}

void validate_place(const EventDetails& details, Violations& violations) {
  const Place& place = details.location;
  violations.require(!place.name.empty() || place.is_online() || place.room, "location.name", "required",
                     "is required on site");
  violations.require(!place.room || !place.is_online(), "location.online_url", "room_and_online",
                     "must be empty where a room is chosen");
  violations.require(!place.is_online() || is_web_address(place.online_url), "location.online_url", "url",
                     "must begin with https:// or http://");
  violations.require(details.external_registration_url.empty() || is_web_address(details.external_registration_url),
                     "external_registration_url", "url", "must begin with https:// or http://");
}

void validate_reminders(const EventDetails& details, Violations& violations) {
  using namespace std::chrono_literals;
  violations.require(details.reminders.size() <= 10, "reminders", "too_many", "must be at most 10");
  for (std::size_t i = 0; i < details.reminders.size(); ++i) {
    const auto before = details.reminders[i].before;
    violations.require(before >= 1min && before <= 60 * 24h, "reminders[" + std::to_string(i) + "].minutes_before",
                       "out_of_range", "must be from 1 to 86400");
  }
}

}  // namespace

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::vector<ReminderRule> default_reminders() {
  using namespace std::chrono_literals;
  return {{Channel::email, 48h}, {Channel::sms, 24h}, {Channel::sms, 2h}};
}

std::optional<int> Event::remaining_attendee_capacity() const {
  if (!maximum_attendee_capacity) return {};
  return std::max(0, *maximum_attendee_capacity - confirmed_persons);
}

std::optional<int> Event::remaining_childcare_capacity() const {
  if (!childcare_capacity) return {};
  return std::max(0, *childcare_capacity - confirmed_children);
}

Enrolment enrolment_state(const Event& event, Instant now) {
  if (event.publication_status == PublicationStatus::draft) return Enrolment::none;
  if (event.status == EventStatus::cancelled) return Enrolment::cancelled;
  if (now >= std::min(event.start_time, event.enrolment_end_time.value_or(event.start_time))) return Enrolment::closed;
  if (!event.external_registration_url.empty()) return Enrolment::external;
  if (event.invited_only) return Enrolment::invited;
  if (event.enrolment_start_time && now < *event.enrolment_start_time) return Enrolment::not_yet;
  const std::optional<int> remaining = event.remaining_attendee_capacity();
  if (!remaining || *remaining > 0) return Enrolment::open;
  return event.waitlisted_persons < event.waiting_list_capacity.value_or(0) ? Enrolment::waiting_list : Enrolment::full;
}

std::string_view to_word(EventKind kind) {
  return word_of(event_kinds, kind);
}
std::string_view to_word(EventStatus status) {
  return word_of(event_statuses, status);
}
std::string_view to_word(PublicationStatus status) {
  return word_of(publications, status);
}
std::string_view to_word(Enrolment enrolment) {
  return word_of(enrolments, enrolment);
}

EventKind parse_event_kind(std::string_view word, std::string_view field) {
  return value_of(event_kinds, word, field);
}
EventStatus parse_event_status(std::string_view word, std::string_view field) {
  return value_of(event_statuses, word, field);
}
PublicationStatus parse_publication_status(std::string_view word, std::string_view field) {
  return value_of(publications, word, field);
}

void validate(const EventDetails& details, const TimeZones& zones) {
  Violations violations;
  violations.require(!details.name.empty(), "name", "required", "is required in one language at least");
  validate_times(details, zones, violations);
  validate_place(details, violations);
  require_capacity(violations, details.maximum_attendee_capacity, "maximum_attendee_capacity");
  require_capacity(violations, details.waiting_list_capacity, "waiting_list_capacity");
  require_capacity(violations, details.childcare_capacity, "childcare_capacity");
  violations.require(!details.maximum_parties_per_contact || *details.maximum_parties_per_contact >= 1,
                     "maximum_parties_per_contact", "out_of_range", "must be at least 1");
  const auto offer = details.waiting_list_offer;
  violations.require(!offer || (*offer >= std::chrono::minutes{10} && *offer <= std::chrono::days{14}),
                     "waiting_list_offer_minutes", "out_of_range", "must be from 10 to 20160");
  validate_reminders(details, violations);
  validate_questions(details.questions, violations);
  violations.throw_if_any();
}

}  // namespace domain
