#include "service/export_programme.hpp"

#include <algorithm>
#include <set>

#include "domain/attendance.hpp"
#include "domain/localised_text.hpp"
#include "service/programme_columns.hpp"
#include "service/programme_words.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

using domain::Event;
using domain::LanguageTag;
using std::chrono::days;
using std::chrono::year_month_day;

const LanguageTag finnish{"fi"};

constexpr Column before_texts[] = {Column::kind, Column::theme};
constexpr Column behind_texts[] = {
    Column::date,       Column::starts,         Column::ends,       Column::last_day,  Column::place,
    Column::address,    Column::municipality,   Column::organisers, Column::languages, Column::interpreting,
    Column::places,     Column::waiting_places, Column::childcare,  Column::enrol_by,  Column::external_registration,
    Column::visibility, Column::status,         Column::time_zone,  Column::identifier};
constexpr Column staff_only[] = {Column::registered, Column::waiting};

struct TextColumn {
  Column column;
  domain::LocalisedText domain::EventDetails::*text;
};
constexpr TextColumn text_columns[] = {{Column::title, &domain::EventDetails::name},
                                       {Column::description, &domain::EventDetails::short_description},
                                       {Column::neutral_title, &domain::EventDetails::neutral_name}};

year_month_day day_of(domain::LocalTime time) {
  return year_month_day{std::chrono::floor<days>(time)};
}

std::chrono::minutes time_of(domain::LocalTime time) {
  return std::chrono::floor<std::chrono::minutes>(time - std::chrono::floor<days>(time));
}

// With semicolons between them, so none inside.
template <class Items, class ToWord>
std::string listed(const Items& items, const ToWord& to_word) {
  std::string list;
  for (const auto& item : items) {
    std::string word(to_word(item));
    std::ranges::replace(word, ';', ',');
    list += (list.empty() ? "" : "; ") + word;
  }
  return list;
}

ExportCell number_or_nothing(const std::optional<int>& number) {
  return number ? ExportCell(std::int64_t{*number}) : ExportCell();
}

class Row {
 public:
  Row(const Event& event, bool for_staff, const App& app)
      : event_(event),
        for_staff_(for_staff),
        reader_(app.pages.reader(finnish)),
        zones_(app.ports.zones),
        start_(zones_.to_local(event.start_time, event.time_zone)),
        end_(zones_.to_local(event.end_time, event.time_zone)) {}

  [[nodiscard]] ExportCell cell(Column column) const {
    switch (column) {
      case Column::kind:
        return std::string(finnish_word(event_.kind));
      case Column::theme:
        return listed(event_.keywords, [&](const std::string& code) { return reader_.theme_name(code); });
      case Column::date:
        return day_of(start_);
      case Column::starts:
        return time_of(start_);
      case Column::ends:
        return time_of(end_);
      case Column::last_day:
        return day_of(end_) == day_of(start_) ? ExportCell() : ExportCell(day_of(end_));
      case Column::enrol_by:
        return enrol_by();
      case Column::time_zone:
        return event_.time_zone;
      case Column::organisers:
        return listed(event_.organisers, [](const domain::Organiser& organiser) { return organiser.name; });
      case Column::languages:
        return listed(event_.in_language, [](const LanguageTag& tag) { return tag.str(); });
      case Column::interpreting:
        return listed(event_.interpreted_languages, [](const LanguageTag& tag) { return tag.str(); });
      default:
        return more(column);
    }
  }

