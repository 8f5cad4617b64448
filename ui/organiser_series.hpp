#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "domain/material.hpp"
#include "domain/original_visibility.hpp"
#include "domain/taken_rooms.hpp"
#include "domain/usual_date.hpp"
#include "ui/organiser_console.hpp"
#include "ui/organiser_event_list.hpp"

// Pages about several dates: what a series will be, what a change of it means, what a copy makes.
namespace ui {

// A date, and what speaks against it.
struct PreviewDate {
  domain::Instant start;
  std::string public_holiday;            // its code
  domain::LocalisedText school_holiday;  // its name
  bool skipped_hour = false;             // cannot be held
  bool excepted = false;                 // by the organiser
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
  bool more = false;                             // dates are added to a series that is there
  std::vector<domain::Conflict> of_all{};        // what every date meets
  std::optional<int> asked{};                    // the number of times, where that was said
  std::optional<domain::Instant> typed_first{};  // the first date as typed, where the repeat begins on another
  bool refused = false;                          // ticked dates were sent whose rooms are taken
  // When registration closes as it is typed, and for the last ticked date if it does so as far before each; input
  // `enrolment`, "each" or "all".
  std::optional<domain::Instant> closes{}, closes_last{};
  bool one_enrolment = false;
};
[[nodiscard]] std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview);

// A date of a series, and what is to be known of it at a glance.
struct SeriesDate {
  domain::Event event;
  bool over = false;
  bool may_edit = false;
  std::map<domain::LanguageTag, int> languages{};  // persons with a place or waiting, by their messages' language
  std::vector<LanguageNeed> needs{};
  std::vector<std::string> by_hand{};  // fields in which it differs from the others (domain::changed_by_hand)
};

// A series and its dates, as far as the reader may see them.
struct SeriesPage {
  domain::SeriesId id;
  std::vector<SeriesDate> dates;  // by start time, never empty
  domain::Rhythm rhythm;
  domain::EventDetails usual;              // what most dates are like
  std::optional<domain::EventId> model{};  // of those who may edit it: to change all dates to come by
  std::optional<domain::EventId> next{};   // the first to come, to cancel all from; of those who may edit it
  int drafts = 0;                          // that are not over, of those who may publish them
  // What they are meant to become (domain::meant_visibility); nothing where that differs.
  domain::PublishAs publish_as = domain::PublicationStatus::open_to_all;
  bool original_unknown = false;              // of some of them: what all become is chosen
  std::string public_address{};               // of the next date; empty where nobody outside may see one
  std::optional<domain::EventId> poster{};    // of the date that it is about
  bool may_book = false;                      // interpreters
  std::vector<domain::Material> materials{};  // for all dates
  std::vector<domain::Problem> problems{};    // of a button
};
[[nodiscard]] std::string series_page(const Pages& pages, const Console& console, const SeriesPage& series);

// What a change of several dates means, before it is stored. Every input is carried on hidden.
struct SeriesChangePage {
  FormState state;
  domain::EventId own;
  domain::SeriesPlan plan;
  std::vector<std::string> fields;  // that were changed (domain::changed_fields)
  // What dates meet at their new time.
  std::map<domain::EventId, std::vector<domain::Conflict>> met{};
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
  domain::RoomTaken room{};
};
struct CopyPage {
  FormState state;
  std::vector<CopyDate> dates;
  std::vector<KnownUntil> schools{};                     // of dates that are later
  bool asked = false;                                    // the dates are those of the inputs
  domain::LocalisedText series_name;                     // of the series that is copied; empty: a season
  std::map<domain::SeriesId, domain::Rhythm> rhythms{};  // of the copies, by what they are copied from
};
// "Name, Place": the fields (domain::changed_fields) as the form calls them.
[[nodiscard]] std::string field_names(const std::vector<std::string>& fields, const Reader& reader);
// Until when its school holidays are known.
[[nodiscard]] std::string known_until_words(const KnownUntil& school, const Reader& reader);
[[nodiscard]] std::string copy_page(const Pages& pages, const Console& console, const CopyPage& copy);

}  // namespace ui
