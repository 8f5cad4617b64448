#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

void add_date(Values& list, const Reader& reader, const PreviewDate& one, const SeriesPreview& preview) {
  Values date = list.add("DATE");
  const std::string day = local_date(one.start, preview.time_zone);
  date.set("ISO", day);
  date.set_if("WHY", reason_against(one, reader));
  Values shown = date.add(one.skipped_hour ? "IMPOSSIBLE" : "POSSIBLE");
  shown.set("ISO", day);
  shown.set("WHEN", reader.date_and_time(one.start, preview.time_zone));
  shown.show_if(one.held, "HELD");
  add_met(date, reader, one.conflicts, preview.wanted);
}

// The ticked dates whose rooms are taken, each with what holds the room.
void add_refusal(Values& body, const Reader& reader, const SeriesPreview& preview) {
  Values refused = body.add("REFUSED");
  for (const PreviewDate& date : preview.dates) {
    for (const domain::Conflict& conflict : date.conflicts) {
      if (!date.held || !is_hard(conflict)) continue;
      add_taken(refused, reader, local_date(date.start, preview.time_zone),
                reader.short_date(date.start, preview.time_zone), conflict);
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

// Whether each date has a deadline of its own.
void add_enrolment(Values& body, const Reader& reader, const SeriesPreview& preview) {
  if (preview.more || !preview.closes || !preview.closes_last || preview.closes == preview.closes_last) return;
  const auto when = [&](domain::Instant moment) { return reader.date_and_time(moment, preview.time_zone); };
  Values closes = body.add("CLOSES");
  closes.set("EACH", reader.text("organiser.preview.closes_each",
                                 {{"first", when(*preview.closes)}, {"last", when(*preview.closes_last)}}));
  closes.set("ALL", reader.text("organiser.preview.closes_all", {{"when", when(*preview.closes)}}));
  closes.show_if(!preview.one_enrolment, "EACH_CHECKED");
  closes.show_if(preview.one_enrolment, "ALL_CHECKED");
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

std::string known_until_words(const KnownUntil& school, const Reader& reader) {
  return reader.text(
      "organiser.preview.known_until",
      {{"municipality", school.municipality}, {"date", reader.date(std::chrono::sys_days{school.day}, "UTC")}});
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
  if (preview.school) body.set_if("KNOWN_UNTIL", known_until_words(*preview.school, reader));
  for (const domain::Conflict& conflict : preview.of_all) {
    body.set_if("OF_ALL", conflict_words(reader, conflict, preview.wanted));
  }
  add_enrolment(body, reader, preview);
  for (const PreviewDate& date : preview.dates) add_date(body, reader, date, preview);
  return page.html();
}

}  // namespace ui
