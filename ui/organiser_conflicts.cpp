#include "ui/organiser_conflicts.hpp"

#include "domain/address.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"

namespace ui {
namespace {

void add_other(Values& into, const Reader& reader, const domain::Event& event) {
  Values other = into.add("OTHER");
  other.set("ID", event.id.value);
  set_text(other, reader, event.name, "NAME");
  other.set("WHEN", reader.short_date(event.start_time, event.time_zone));
  other.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  other.set("PLACE", place_line(event, reader));
  std::vector<std::string> organisers;
  for (const domain::Organiser& organiser : event.organisers) organisers.push_back(organiser.name);
  other.set("ORGANISERS", reader.joined(organisers));
  add_badges(other, reader, event);
}

// Without its day, which is that of the row.
void add_other_of_day(Values& into, const Reader& reader, const domain::Event& event, const std::string& place) {
  Values other = into.add("OTHER");
  other.set("ID", event.id.value);
  set_text(other, reader, event.name, "NAME");
  other.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  other.set_if("PLACE", place);
}

void fill(Values& shown, const Reader& reader, const std::vector<domain::Conflict>& conflicts,
          std::optional<int> wanted, std::string_view form_action = {}) {
  shown.show_if(conflicts.empty(), "NONE");
  for (const domain::Conflict& conflict : conflicts) {
    Values one = shown.add("CONFLICT");
    const bool hard = is_hard(conflict);
    one.set("WEIGHT", hard ? "wrong" : "note");
    one.show_if(hard, "HARD");
    one.set("WORDS", conflict_words(reader, conflict, wanted));
    if (conflict.event) add_other(one, reader, *conflict.event);
    if (!conflict.room) continue;
    Values take = one.add("TAKE");
    take.set("ID", conflict.room->id.value);
    take.set("NAME", conflict.room->name);
    if (!form_action.empty()) take.set_if("TARGET", std::string(form_action) + "#place");
  }
}

}  // namespace

std::string conflict_words(const Reader& reader, const domain::Conflict& conflict, std::optional<int> wanted) {
  const std::string key = "conflict." + std::string(to_word(conflict.kind));
  switch (conflict.kind) {
    case domain::ConflictKind::room_taken:
      return reader.text(conflict.event ? key : key + "_hidden");
    case domain::ConflictKind::interpreter_busy:
      if (conflict.interpreter.empty()) return reader.text(key + "_hidden");
      return reader.text(key, {{"name", conflict.interpreter}});
    case domain::ConflictKind::room_too_small:
      return reader.text(key, {{"capacity", std::int64_t{conflict.room_capacity.value_or(0)}},
                               {"wanted", std::int64_t{wanted.value_or(0)}}});
    case domain::ConflictKind::known_room:
      return reader.text(key, {{"room", address_line(domain::place_of(*conflict.room))}});
    case domain::ConflictKind::public_holiday:
      return reader.text(key, {{"holiday", reader.text("holiday." + conflict.holiday)}});
    case domain::ConflictKind::school_holiday:
      return reader.text(key,
                         {{"holiday", std::string(domain::best_text(conflict.holiday_name, reader.language()).text)}});
    default:
      return reader.text(key);
  }
}

void add_conflicts(Values& into, const Reader& reader, const std::vector<domain::Conflict>& conflicts,
                   std::optional<int> wanted, std::string_view form_action) {
  Values shown = into.include("CONFLICTS", "organiser/conflicts.html");
  shown.show("KNOWN");
  fill(shown, reader, conflicts, wanted, form_action);
}

void add_met(Values& date, const Reader& reader, const std::vector<domain::Conflict>& conflicts,
             std::optional<int> wanted) {
  Values all = date.include("MEETS", "organiser/meets.html");
  for (const domain::Conflict& conflict : conflicts) {
    const bool hard = is_hard(conflict);
    Values met = all.add("MET");
    met.set("WEIGHT", hard ? "wrong" : "note");
    met.set("WORDS", conflict_words(reader, conflict, wanted));
    // Who holds the room is in the same place.
    if (conflict.event) {
      add_other_of_day(met, reader, *conflict.event, hard ? "" : place_line(*conflict.event, reader));
    }
  }
}

void add_taken(Values& into, const Reader& reader, const std::string& iso, const std::string& day,
               const domain::Conflict& conflict) {
  Values taken = into.add("TAKEN");
  taken.set("ISO", iso);
  taken.set("DAY", day);
  taken.set("WORDS", conflict_words(reader, conflict));
  if (conflict.event) add_other_of_day(taken, reader, *conflict.event, {});
}

std::string conflicts_fragment(const Pages& pages, const Console& console,
                               const std::vector<domain::Conflict>& conflicts, std::optional<int> wanted) {
  Page page(pages, console.context, "organiser/conflicts.html", "organiser/fragment.html");
  page.body().show("KNOWN");
  fill(page.body(), page.reader(), conflicts, wanted);
  return page.html();
}

std::string no_conflicts_fragment(const Pages& pages, const Console& console) {
  return Page(pages, console.context, "organiser/conflicts.html", "organiser/fragment.html").html();
}

}  // namespace ui
