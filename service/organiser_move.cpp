#include "ui/organiser_move.hpp"

#include <algorithm>

#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "domain/event_changes.hpp"
#include "domain/move_event.hpp"
#include "service/api_request.hpp"
#include "service/conflicts.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_filter.hpp"
#include "service/time_input.hpp"
#include "ui/organiser_series.hpp"

// Another time for an event: from its page, and where the calendar's entry was dropped.
namespace service {
namespace {

constexpr int most_days = 100;  // more than any event lasts

struct Times {
  domain::Instant start;
  domain::Instant end;
  friend bool operator==(const Times&, const Times&) = default;
};

Times times_of(const domain::Event& event) {
  return {event.start_time, event.end_time};
}

// What a page has shown the consequences of.
std::string seen_word(Times times) {
  return domain::format_rfc3339(times.start) + "/" + domain::format_rfc3339(times.end);
}

std::function<void(domain::EventDetails&)> move_to(Times times, const App& app) {
  return [times, &ports = app.ports](domain::EventDetails& details) {
    domain::move_event(details, times.start, times.end, ports);
  };
}

domain::ToldPeople told_of(const Request& request, const App& app, domain::EventId event, Times times) {
  return domain::plan_series_edit(app.ports, signed_in(request), event, domain::SeriesScope::this_one,
                                  move_to(times, app))
      .told;
}

// The calendar's page, where one comes from it.
std::string safe_back(std::string back) {
  const bool is_ours = back.starts_with("/organiser/month") && back.find_first_of("\r\n\\") == std::string::npos;
  return is_ours ? back : std::string();
}

Fields inputs(const domain::Event& event, Times times, const App& app) {
  using std::chrono::days;
  const domain::LocalTime start = app.ports.zones.to_local(times.start, event.time_zone);
  const domain::LocalTime end = app.ports.zones.to_local(times.end, event.time_zone);
  const days later = std::chrono::floor<days>(end) - std::chrono::floor<days>(start);
  return {{"date", date_for_input(start)},
          {"start", clock_for_input(start)},
          {"end", clock_for_input(end)},
          {"days", std::to_string(end - start >= days{1} ? later.count() : 0)},
          {"from", domain::format_rfc3339(event.start_time)}};
}

// As dropped ("start" and "end" of the query), where they can be read; else as it is. Without an end it lasts as long
// as it does, as a clock shows it.
Times wished(const Request& request, const domain::Event& event, const App& app) {
  Times times = times_of(event);
  const auto read = [&](const char* name) -> std::optional<domain::Instant> {
    const std::string text = query_text(request, name);
    if (text.empty()) return {};
    try {
      return read_time(text, name, event.time_zone, app.ports.zones);
    } catch (const domain::Error&) {
      return {};
    }
  };
  if (const auto start = read("start")) {
    domain::EventDetails moved = event;
    domain::move_start(moved, app.ports.zones.to_local(*start, event.time_zone), app.ports.zones);
    times = {*start, moved.end_time};
    if (const auto end = read("end"); end && *end > *start) times.end = *end;
  }
  return times;
}

// Of what lasts a day or more the form says how many days later it ends; on the same day, an end before the start is on
// the day after.
Times read_times(const Fields& fields, const domain::Event& event, const App& app) {
  domain::Violations violations;
  const auto date = input_date(form_value(fields, "date"), "date", violations);
  const auto start = input_clock(form_value(fields, "start"), "start", violations);
  const auto end = input_clock(form_value(fields, "end"), "end", violations);
  const std::string typed_days = form_value(fields, "days");
  const auto days = typed_days.empty() ? 0 : input_number(typed_days, "days", violations);
  violations.throw_if_any();
  const auto moment = [&](domain::LocalTime local, const char* field) {
    return input_moment(local, event.time_zone, field, app.ports.zones, violations);
  };
  const auto begins = moment(local_time(*date, *start), "start");
  const std::chrono::days later{*days > 0 ? std::min(*days, most_days) : *end <= *start ? 1 : 0};
  const auto ends = moment(local_time(*date, *end) + later, "end");
  violations.throw_if_any();
  return {*begins, *ends};
}

// Another time that the event cannot have is said as of a mistake in an input.
void add_consequences(const Request& request, const App& app, Times times, ui::MovePage& page) {
  if (times == times_of(page.event)) return;
  try {
    page.then = ui::MoveThen{times.start, times.end, seen_word(times), told_of(request, app, page.event.id, times), {}};
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    if (page.state.problems.empty()) page.state.problems = error.problems();
    return;
  }
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    domain::EventDetails details = page.event;
    move_to(times, app)(details);
    const auto other = [](const auto& now, const auto& before) { return now == before ? std::nullopt : now; };
    page.then->enrolment_opens = other(details.enrolment_start_time, page.event.enrolment_start_time);
    page.then->enrolment_closes = other(details.enrolment_end_time, page.event.enrolment_end_time);
    page.then->conflicts = conflicts_of(snapshot, app, signed_in(request), details, page.event.id);
  });
}

Reply move_page(const Request& request, const App& app, ui::MovePage page, std::optional<Times> times, int status) {
  if (times) add_consequences(request, app, *times, page);
  const ui::Console console = console_for(request, app, "events", address_of(page.event.id) + "/move");
  return console_reply(request, app, ui::event_move_page(app.pages, console, page), status);
}

void move(const Request& request, App& app, const domain::Event& event, const Times& times, const std::string& from) {
  (void)domain::edit_event(app.ports, signed_in(request), event.id, [&](domain::EventDetails& details) {
    if (domain::format_rfc3339(details.start_time) != from) {
      throw domain::Error(domain::ErrorKind::conflict, "edited_meanwhile", "somebody else changed it meanwhile");
    }
    move_to(times, app)(details);
  });
}

// `fields`: as typed.
ui::MovePage page_of(domain::Event event, const Fields& fields) {
  ui::MovePage page;
  for (const char* name : {"date", "start", "end", "days"})
    page.state.values.emplace_back(name, form_value(fields, name));
  // Who moves it again has been told, and means it.
  page.state.values.emplace_back("from", domain::format_rfc3339(event.start_time));
  page.event = std::move(event);
  page.back = safe_back(form_value(fields, "back"));
  return page;
}

}  // namespace

Reply show_move(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  if (event.status == domain::EventStatus::cancelled) return see_other(address_of(event.id));
  const Times times = wished(request, event, app);
  ui::MovePage page;
  page.event = std::move(event);
  page.state.values = inputs(page.event, times, app);
  page.back = safe_back(query_text(request, "back"));
  return move_page(request, app, std::move(page), times, 200);
}

Reply take_move(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const Fields fields = request.form();
  std::optional<Times> times;
  try {
    times = read_times(fields, event, app);
    if (form_value(fields, "seen") != seen_word(*times)) {
      return move_page(request, app, page_of(std::move(event), fields), times, 200);
    }
    const domain::ToldPeople told = told_of(request, app, event.id, *times);
    move(request, app, event, *times, form_value(fields, "from"));
    const std::string back = safe_back(form_value(fields, "back"));
    if (!back.empty()) return see_other(back);
    return done(address_of(event.id), ui::is_told(told) ? "moved_event" : "moved_quietly");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::MovePage page = page_of(std::move(event), fields);
    page.state.problems = error.problems();
    return move_page(request, app, std::move(page), times, status_of(error));
  }
}

}  // namespace service
