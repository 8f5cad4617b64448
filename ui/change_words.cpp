#include "ui/change_words.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "domain/event_fields.hpp"
#include "ui/event_words.hpp"

namespace ui {
namespace {

using domain::ChangeKind;
using domain::Event;
using domain::FieldChange;

std::string count_words(const Reader& reader, const std::optional<int>& count) {
  return count ? reader.number(*count) : std::string();
}

std::string yes_or_no(const Reader& reader, bool value) {
  return reader.text(value ? "organiser.history.yes" : "organiser.history.no");
}

std::string moment_words(const Reader& reader, const std::optional<domain::Instant>& moment, const Event& event) {
  return moment ? reader.date_and_time(*moment, event.time_zone) : std::string();
}

// Of whole days the first and the last one.
std::string begin_words(const Reader& reader, const Event& event) {
  if (lasts_whole_days(event)) return reader.date(event.start_time, event.time_zone);
  return reader.date_and_time(event.start_time, event.time_zone);
}

std::string end_words(const Reader& reader, const Event& event) {
  if (lasts_whole_days(event)) return reader.date(event.end_time - std::chrono::seconds{1}, event.time_zone);
  return reader.date_and_time(event.end_time, event.time_zone);
}

std::string asked_words(const Reader& reader, const domain::PersonFields& asks) {
  std::vector<std::string> words;
  if (asks.name) words.push_back(reader.text("organiser.field.registration.person_name"));
  if (asks.interpreter_language) words.push_back(reader.text("organiser.field.registration.interpreter_language"));
  if (asks.accessibility) words.push_back(reader.text("organiser.field.registration.accessibility"));
  return reader.joined(words);
}

std::string question_words(const Reader& reader, const std::vector<domain::Question>& questions) {
  std::string words;
  for (const domain::Question& question : questions) {
    const std::string label(domain::best_text(question.label, reader.language()).text);
    words += (words.empty() ? "" : "\n") + label;
  }
  return words;
}

std::string mark_words(const Reader& reader, const Event& event, const domain::LanguageTag& language) {
  std::vector<std::string> words;
  for (const domain::TextKey& key : event.machine_made) {
    if (key.language != language) continue;
    const bool of_question = key.field.starts_with("question:");
    words.push_back(reader.text("organiser.field." + (of_question ? "questions" : key.field)));
  }
  return reader.joined(words);
}

using Words = std::function<std::string(const Reader&, const Event&)>;

// Of what is not said otherwise below.
const std::map<std::string, Words, std::less<>>& words_by_field() {
  using R = Reader;
  using E = Event;
  static const std::map<std::string, Words, std::less<>> words{
      {"kind", [](const R& r, const E& e) { return r.kind_name(e.kind); }},
      {"original_language",
       [](const R& r, const E& e) { return e.original_language ? r.language_name(*e.original_language) : ""; }},
      {"start_time", [](const R& r, const E& e) { return begin_words(r, e); }},
      {"end_time", [](const R& r, const E& e) { return end_words(r, e); }},
      {"time_zone", [](const R&, const E& e) { return e.time_zone; }},
      {"keywords", [](const R& r, const E& e) { return theme_words(r, e.keywords); }},
      {"in_language", [](const R& r, const E& e) { return r.language_names(e.in_language); }},
      {"interpreted_languages", [](const R& r, const E& e) { return r.language_names(e.interpreted_languages); }},
      {"organisers", [](const R& r, const E& e) { return organiser_words(r, e.organisers); }},
      {"maximum_attendee_capacity", [](const R& r, const E& e) { return count_words(r, e.maximum_attendee_capacity); }},
      {"waiting_list_capacity", [](const R& r, const E& e) { return count_words(r, e.waiting_list_capacity); }},
      {"childcare_capacity", [](const R& r, const E& e) { return count_words(r, e.childcare_capacity); }},
      {"waiting_list_offer_minutes",
       [](const R& r, const E& e) {
         if (!e.waiting_list_offer) return r.text("organiser.history.place_at_once");
         return r.text("organiser.event.offers_for", {{"time", time_words(r, *e.waiting_list_offer)}});
       }},
      {"invited_only", [](const R& r, const E& e) { return yes_or_no(r, e.invited_only); }},
      {"phone_code_required", [](const R& r, const E& e) { return yes_or_no(r, e.phone_code_required); }},
      {"maximum_parties_per_contact",
       [](const R& r, const E& e) { return count_words(r, e.maximum_parties_per_contact); }},
      {"asks", [](const R& r, const E& e) { return asked_words(r, e.asks); }},
      {"questions", [](const R& r, const E& e) { return question_words(r, e.questions); }},
      {"enrolment_start_time", [](const R& r, const E& e) { return moment_words(r, e.enrolment_start_time, e); }},
      {"enrolment_end_time", [](const R& r, const E& e) { return moment_words(r, e.enrolment_end_time, e); }},
      {"external_registration_url", [](const R&, const E& e) { return e.external_registration_url; }},
      {"reminders", [](const R& r, const E& e) { return reminder_words(r, e.reminders); }},
      {"publication_status",
       [](const R& r, const E& e) {
         return r.text("organiser.badge." + std::string(domain::to_word(e.publication_status)));
       }},
  };
  return words;
}

std::string place_words(const Reader& reader, const domain::Place& place, bool sees_link) {
  if (!place.is_online()) return address_line(place);
  return sees_link ? place.online_url : reader.text("event.online");
}

// Named otherwise in the form than in the public contract.
std::string change_label(const Reader& reader, const FieldChange& field) {
  const std::string& name = field.field;
  std::string label;
  if (name == "waiting_list_offer_minutes") {
    label = reader.text("organiser.field.waiting_list");
  } else if (name == "cancellation_reason") {
    label = reader.text("organiser.field.reason");
  } else if (name == "original_language" || name == "machine_made") {
    label = reader.text("organiser.history.field." + name);
  } else {
    label = reader.text("organiser.field." + name);
  }
  if (field.language.empty()) return label;
  return label + " (" + reader.language_name(domain::LanguageTag(field.language)) + ")";
}

bool is_text(const FieldChange& field) {
  return !field.language.empty() && field.field != "machine_made";
}

// What the sentence about the change says itself.
bool is_said(const FieldChange& field) {
  return field.field == "event_status" || field.field == "attendance_closed_time" || field.field == "material";
}

bool has(const domain::EventChange& change, std::string_view field) {
  return std::ranges::find(change.fields, field, &FieldChange::field) != change.fields.end();
}

// A start and an end are one time.
bool is_part_of_time(const domain::EventChange& change, const FieldChange& field) {
  return (field.field == "start_time" || field.field == "end_time") && has(change, "start_time") &&
         has(change, "end_time");
}

ShownChange shown(const Reader& reader, const FieldChange& field, const Event& before, const Event& after,
                  bool sees_link) {
  ShownChange one{change_label(reader, field), field.before, field.after};
  const auto say = [&](const auto& words) {
    one.before = words(before);
    one.after = words(after);
  };
  if (is_text(field)) {
    one.language = domain::LanguageTag(field.language);
  } else if (field.field == "location") {
    say([&](const Event& event) { return place_words(reader, event.location, sees_link); });
  } else if (field.field == "machine_made") {
    const domain::LanguageTag language(field.language);
    say([&](const Event& event) { return mark_words(reader, event, language); });
  } else if (const auto found = words_by_field().find(field.field); found != words_by_field().end()) {
    say([&](const Event& event) { return found->second(reader, event); });
  }
  return one;
}

// What it is called where its fields do not tell.
std::string key_of(const domain::EventChange& change) {
  const std::string key = "organiser.history.did." + std::string(domain::to_word(change.kind));
  const std::string_view draft = domain::to_word(domain::PublicationStatus::draft);
  const bool was_seen = std::ranges::none_of(change.fields, [&](const FieldChange& field) {
    return field.field == "publication_status" && field.before == draft;
  });
  if (change.kind == ChangeKind::published && was_seen) return "organiser.history.did.shown_otherwise";
  // Somebody said that translations are right as they are.
  if (change.kind == ChangeKind::edited && change.fields.empty()) return "organiser.history.did.checked_texts";
  if (change.kind == ChangeKind::calendar_followed && !change.note.empty()) return key + "_field";
  return change.kind == ChangeKind::imported && !change.fields.empty() ? key + "_again" : key;
}

}  // namespace

std::vector<std::string> changed_labels(const Reader& reader, const domain::EventChange& change) {
  std::vector<std::string> labels;
  for (const FieldChange& field : change.fields) {
    if (is_said(field)) continue;
    std::string label =
        is_part_of_time(change, field) ? reader.text("organiser.history.field.time") : change_label(reader, field);
    if (std::ranges::find(labels, label) == labels.end()) labels.push_back(std::move(label));
  }
  return labels;
}

std::vector<ShownChange> shown_changes(const Reader& reader, const Event& now, const domain::EventChange& change,
                                       bool sees_link) {
  const Event before = domain::as_before(now, change);
  const Event after = domain::as_after(now, change);
  std::vector<ShownChange> all;
  for (const FieldChange& field : change.fields) {
    if (is_said(field)) continue;
    if (!is_part_of_time(change, field)) {
      all.push_back(shown(reader, field, before, after, sees_link));
    } else if (field.field == "start_time") {
      all.push_back(
          {reader.text("organiser.history.field.time"), when_words(reader, before), when_words(reader, after)});
    }
  }
  for (ShownChange& one : all) {
    if (one.before.empty()) one.before = reader.text("organiser.history.nothing");
    if (one.after.empty()) one.after = reader.text("organiser.history.nothing");
  }
  return all;
}

std::string change_sentence(const Reader& reader, const domain::HistoryEntry& entry) {
  const domain::EventChange& change = entry.change;
  const std::string who = change.actor.empty() ? reader.text("organiser.history.somebody") : change.actor;
  Arguments arguments{{"who", who}, {"fields", reader.joined(changed_labels(reader, change))}};
  if (!change.undoes) return reader.text(key_of(change), std::move(arguments));
  if (!entry.undone) return reader.text("organiser.history.did.undone", std::move(arguments));
  arguments.emplace_back("when", reader.date_and_time(entry.undone->time, entry.event.time_zone));
  return reader.text("organiser.history.did.undone_of", std::move(arguments));
}

}  // namespace ui
