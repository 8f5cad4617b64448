#include <algorithm>

#include "ui/activity_choice.hpp"
#include "ui/event_view.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_event_form_parts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

void add_inputs(Values& body, const Drawing& draw, bool series) {
  Values section = body.add("INPUTS");
  const auto day = [&](const char* name, const char* hint) {
    Field field{.name = name, .control = Control::date, .required = true, .direction = "ltr", .narrow = true};
    if (hint != nullptr) field = with_hint(std::move(field), draw, hint);
    add(section, draw, std::move(field));
  };
  if (!series) {
    day("copy_from", nullptr);
    day("copy_to", nullptr);
  }
  day("copy_first", series ? "organiser.hint.copy_series_first" : "organiser.hint.copy_first");
}

void add_taken_room(Values& date, const Reader& reader, const domain::RoomTaken& room) {
  if (room.by == domain::RoomTakenBy::nobody) return;
  Values taken = date.add("TAKEN");
  if (room.by == domain::RoomTakenBy::planned) {
    taken.set("WORDS", reader.text("organiser.copy.room_of_copy"));
    return;
  }
  taken.set("WORDS", conflict_words(reader, {.kind = domain::ConflictKind::room_taken, .event = room.event}));
  if (!room.event) return;
  Values other = taken.add("OTHER");
  other.set("ID", room.event->id.value);
  set_text(other, reader, room.event->name, "NAME");
  other.set("TIME", reader.time_range(room.event->start_time, room.event->end_time, room.event->time_zone));
}

// What it is copied from, or why there was nothing.
void add_origin(Values& date, const Reader& reader, const domain::CopyPlan& plan) {
  const std::string day = reader.by_skeleton(plan.from.start_time, plan.from.time_zone, "EEEyMd");
  if (!plan.left_out) return date.set_if("COPY_OF", reader.text("organiser.copy.of", {{"date", day}}));
  const PreviewDate then{plan.from.start_time, plan.left_out->public_holiday, plan.left_out->school_holiday};
  date.set_if("LEFT_OUT",
              reader.text("organiser.copy.left_out", {{"date", day}, {"why", reason_against(then, reader)}}));
}

void add_date(Values& activity, const Reader& reader, const CopyDate& one, bool named) {
  const domain::Event& from = one.plan.from;
  const domain::EventDetails& to = one.plan.details;
  Values date = activity.add("DATE");
  date.set("KEY", one.plan.key);
  if (named) set_text(date, reader, to.name, "NAME");
  add_origin(date, reader, one.plan);
  date.set("ISO", local_date(to.start_time, to.time_zone));
  date.set("NEW", reader.date(to.start_time, to.time_zone));
  date.set("TIME", reader.time_range(to.start_time, to.end_time, to.time_zone));
  if (!one.public_holiday.empty()) date.set_if("HOLIDAY", reader.text("holiday." + one.public_holiday));
  if (!one.school_holiday.empty()) set_text(date, reader, one.school_holiday, "SCHOOL");
  if (one.plan.stands) date.set_if("STANDS", reader.text("organiser.copy.stands"));
  if (one.plan.moved_back) date.set_if("MOVED_BACK", reader.text("organiser.copy.moved_back"));
  if (!one.plan.made_usual.empty()) {
    date.set_if("MADE_USUAL",
                reader.text("organiser.copy.made_usual", {{"fields", field_names(one.plan.made_usual, reader)}}));
  }
  if (from.status == domain::EventStatus::cancelled) date.set_if("CANCELLED", reader.text("organiser.copy.cancelled"));
  add_taken_room(date, reader, one.room);
  date.show_if(one.held, "HELD");
}

void add_activities(Values& preview, const Reader& reader, const CopyPage& copy) {
  std::vector<ChoiceDate> choices;
  for (const CopyDate& date : copy.dates) {
    choices.push_back({date.plan.key, date.plan.from.super_event, &date.plan.details, date.held});
  }
  for (const Activity& activity : by_activity(choices)) {
    Values section = add_activity(preview, reader, activity, choices, copy.rhythms);
    const auto left_out =
        std::ranges::count_if(activity.dates, [&](std::size_t i) { return copy.dates[i].plan.left_out.has_value(); });
    if (left_out > 0) {
      section.set_if("MORE_THAN_BEFORE",
                     reader.text("organiser.copy.more_than_before", {{"count", std::int64_t{left_out}}}));
    }
    for (const std::size_t i : activity.dates) {
      const bool named =
          !activity.series || copy.dates[i].plan.details.name != choices[activity.dates[0]].details->name;
      add_date(section, reader, copy.dates[i], named);
    }
  }
}

}  // namespace

std::string copy_page(const Pages& pages, const Console& console, const CopyPage& copy) {
  const Reader reader = pages.reader(console.context.language);
  const bool series = !copy.series_name.empty();
  const std::string title = reader.text(series ? "organiser.copy.series_title" : "organiser.copy.title");
  Page page = console_page(pages, console, "organiser/copy.html", title);
  const Drawing draw{reader, pages.lists(), copy.state};
  Values& body = page.body();
  body.set("HEADING", title);
  if (series) set_text(body, reader, copy.series_name, "SERIES_NAME");
  body.set("LEAD", reader.text(series ? "organiser.copy.series_lead" : "organiser.copy.lead"));
  add_error_summary(body, reader, copy.state, [&](std::string_view field) { return draw.label(std::string(field)); });
  if (series) body.add("SERIES").set("SERIES_ID", copy.state.value("series"));
  add_inputs(body, draw, series);
  body.show_if(!copy.asked, "FIRST");
  if (!copy.asked) return page.html();
  if (copy.dates.empty()) {
    body.show("NONE");
    return page.html();
  }
  Values preview = body.add("PREVIEW");
  for (const auto& [name, value] : copy.state.values) {
    Values hidden = preview.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  const auto held = std::ranges::count_if(copy.dates, &CopyDate::held);
  preview.set("COUNT", reader.text("organiser.copy.count",
                                   {{"count", std::int64_t(copy.dates.size())}, {"held", std::int64_t{held}}}));
  const auto taken = std::ranges::count_if(
      copy.dates, [](const CopyDate& date) { return date.room.by != domain::RoomTakenBy::nobody; });
  if (taken > 0) {
    preview.set_if("ROOMS_TAKEN", reader.text("organiser.copy.rooms_taken", {{"count", std::int64_t{taken}}}));
  }
  for (const KnownUntil& school : copy.schools) {
    preview.add("KNOWN_UNTIL").set("WORDS", known_until_words(school, reader));
  }
  preview.show_if(std::ranges::any_of(copy.dates, [](const CopyDate& date) { return date.plan.left_out.has_value(); }),
                  "SOME_LEFT_OUT");
  add_activities(preview, reader, copy);
  return page.html();
}

}  // namespace ui