 private:
  [[nodiscard]] ExportCell more(Column column) const {
    switch (column) {
      case Column::place:
        return place();
      case Column::address:
        return event_.location.is_online() && for_staff_ ? event_.location.online_url : event_.location.street_address;
      case Column::municipality:
        return event_.location.municipality;
      case Column::places:
        return number_or_nothing(event_.maximum_attendee_capacity);
      case Column::waiting_places:
        return number_or_nothing(event_.waiting_list_capacity);
      case Column::childcare:
        return number_or_nothing(event_.childcare_capacity);
      case Column::external_registration:
        return event_.external_registration_url;
      case Column::visibility:
        return std::string(finnish_word(event_.publication_status));
      case Column::status:
        return status();
      case Column::identifier:
        return std::string(exported_event) + std::to_string(event_.id.value);
      case Column::registered:
        return for_staff_ ? ExportCell(std::int64_t{event_.confirmed_persons}) : ExportCell();
      case Column::waiting:
        return for_staff_ ? ExportCell(std::int64_t{event_.waitlisted_persons}) : ExportCell();
      default:
        return {};
    }
  }
  [[nodiscard]] std::string status() const {
    if (event_.status == domain::EventStatus::cancelled) return std::string(cancelled_word);
    if (for_staff_ && domain::is_held(event_)) return std::string(held_word);
    return event_.status == domain::EventStatus::rescheduled ? std::string(rescheduled_word) : std::string();
  }
  // The import wants a name or an address.
  [[nodiscard]] std::string place() const {
    const bool nameless = event_.location.name.empty() && event_.location.is_online() && !for_staff_;
    return nameless ? reader_.text("event.online") : event_.location.name;
  }
  // A day alone where enrolment lasts to its end, or until the event starts.
  [[nodiscard]] ExportCell enrol_by() const {
    if (!event_.enrolment_end_time) return {};
    const domain::LocalTime end = zones_.to_local(*event_.enrolment_end_time, event_.time_zone);
    const auto next_day = std::chrono::floor<days>(end) + days{1};
    const bool whole_day = end == next_day - std::chrono::seconds{1} && end < start_;
    if (whole_day || *event_.enrolment_end_time == event_.start_time) return day_of(end);
    return end;
  }

  const Event& event_;
  bool for_staff_;
  ui::Reader reader_;
  const domain::TimeZones& zones_;
  domain::LocalTime start_, end_;
};

// The languages besides Finnish in which any of the events has the text.
std::set<LanguageTag> languages_of(const std::vector<Event>& events, const TextColumn& column) {
  std::set<LanguageTag> languages;
  for (const Event& event : events) {
    for (const auto& [language, text] : event.*column.text) {
      if (language != finnish) languages.insert(language);
    }
  }
  return languages;
}

// Where nobody has checked a text.
std::set<LanguageTag> machine_languages_of(const Event& event) {
  std::set<LanguageTag> languages;
  for (const domain::TextKey& key : event.machine_made) languages.insert(key.language);
  return languages;
}

}  // namespace

ExportTable programme_table(const std::vector<Event>& events, const std::optional<domain::Principal>& principal,
                            const App& app) {
  ExportTable table;
  table.title = app.settings.organisation_name;
  table.rows.resize(events.size());
  std::vector<Row> rows;
  rows.reserve(events.size());
  for (const Event& event : events) rows.emplace_back(event, reader_of(principal, event) == EventReader::staff, app);
  const auto add = [&](Column column) {
    table.headings.emplace_back(column_name(column));
    for (std::size_t i = 0; i < rows.size(); ++i) table.rows[i].push_back(rows[i].cell(column));
  };
  const auto add_text = [&](const TextColumn& column, const LanguageTag& language) {
    const std::string name(column_name(column.column));
    table.headings.push_back(language == finnish ? name : name + " (" + language.str() + ")");
    for (std::size_t i = 0; i < events.size(); ++i) {
      table.rows[i].emplace_back(text_in(events[i].*column.text, language));
    }
  };
  for (const Column column : before_texts) add(column);
  for (const TextColumn& column : text_columns) {
    add_text(column, finnish);
    for (const LanguageTag& language : languages_of(events, column)) add_text(column, language);
  }
  if (std::ranges::any_of(events, [](const Event& event) { return !event.machine_made.empty(); })) {
    table.headings.emplace_back(column_name(Column::machine_translated));
    for (std::size_t i = 0; i < events.size(); ++i) {
      table.rows[i].push_back(
          listed(machine_languages_of(events[i]), [](const LanguageTag& tag) { return tag.str(); }));
    }
  }
  for (const Column column : behind_texts) add(column);
  if (principal) {
    for (const Column column : staff_only) add(column);
  }
  return table;
}

}  // namespace service
