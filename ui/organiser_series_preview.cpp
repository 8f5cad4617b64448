#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

// The other event without its day, which is that of the row.
void add_other(Values& into, const Reader& reader, const domain::Event& event, const std::string& place) {
  Values other = into.add("OTHER");
  other.set("ID", event.id.value);
  set_text(other, reader, event.name, "NAME");
  other.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  other.set_if("PLACE", place);
}

void add_met(Values& row, const Reader& reader, const domain::Conflict& conflict, std::optional<int> wanted) {
  const bool hard = is_hard(conflict.kind);
  Values met = row.add("MEETS");
  met.set("WEIGHT", hard ? "wrong" : "note");
  met.set("WORDS", conflict_words(reader, conflict, wanted));
  // Who holds the room is in the same place.
  if (conflict.event) add_other(met, reader, *conflict.event, hard ? "" : place_line(*conflict.event, reader));
}

void add_date(Values& list, const Reader& reader, const PreviewDate& one, const SeriesPreview& preview) {
  Values date = list.add("DATE");
  const std::string day = local_date(one.start, preview.time_zone);
  date.set("ISO", day);
  date.set_if("WHY", reason_against(one, reader));
  Values shown = date.add(one.skipped_hour ? "IMPOSSIBLE" : "POSSIBLE");
  shown.set("ISO", day);
  shown.set("WHEN", reader.date_and_time(one.start, preview.time_zone));
  shown.show_if(one.held, "HELD");
  for (const domain::Conflict& conflict : one.conflicts) add_met(date, reader, conflict, preview.wanted);
}

// The ticked dates whose rooms are taken, each with what holds the room.
void add_refusal(Values& body, const Reader& reader, const SeriesPreview& preview) {
  Values refused = body.add("REFUSED");
  for (const PreviewDate& date : preview.dates) {
    for (const domain::Conflict& conflict : date.conflicts) {
      if (!date.held || !is_hard(conflict.kind)) continue;
      Values taken = refused.add("TAKEN");
      taken.set("ISO", local_date(date.start, preview.time_zone));
      taken.set("DAY", reader.short_date(date.start, preview.time_zone));
      taken.set("WORDS", conflict_words(reader, conflict, preview.wanted));
      if (conflict.event) add_other(taken, reader, *conflict.event, {});
    }
  }
}

void add_counts(Values& body, const Reader& reader, const SeriesPreview& preview) {
  const auto held = std::ranges::count_if(preview.dates, [](const PreviewDate& date) { return date.held; });
  body.set("COUNT", reader.text("organiser.preview.count", {{"count", std::int64_t{held}}}));
  const auto left_out = std::int64_t(preview.dates.size()) - held;
  if (left_out > 0) body.set_if("LEFT_OUT", reader.text("organiser.preview.left_out", {{"count", left_out}}));
  if (!preview.refused && preview.asked && held < *preview.asked) {
    body.set_if("TOO_FEW", reader.text("organiser.preview.too_few",
                                       {{"asked", std::int64_t{*preview.asked}}, {"held", std::int64_t{held}}}));
  }
  if (preview.typed_first && !preview.dates.empty()) {
    body.set_if("TYPED_FIRST", reader.text("organiser.preview.typed_first",
                                           {{"typed", reader.date(*preview.typed_first, preview.time_zone)},
                                            {"first", reader.date(preview.dates.front().start, preview.time_zone)}}));
  }
}

}  // namespace

std::string reason_against(const PreviewDate& date, const Reader& reader) {
  if (date.skipped_hour) return reader.text("organiser.preview.skipped");
  std::vector<std::string> reasons;
  if (date.excepted) reasons.push_back(reader.text("organiser.preview.excepted"));
  if (!date.public_holiday.empty()) reasons.push_back(reader.text("holiday." + date.public_holiday));
  if (!date.school_holiday.empty()) {
    reasons.emplace_back(domain::best_text(date.school_holiday, reader.language()).text);
  }
  return reader.joined(reasons);
}

std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/series_preview.html", reader.text("organiser.preview.title"));
  Values& body = page.body();
  if (preview.refused) {
    add_refusal(body, reader, preview);
  } else {
    show_problems(page, preview.state.problems);
  }
  body.set("ACTION", preview.action);
  body.set("NAME", preview.name);
  add_counts(body, reader, preview);
  for (const auto& [name, value] : preview.state.values) {
    Values hidden = body.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  if (preview.school) {
    body.set_if("KNOWN_UNTIL", reader.text("organiser.preview.known_until",
                                           {{"municipality", preview.school->municipality},
                                            {"date", reader.date(std::chrono::sys_days{preview.school->day}, "UTC")}}));
  }
  for (const domain::Conflict& conflict : preview.of_all) {
    body.set_if("OF_ALL", conflict_words(reader, conflict, preview.wanted));
  }
  for (const PreviewDate& date : preview.dates) add_date(body, reader, date, preview);
  return page.html();
}

}  // namespace ui
