#include "domain/plan_series_copies.hpp"

#include <algorithm>
#include <utility>

#include "domain/edit_series.hpp"
#include "domain/event_changes.hpp"
#include "domain/usual_date.hpp"

namespace domain {
namespace {

constexpr OneEnrolment both{true, true};

// What is one moment for all dates, as that of a course, moves for all as the first date does.
struct EnrolmentOfAll {
  OneEnrolment one;
  EventDetails moved;
};

// The fields in which the date, moved along, would not be like its copy.
std::vector<std::string> made_usual(const Event& date, const CopyDay& place, const EventDetails& copy, OneEnrolment one,
                                    const TimeZones& zones) {
  const bool stays = place.start == date.start_time;
  EventDetails own = date;
  if (!stays) own = details_at(date, place.start, zones);
  own = moved_details(std::move(own), place.by, zones);
  // That it goes back says when registration opens and closes, too.
  keep_enrolment(own, copy, stays ? one : both);
  return changed_fields(own, copy, zones);
}

// Dates that fell out because of holidays, made like the others. `places` are those of `dates`.
void plan_left_out(std::vector<CopyPlan>& plans, std::vector<Event> dates, const std::vector<CopyDay>& places,
                   const EnrolmentOfAll& enrolment, std::string_view recurrence, const CopyShift& shift,
                   const TimeZones& zones) {
  if (shift.holidays == nullptr) return;
  const Event like = most_usual(dates);
  const auto put = [&](Event& date, Instant start) {
    static_cast<EventDetails&>(date) = details_at(date, start, zones);
    date.previous_start_time.reset();
  };
  for (std::size_t i = 0; i < dates.size(); ++i) put(dates[i], places[i].start);
  const std::vector<LeftOutDate> left_out = dates_left_out(dates, *shift.holidays, zones);
  const std::size_t first = dates.size();
  for (const LeftOutDate& one : left_out) {
    Event& date = dates.emplace_back(like);
    put(date, one.start);
    keep_enrolment(date, like, enrolment.one);
    date.status = EventStatus::scheduled;
  }
  if (left_out.empty()) return;
  const std::vector<CopyDay> all = days_to_copy(dates, recurrence, shift, zones);
  for (std::size_t i = first; i < dates.size(); ++i) {
    if (all[i].start != dates[i].start_time) continue;
    CopyPlan plan{"left_out." + std::to_string(like.super_event->value) + "." +
                      std::to_string(all[i].start.time_since_epoch().count()),
                  dates[i], moved_details(dates[i], all[i].by, zones)};
    keep_enrolment(plan.details, enrolment.moved, enrolment.one);
    plan.left_out = left_out[i - first];
    plans.push_back(std::move(plan));
  }
}

}  // namespace

void plan_series(std::vector<CopyPlan>& plans, const std::vector<Event>& dates, std::string_view recurrence,
                 const CopyShift& shift, const TimeZones& zones) {
  const Event& like = most_usual(dates);
  const std::vector<CopyDay> places = days_to_copy(dates, recurrence, shift, zones);
  const EnrolmentOfAll enrolment{one_enrolment(dates), moved_details(dates.front(), places.front().by, zones)};
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const Event& date = dates[i];
    const auto [start, by] = places[i];
    EventDetails copy = details_at(like, start, zones);
    const bool stays = start == date.start_time && date.time_zone == like.time_zone;
    if (stays) keep_enrolment(copy, date, both);
    CopyPlan plan{std::to_string(date.id.value), date, moved_details(std::move(copy), by, zones)};
    keep_enrolment(plan.details, enrolment.moved, enrolment.one);
    plan.made_usual = made_usual(date, places[i], plan.details, enrolment.one, zones);
    plan.moved_back = start != date.start_time;
    plans.push_back(std::move(plan));
  }
  plan_left_out(plans, dates, places, enrolment, recurrence, shift, zones);
}

}  // namespace domain
