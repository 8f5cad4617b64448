#include "service/organiser_series_change.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "domain/require_free.hpp"
#include "service/api_request.hpp"
#include "service/conflicts.hpp"
#include "service/form_input.hpp"
#include "service/organiser_console.hpp"
#include "ui/organiser_series.hpp"

namespace service {
namespace {

bool overlap(const domain::EventDetails& one, const domain::EventDetails& other) {
  return one.start_time < other.end_time && other.start_time < one.end_time;
}

using Met = std::map<domain::EventId, std::vector<domain::Conflict>>;
using Going = std::map<domain::EventId, const domain::PlannedDate*>;

// Two that go to one room at one time, where they may not meet today.
void add_each_other(const Going& going, Met& met) {
  std::map<domain::RoomId, std::vector<const domain::PlannedDate*>> rooms;
  for (const auto& [id, date] : going) {
    if (date->after.location.room) rooms[*date->after.location.room].push_back(date);
  }
  const auto add = [&](const domain::PlannedDate& one, const domain::PlannedDate& other) {
    auto& conflicts = met[one.event.id];
    const auto is_known = [&](const domain::Conflict& conflict) {
      return conflict.kind == domain::ConflictKind::room_taken && conflict.event &&
             conflict.event->id == other.event.id;
    };
    if (std::ranges::any_of(conflicts, is_known)) return;
    domain::Event there = other.event;
    static_cast<domain::EventDetails&>(there) = other.after;
    conflicts.insert(conflicts.begin(), {.kind = domain::ConflictKind::room_taken, .event = std::move(there)});
  };
  for (auto& [room, dates] : rooms) {
    std::ranges::sort(dates, {}, [](const domain::PlannedDate* date) { return date->after.start_time; });
    for (auto one = dates.begin(); one != dates.end(); ++one) {
      for (auto other = one + 1; other != dates.end() && overlap((*one)->after, (*other)->after); ++other) {
        add(**one, **other);
        add(**other, **one);
      }
    }
  }
}

// Of the dates that move, by where they go. Two of them meet only where both are going.
Met met_by(const Request& request, const App& app, domain::EventId own, const domain::SeriesPlan& plan) {
  Going going;
  for (const domain::PlannedDate& date : plan.dates) {
    const bool changes = date.fate == domain::DateFate::own || date.fate == domain::DateFate::changes;
    if (changes && domain::is_moved(date.event, date.after)) going[date.event.id] = &date;
  }
  Met met;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    met.clear();
    for (const auto& [id, date] : going) {
      const domain::EventDetails& after = date->after;
      auto conflicts = conflicts_of(snapshot, app, signed_in(request), after, id);
      std::erase_if(conflicts, [&](const domain::Conflict& conflict) {
        // That the room is small is said once.
        if (conflict.kind == domain::ConflictKind::room_too_small) return id != own;
        if (!conflict.event) return false;
        const auto other = going.find(conflict.event->id);
        return other != going.end() && !overlap(other->second->after, after);
      });
      if (!conflicts.empty()) met[id] = std::move(conflicts);
    }
  });
  add_each_other(going, met);
  return met;
}

}  // namespace

std::optional<ui::SeriesScopes> scopes_of(const domain::Event& event, const App& app) {
  if (!event.super_event) return {};
  std::vector<domain::Event> dates;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { dates = snapshot.events().of_series(*event.super_event); });
  const domain::Instant now = app.ports.clock.now();
  std::erase_if(dates, [&](const domain::Event& date) {
    return date.id != event.id && (date.status == domain::EventStatus::cancelled || date.start_time <= now);
  });
  if (dates.size() < 2) return {};
  const auto following = std::ranges::count_if(
      dates, [&](const domain::Event& date) { return date.id == event.id || date.start_time >= event.start_time; });
  return ui::SeriesScopes{static_cast<int>(following), static_cast<int>(dates.size())};
}

domain::SeriesScope scope_in(const Fields& fields) {
  const std::string word = form_value(fields, "scope");
  return word.empty() ? domain::SeriesScope::this_one : domain::parse_series_scope(word, "scope");
}

domain::SeriesScope scope_asked(const Request& request, const domain::Event& event, const App& app) {
  const auto word = request.query_value("scope").value_or("");
  for (const auto scope : {domain::SeriesScope::following, domain::SeriesScope::all}) {
    if (word == domain::to_word(scope) && scopes_of(event, app)) return scope;
  }
  return domain::SeriesScope::this_one;
}

Reply series_change_reply(const Request& request, const App& app, domain::EventId event, const Fields& fields,
                          const std::function<void(domain::EventDetails&)>& change, const domain::Error* refusal) {
  ui::SeriesChangePage page;
  page.own = event;
  page.plan = domain::plan_series_edit(app.ports, signed_in(request), event, scope_in(fields), change);
  for (const domain::PlannedDate& date : page.plan.dates) {
    if (date.event.id == event) page.fields = domain::changed_fields(date.event, date.after, app.ports.zones);
  }
  page.met = met_by(request, app, event, page.plan);
  page.state.values = fields;
  if (refusal != nullptr) page.state.problems = refusal->problems();
  const ui::Console console = console_for(request, app, "events", address_of(event) + "/edit");
  return console_reply(request, app, ui::series_change_page(app.pages, console, page),
                       refusal == nullptr ? 200 : status_of(*refusal));
}

}  // namespace service
