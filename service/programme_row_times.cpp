#include "service/programme_row_times.hpp"

#include <algorithm>
#include <array>

#include "service/programme_cells.hpp"

namespace service {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::size_t longest_rule = 200;

domain::Instant end_of_day(year_month_day date, const domain::TimeZones& zones, std::string_view zone) {
  using namespace std::chrono_literals;
  return zones.to_utc(domain::LocalTime(local_days{date}) + 24h - 1s, zone);
}

// RFC 5545, 3.3.5, form 2.
std::string utc_date_time(domain::Instant instant) {
  auto text = domain::format_rfc3339(instant);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

// What the three columns of a date's times hold together.
struct Times {
  std::optional<year_month_day> day;
  std::optional<year_month_day> last_day;
  std::optional<std::chrono::minutes> from;
  std::optional<std::chrono::minutes> to;
};

void fail_date(RowCells& cells, Column column) {
  if (cells.is_empty(column))
    cells.fail(column, "required", "is empty");
  else
    cells.fail(column, "date", "must be a date that exists, like 22.2.2021 or 2021-02-22");
}

void fail_time(RowCells& cells, Column column) {
  if (cells.is_empty(column))
    cells.fail(column, "required", "is empty");
  else
    cells.fail(column, "time", "must be a time, like 15.00 or 15:00");
}

// A slip in one of the two: nobody knows which.
void check_weekday(RowCells& cells, Column column, const std::optional<WhenCell>& when) {
  constexpr std::array<std::string_view, 7> codes{"weekday_is_mo", "weekday_is_tu", "weekday_is_we", "weekday_is_th",
                                                  "weekday_is_fr", "weekday_is_sa", "weekday_is_su"};
  if (!when || !when->day || !when->weekday) return;
  const std::chrono::weekday is{local_days{*when->day}};
  if (is == *when->weekday) return;
  cells.fail(column, std::string(codes[is.iso_encoding() - 1]), "is on another weekday than the cell says");
}

// Where the file has the column, it is at fault; else the one that would do as well.
Column at_fault(const RowCells& cells, Column column, Column other) {
  return cells.columns().has(column) ? column : other;
}

Times read_day_and_times(RowCells& cells) {
  const auto date = read_when_cell(cells.text(Column::date, longest_rule));
  const auto starts = read_when_cell(cells.text(Column::starts, longest_rule));
  const auto ends = read_when_cell(cells.text(Column::ends, longest_rule));
  const bool date_wrong = !cells.is_empty(Column::date) && (!date || !date->day);
  const bool starts_wrong = !cells.is_empty(Column::starts) && (!starts || (!starts->from && !starts->day));
  check_weekday(cells, Column::date, date);
  check_weekday(cells, Column::starts, starts);
  check_weekday(cells, Column::ends, ends);
  Times times;
  if (date) times = {date->day, {}, date->from, date->to};
  if (starts) {
    if (!times.day && !date_wrong) times.day = starts->day;
    if (starts->from) times.from = starts->from;
    if (starts->to) times.to = starts->to;
  }
  if (ends && ends->from) times.to = ends->from;
  if (ends) times.last_day = ends->day;
  if (!times.day || date_wrong) fail_date(cells, at_fault(cells, Column::date, Column::starts));
  if (!times.from || starts_wrong) {
    if (times.day || cells.columns().has(Column::starts))
      fail_time(cells, at_fault(cells, Column::starts, Column::date));
    times.from.reset();
  }
  const bool ends_wrong = !cells.is_empty(Column::ends) && (!ends || !ends->from);
  const Column end_at = at_fault(cells, Column::ends, at_fault(cells, Column::starts, Column::date));
  if (times.from && !times.to && end_at != Column::ends) {
    cells.fail(end_at, "no_end_time", "has no end, like 15.00–17.00");
  } else if ((!times.to && times.from) || ends_wrong || (!times.to && cells.columns().has(Column::ends))) {
    fail_time(cells, end_at);
  }
  if (ends_wrong) times.to.reset();
  return times;
}

void take_start_and_end(RowCells& cells, const domain::TimeZones& zones, const Times& times, ProgrammeRow& out) {
  if (!times.from || !times.to) return;
  auto& details = out.details;
  out.start = local_days{*times.day} + *times.from;
  const auto last_day = cells.date(Column::last_day);
  const domain::LocalTime end = local_days{last_day.value_or(times.last_day.value_or(*times.day))} + *times.to;
  const auto at = [&](Column column, domain::LocalTime local) {
    if (!zones.exists(local, details.time_zone))
      cells.fail(column, "skipped_hour", "is an hour that the clock change skips on that day");
    return zones.to_utc(local, details.time_zone);
  };
  details.start_time = at(Column::starts, out.start);
  details.end_time = at(Column::ends, end);
  const bool both_exist = zones.exists(out.start, details.time_zone) && zones.exists(end, details.time_zone);
  if (both_exist && details.end_time <= details.start_time)
    cells.fail(Column::ends, "end_before_start", "must be after Alkaa");
}

// "18.2.2021 12.00"; nothing for a day alone.
std::optional<domain::LocalTime> read_moment(std::string_view text) {
  const auto space = text.rfind(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto day = read_date_cell(text.substr(0, space));
  const auto time = read_time_cell(text.substr(space + 1));
  return day && time ? std::optional(local_days{*day} + *time) : std::nullopt;
}

void read_deadline(RowCells& cells, const domain::TimeZones& zones, year_month_day date, ProgrammeRow& out) {
  if (const auto moment = read_moment(cells.text(Column::enrol_by, longest_rule))) {
    out.details.enrolment_end_time = zones.to_utc(*moment, out.details.time_zone);
    return;
  }
  const auto deadline = cells.date(Column::enrol_by);
  if (!deadline) return;
  if (*deadline > date) {
    cells.fail(Column::enrol_by, "after_event", "must not be after Pvm");
    return;
  }
  const auto end = end_of_day(*deadline, zones, out.details.time_zone);
  out.details.enrolment_end_time = std::min(end, out.details.start_time);
}

std::vector<year_month_day> read_exceptions(RowCells& cells) {
  std::vector<year_month_day> dates;
  for (const auto& item : cells.list(Column::not_held, ";, ")) {
    const auto date = read_date_cell(item);
    if (date)
      dates.push_back(*date);
    else
      cells.fail(Column::not_held, "date", "must be dates that exist, like 31.3.2021; 7.4.2021");
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

void read_repetition(RowCells& cells, const domain::TimeZones& zones, year_month_day date, ProgrammeRow& out) {
  const auto rule = cells.text(Column::repeats, longest_rule);
  const auto last = cells.date(Column::last_date);
  auto exceptions = read_exceptions(cells);
  if (rule.empty()) {
    const bool lonely = last || !exceptions.empty();
    if (lonely)
      cells.fail(last ? Column::last_date : Column::not_held, "without_recurrence", "has no meaning without Toistuu");
    return;
  }
  const auto recurrence = read_recurrence_cell(rule);
  if (!recurrence)
    cells.fail(Column::repeats, "recurrence", "must be like \"viikoittain: ma, ke\" or \"kuukausittain: 1. ke\"");
  if (!last) {
    if (cells.is_empty(Column::last_date))
      cells.fail(Column::last_date, "required", "is needed where Toistuu is filled in");
    return;
  }
  if (*last < date) cells.fail(Column::last_date, "end_before_start", "must not be before Pvm");
  if (!recurrence) return;
  const auto until = utc_date_time(end_of_day(*last, zones, out.details.time_zone));
  out.repetition = Repetition{*recurrence + ";UNTIL=" + until, std::move(exceptions)};
}

}  // namespace

void read_times(RowCells& cells, const domain::TimeZones& zones, ProgrammeRow& out) {
  const auto times = read_day_and_times(cells);
  if (!times.day) {
    // The other cells are still worth a look, so that all is mended in one go.
    for (const auto column : {Column::enrol_by, Column::last_date}) (void)cells.date(column);
    return;
  }
  take_start_and_end(cells, zones, times, out);
  read_deadline(cells, zones, *times.day, out);
  read_repetition(cells, zones, *times.day, out);
}

}  // namespace service
