#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "ui/organiser_console.hpp"

// Pages about several dates: what a series will be, what a change of it means, what a copy makes.
namespace ui {

// A date, and what speaks against it.
struct PreviewDate {
  domain::Instant start;
  std::string public_holiday;            // its code
  domain::LocalisedText school_holiday;  // its name
  bool skipped_hour = false;             // cannot be held
  bool held = true;                      // ticked
  std::vector<domain::Conflict> conflicts{};
};

// The last day about which a municipality has told its school holidays.
struct KnownUntil {
  std::string municipality;
  std::chrono::year_month_day day;
};

// "Independence Day"; empty where nothing does.
[[nodiscard]] std::string reason_against(const PreviewDate& date, const Reader& reader);

// The dates that a repeat gives, before anything is stored. Every input is carried on hidden.
struct SeriesPreview {
  FormState state;
  std::string action;  // where the form goes
  std::string name;
  std::string time_zone;
  std::vector<PreviewDate> dates;
  std::optional<int> wanted{};  // places, for who has a room that is smaller
  std::optional<KnownUntil> school;
  bool more = false;  // dates are added to a series that is there
};
[[nodiscard]] std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview);

// A series and its dates, as far as the reader may see them.
struct SeriesPage {
  domain::SeriesId id;
  std::vector<domain::Event> dates;  // by start time, never empty
  bool may_edit = false;
  int drafts = 0;                           // that are not over
  std::vector<domain::Problem> problems{};  // of a button
};
[[nodiscard]] std::string series_page(const Pages& pages, const Console& console, const SeriesPage& series);

// What a change of several dates means, before it is stored. Every input is carried on hidden.
struct SeriesChangePage {
  FormState state;
  domain::EventId own;
  domain::SeriesPlan plan;
  std::vector<std::string> fields;  // that were changed (domain::changed_fields)
};
[[nodiscard]] std::string series_change_page(const Pages& pages, const Console& console,
                                             const SeriesChangePage& change);
// "5 registrations, 8 persons; in Finnish 3, Arabic 2", one sentence each.
[[nodiscard]] bool is_told(const domain::ToldPeople& told);
[[nodiscard]] std::vector<std::string> told_sentences(const domain::ToldPeople& told, const Reader& reader);

// The question which further dates a series gets. Inputs: repeat_start.date and those of a repeat.
struct MoreDatesPage {
  FormState state;
  domain::SeriesId id;
  domain::Event last;
  std::vector<std::string> municipalities;
};
[[nodiscard]] std::string more_dates_page(const Pages& pages, const Console& console, const MoreDatesPage& more);

// Last season, or a series, once more. Inputs: series or from and to, first.
struct CopyDate {
  domain::CopyPlan plan;
  std::string public_holiday;
  domain::LocalisedText school_holiday;  // its name
  bool held = true;
};
struct CopyPage {
  FormState state;
  std::vector<CopyDate> dates;
  bool asked = false;                 // the dates are those of the inputs
  domain::LocalisedText series_name;  // of the series that is copied; empty: a season
};
[[nodiscard]] std::string copy_page(const Pages& pages, const Console& console, const CopyPage& copy);

}  // namespace ui
