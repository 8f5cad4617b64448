#include "domain/event_texts.hpp"
#include "service/programme_row.hpp"

namespace service {
namespace {

using domain::EventDetails;
using domain::LocalisedText;

// The texts of languages that have no column of their own.
void keep_other_languages(LocalisedText& text, const LocalisedText& stored, Column column,
                          const ProgrammeColumns& columns) {
  for (const auto& [language, value] : stored) {
    bool has_column = language == columns.defaults.language && columns.has(column);
    for (const auto& translation : columns.translations)
      has_column = has_column || (translation.column == column && translation.language == language);
    if (!has_column) text.emplace(language, value);
  }
}

}  // namespace

void keep_what_the_file_leaves_out(EventDetails& details, const EventDetails& stored, const ProgrammeColumns& columns) {
  keep_other_languages(details.name, stored.name, Column::title, columns);
  keep_other_languages(details.short_description, stored.short_description, Column::description, columns);
  keep_other_languages(details.neutral_name, stored.neutral_name, Column::neutral_title, columns);
  keep_text_marks(details, stored);
  details.reminders = stored.reminders;
  details.enrolment_start_time = stored.enrolment_start_time;
  details.waiting_list_offer = stored.waiting_list_offer;
  details.invited_only = stored.invited_only;
  details.phone_code_required = stored.phone_code_required;
  details.maximum_parties_per_contact = stored.maximum_parties_per_contact;
  details.asks = stored.asks;
  details.questions = stored.questions;
  const auto keep = [&](Column column, auto member) {
    if (!columns.has(column)) details.*member = stored.*member;
  };
  keep(Column::kind, &EventDetails::kind);
  keep(Column::theme, &EventDetails::keywords);
  keep(Column::languages, &EventDetails::in_language);
  keep(Column::interpreting, &EventDetails::interpreted_languages);
  keep(Column::places, &EventDetails::maximum_attendee_capacity);
  keep(Column::waiting_places, &EventDetails::waiting_list_capacity);
  keep(Column::childcare, &EventDetails::childcare_capacity);
  keep(Column::enrol_by, &EventDetails::enrolment_end_time);
  keep(Column::visibility, &EventDetails::publication_status);
  keep(Column::external_registration, &EventDetails::external_registration_url);
  // A file knows no rooms: the place that it names is the one that the event is in.
  if (stored.location.room && details.location.name == stored.location.name)
    details.location.room = stored.location.room;
  if (!columns.has(Column::municipality)) details.location.municipality = stored.location.municipality;
  if (!columns.has(Column::address)) {
    details.location.street_address = stored.location.street_address;
    if (details.location.online_url.empty()) details.location.online_url = stored.location.online_url;
  }
  const bool same_place = details.location.name == stored.location.name &&
                          details.location.street_address == stored.location.street_address;
  if (same_place) details.location.room = stored.location.room;
}

}  // namespace service
