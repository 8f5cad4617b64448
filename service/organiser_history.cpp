// Who changed what, and the way back.
#include "ui/organiser_history.hpp"

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/material_history.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/history_query.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"

namespace service {
namespace {

std::string history_of(domain::EventId event) {
  return address_of(event) + "/history";
}

Reply history_reply(const Request& request, const App& app, domain::EventId event,
                    std::vector<domain::Problem> problems, int status) {
  ui::HistoryPage page;
  // A button's page is the newest: where it was pressed is not told.
  const auto before = request.method == Method::get ? change_before(request) : std::nullopt;
  page.history = domain::list_history(app.ports, signed_in(request), event, before);
  page.problems = std::move(problems);
  const ui::Console console = console_for(request, app, "events", history_of(event));
  return console_reply(request, app, ui::history_page(app.pages, console, page), status);
}

domain::UndoScope scope_in(const Fields& fields) {
  const std::string word = form_value(fields, "scope");
  return word.empty() ? domain::UndoScope::this_one : domain::parse_undo_scope(word, "scope");
}

// Whether somebody has to know more than the button says before it is done.
bool has_consequences(const domain::UndoPlan& plan) {
  const domain::UndoneDate& own = plan.dates.front();
  const bool takes_place_or_not =
      (own.event.status == domain::EventStatus::cancelled) != (own.after.status == domain::EventStatus::cancelled);
  const domain::ToldPeople& told = plan.told;
  return takes_place_or_not || own.change.dates > 1 || told.parties + told.interpreters + told.unreachable > 0;
}

// The page of an event or a series where the button is, or else the event's history.
std::string return_of(const Fields& fields, domain::EventId event) {
  const std::string back = form_value(fields, "back");
  const bool is_ours = back.starts_with("/organiser/events/") || back.starts_with("/organiser/series/");
  const bool is_plain = back.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789/") == std::string::npos;
  return is_ours && is_plain ? back : history_of(event);
}

// Where nothing goes back, it says why.
void require_something(const domain::UndoPlan& plan) {
  if (domain::put_back_of(plan.dates) > 0) return;
  const domain::UndoneDate& own = plan.dates.front();
  throw domain::Error(domain::ErrorKind::conflict, own.refusal, "the change cannot be undone any more");
}

Reply undo_reply(const Request& request, const App& app, domain::UndoPlan one, std::string back) {
  const domain::EventChange change = one.dates.front().change;
  ui::UndoPage page{.one = std::move(one), .back = std::move(back)};
  if (change.dates > 1 && !domain::is_about_material_of_series(change)) {
    page.all = domain::plan_undo(app.ports, signed_in(request), change.event, change.id, domain::UndoScope::all);
    require_something(*page.all);
  }
  const ui::Console console = console_for(request, app, "events", history_of(change.event));
  return console_reply(request, app, ui::undo_page(app.pages, console, page));
}

// Where some dates stay as they are, nobody has to look for them.
Reply undone_reply(const Request& request, const App& app, domain::Undone undone, std::string back) {
  if (domain::put_back_of(undone.dates) == undone.dates.size()) return done(back, "change_undone");
  const ui::Console console = console_for(request, app, "events", back);
  return console_reply(request, app, ui::undone_page(app.pages, console, {std::move(undone), std::move(back)}));
}

}  // namespace

Reply show_history(const Request& request, App& app) {
  return history_reply(request, app, event_in_path(request), {}, 200);
}

Reply show_series_history(const Request& request, App& app) {
  const domain::SeriesId series{id_in_path(request)};
  ui::HistoryPage page;
  page.history = domain::list_history(app.ports, signed_in(request), series, change_before(request));
  page.series = series;
  const ui::Console console =
      console_for(request, app, "events", "/organiser/series/" + std::to_string(series.value) + "/history");
  return console_reply(request, app, ui::history_page(app.pages, console, page));
}

Reply take_undo(const Request& request, App& app) {
  const domain::EventId event = event_in_path(request);
  const domain::EventChangeId change{id_in_path(request, "change")};
  const Fields fields = request.form();
  try {
    const domain::UndoScope scope = scope_in(fields);
    if (!form_has(fields, "seen")) {
      domain::UndoPlan plan = domain::plan_undo(app.ports, signed_in(request), event, change, scope);
      if (plan.dates.front().change.dates == 1) require_something(plan);
      if (has_consequences(plan)) return undo_reply(request, app, std::move(plan), return_of(fields, event));
    }
    return undone_reply(request, app, domain::undo_change(app.ports, signed_in(request), event, change, scope),
                        return_of(fields, event));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return history_reply(request, app, event, error.problems(), status_of(error));
  }
}

Reply take_attendance_closing(const Request& request, App& app) {
  const domain::EventId event = event_in_path(request);
  const bool at_door = form_value(request.form(), "back") == "door";
  return press(request, app, event, [&] {
    (void)domain::close_attendance(app.ports, signed_in(request), event);
    const std::string door = "/organiser/door/" + std::to_string(event.value);
    return done(at_door ? door : address_of(event), "attendance_closed");
  });
}

Reply take_attendance_reopening(const Request& request, App& app) {
  const domain::EventId event = event_in_path(request);
  return press(request, app, event, [&] {
    (void)domain::reopen_attendance(app.ports, signed_in(request), event);
    return done(address_of(event), "attendance_reopened");
  });
}

}  // namespace service
