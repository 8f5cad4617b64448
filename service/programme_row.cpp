#include "service/programme_row.hpp"

#include <algorithm>

#include "domain/event_texts.hpp"
#include "service/programme_cells.hpp"
#include "service/programme_row_cells.hpp"
#include "service/programme_row_times.hpp"
#include "service/programme_words.hpp"
#include "service/text_lengths.hpp"

namespace service {
namespace {

constexpr std::size_t longest_description = 5000;
constexpr std::size_t longest_url = 2000;
constexpr std::size_t longest_identifier = 100;

void read_kind(RowCells& cells, domain::EventDetails& details) {
  const auto& otherwise = cells.columns().defaults.kind;
  const auto word =
      otherwise ? cells.text(Column::kind, longest_line) : cells.required_text(Column::kind, longest_line);
  details.kind = otherwise.value_or(details.kind);
  if (word.empty()) return;
  const auto kind = ProgrammeWords::configured().kind(word);
  if (kind)
    details.kind = *kind;
  else
    cells.fail(Column::kind, "unknown_value", "must be Info, Ryhmä, Verkosto, Paneeli, Koulutus or Orientaatio");
}

void read_visibility(RowCells& cells, ProgrammeRow& out) {
  auto& details = out.details;
  const auto word = cells.text(Column::visibility, longest_line);
  details.publication_status = cells.columns().defaults.publication;
  out.says_visibility = !word.empty();
  if (word.empty()) return;
  const auto visibility = ProgrammeWords::configured().visibility(word);
  if (visibility)
    details.publication_status = *visibility;
  else
    cells.fail(Column::visibility, "unknown_value", "must be Julkinen, Linkillä, Henkilöstö or Luonnos");
}

// What an export wrote there; nobody cancels anything by it.
void read_status(RowCells& cells, ProgrammeRow& out) {
  const auto word = fold_word(cells.text(Column::status, longest_line));
  out.cancelled = word == fold_word(cancelled_word);
  if (!word.empty() && !out.cancelled && word != fold_word(rescheduled_word) && word != fold_word(held_word))
    cells.fail(Column::status, "unknown_value", "must be empty, Peruttu, Siirretty or Pidetty");
}

void read_zone(RowCells& cells, const domain::TimeZones& zones, domain::EventDetails& details) {
  const auto zone = cells.text(Column::time_zone, longest_line);
  if (zone.empty()) return;
  if (zones.knows(zone))
    details.time_zone = zone;
  else
    cells.fail(Column::time_zone, "unknown_time_zone", "must be a time zone, like Europe/Helsinki");
}

void read_themes(RowCells& cells, domain::EventDetails& details) {
  for (const auto& word : cells.list(Column::theme, ";,")) {
    const auto theme = ProgrammeWords::configured().theme(word);
    if (!theme)
      cells.fail(Column::theme, "unknown_value", "\"" + word + "\" is not a theme");
    else if (std::find(details.keywords.begin(), details.keywords.end(), *theme) == details.keywords.end())
      details.keywords.push_back(*theme);
  }
}

std::vector<domain::LanguageTag> read_languages(RowCells& cells, Column column) {
  std::vector<domain::LanguageTag> languages;
  for (const auto& word : cells.list(column, ";,")) {
    const auto language = ProgrammeWords::configured().language(word);
    if (!language)
      cells.fail(column, "language", "\"" + word + "\" is not a language, like fi, ar or suomi");
    else if (std::find(languages.begin(), languages.end(), *language) == languages.end())
      languages.push_back(*language);
  }
  return languages;
}

// "HTTPS://…" is as good, but schemes are written small (RFC 3986, 3.1).
std::string with_small_scheme(std::string url) {
  const auto end = url.find(':');
  std::transform(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(end), url.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
  return url;
}

void read_place(RowCells& cells, ProgrammeRow& out) {
  auto& place = out.details.location;
  place.name = cells.text(Column::place, longest_line);
  place.street_address = cells.text(Column::address, longest_url);
  place.municipality = cells.text(Column::municipality, longest_line);
  out.says_municipality = !place.municipality.empty();
  if (is_web_address(place.street_address)) {
    place.online_url = with_small_scheme(std::move(place.street_address));
    place.street_address.clear();
  } else if (is_web_address(place.name)) {
    place.online_url = with_small_scheme(std::move(place.name));
    place.name.clear();
  } else if (cells.is_empty(Column::place)) {
    place.name = cells.columns().defaults.place;
    if (place.name.empty()) cells.fail(Column::place, "required", "is empty");
  }
}

void read_organisers(RowCells& cells, domain::EventDetails& details) {
  const bool own = cells.columns().defaults.own_organisation;
  const auto names =
      own ? cells.text(Column::organisers, longest_url) : cells.required_text(Column::organisers, longest_url);
  for (const auto& name : read_list_cell(names, ";")) {
    const domain::Organiser organiser{{}, name};
    if (std::find(details.organisers.begin(), details.organisers.end(), organiser) == details.organisers.end())
      details.organisers.push_back(organiser);
  }
}

void read_external_registration(RowCells& cells, domain::EventDetails& details) {
  const auto url = cells.text(Column::external_registration, longest_url);
  if (url.empty()) return;
  if (is_web_address(url))
    details.external_registration_url = with_small_scheme(url);
  else
    cells.fail(Column::external_registration, "url", "must begin with https:// or http://");
}

domain::LocalisedText& text_of(domain::EventDetails& details, Column column) {
  if (column == Column::title) return details.name;
  return column == Column::description ? details.short_description : details.neutral_name;
}

std::size_t longest(Column column) {
  return column == Column::description ? longest_description : longest_line;
}

void read_texts(RowCells& cells, ProgrammeRow& out) {
  out.title = cells.text(Column::title, longest_line);
  for (const auto column : {Column::title, Column::description, Column::neutral_title}) {
    if (auto text = column == Column::title ? out.title : cells.text(column, longest(column)); !text.empty())
      text_of(out.details, column).emplace(cells.columns().defaults.language, std::move(text));
  }
  for (const auto& translation : cells.columns().translations) {
    auto text = cells.text_at(translation.index, translation.name, longest(translation.column));
    if (!text.empty()) text_of(out.details, translation.column).insert_or_assign(translation.language, std::move(text));
  }
  if (!out.title.empty()) return;
  if (cells.is_empty(Column::title) && out.details.name.empty())
    return cells.fail(Column::title, "required", "is empty in every language");
  if (out.details.name.empty()) return;
  out.title = out.details.name.begin()->second;
}

// Of texts that are new or other than they were: those that stay may have been checked by a person since.
void read_machine_marks(RowCells& cells, domain::EventDetails& details) {
  for (const domain::LanguageTag& language : read_languages(cells, Column::machine_translated)) {
    for (const domain::FieldTexts& one : domain::event_texts(details)) {
      if (one.texts->contains(language)) details.machine_made.insert({one.field, language});
    }
  }
}

void refuse_surplus_cells(RowCells& cells, const CsvRow& row) {
  const auto width = std::min(cells.columns().width, row.cells.size());
  const auto surplus = std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(width), row.cells.end(),
                                   [](const auto& cell) { return !cell.empty(); });
  if (surplus)
    cells.fail("", "too_many_cells", "has more cells than the header line: a text with a separator needs quotes");
}

}  // namespace

ProgrammeRow read_row(const ProgrammeColumns& columns, const CsvRow& row, const domain::TimeZones& zones) {
  ProgrammeRow out;
  out.line = row.line;
  if (!row.problem.empty()) {
    const bool quotes = row.problem == "quotes";
    out.problems.push_back(
        {"", row.problem, quotes ? "has a quotation mark without its pair" : "has too many columns"});
    return out;
  }
  RowCells cells(columns, row, out.problems);
  auto& details = out.details;
  refuse_surplus_cells(cells, row);
  read_kind(cells, details);
  read_themes(cells, details);
  read_texts(cells, out);
  read_machine_marks(cells, details);
  read_zone(cells, zones, details);
  read_times(cells, zones, out);
  read_place(cells, out);
  read_organisers(cells, details);
  details.in_language = read_languages(cells, Column::languages);
  details.interpreted_languages = read_languages(cells, Column::interpreting);
  details.maximum_attendee_capacity = cells.number(Column::places);
  details.waiting_list_capacity = cells.number(Column::waiting_places);
  details.childcare_capacity = cells.number(Column::childcare);
  read_visibility(cells, out);
  read_status(cells, out);
  read_external_registration(cells, details);
  out.identifier = cells.text(Column::identifier, longest_identifier);
  details.reminders = domain::default_reminders();
  return out;
}

}  // namespace service
