#include "service/programme_row_times.hpp"

#include <algorithm>

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

void read_start_and_end(RowCells& cells, const domain::TimeZones& zones, year_month_day date, ProgrammeRow& out) {
  const auto starts = cells.required_time(Column::starts);
  const auto ends = cells.required_time(Column::ends);
  if (!starts || !ends) return;
  auto& details = out.details;
  out.start = local_days{date} + *starts;
  const domain::LocalTime end = local_days{cells.date(Column::last_day).value_or(date)} + *ends;
  const auto at = [&](Column column, domain::LocalTime local) {
    if (!zones.exists(local, details.time_zone))
      cells.fail(column, "skipped_hour", "is an hour that the clock change skips on that day");
    return zones.to_utc(local, details.time_zone);
  };
  details.start_time = at(Column::starts, out.start);
  details.end_time = at(Column::ends, end);
  if (details.end_time <= details.start_time) cells.fail(Column::ends, "end_before_start", "must be after Alkaa");
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
  if (cells.is_empty(Column::date)) cells.fail(Column::date, "required", "is empty");
  const auto date = cells.date(Column::date);
  if (!date) {
    // The other cells are still worth a look, so that all is mended in one go.
    for (const auto column : {Column::starts, Column::ends}) (void)cells.required_time(column);
    for (const auto column : {Column::enrol_by, Column::last_date}) (void)cells.date(column);
    return;
  }
  read_start_and_end(cells, zones, *date, out);
  read_deadline(cells, zones, *date, out);
  read_repetition(cells, zones, *date, out);
}

}  // namespace service
