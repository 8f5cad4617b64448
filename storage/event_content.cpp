#include "storage/event_content.hpp"

#include <sodium.h>

#include <algorithm>

#include "storage/event_ids.hpp"
#include "storage/event_questions.hpp"

namespace storage {
namespace {

// About 2 KB each. When there are more, all go: simpler than choosing, and rare.
constexpr std::size_t most_kept = 8192;

constexpr std::string_view held = "held";
constexpr std::string_view interpreted = "interpreted";

domain::LocalisedText* text_of(EventContent& content, std::string_view field) {
  if (field == "name") return &content.name;
  if (field == "short_description") return &content.short_description;
  if (field == "neutral_name") return &content.neutral_name;
  if (field == "cancellation_reason") return &content.cancellation_reason;
  return nullptr;
}

struct TextRow {
  domain::EventId event;
  domain::TextState state;
  std::string text;
  bool is_original = false;
  bool machine_made = false;
};
auto fields(TextRow& row) {
  return std::tie(row.event, row.state.key.field, row.state.key.language, row.text, row.state.against,
                  row.state.changed_time, row.is_original, row.machine_made);
}

using Contents = std::unordered_map<domain::EventId, EventContent>;
using KeywordRow = std::tuple<domain::EventId, std::string>;
using LanguageRow = std::tuple<domain::EventId, std::string, domain::LanguageTag>;
using OrganiserRow = std::tuple<domain::EventId, domain::OrganisationId, std::string, std::string, std::string>;
using ReminderRow = std::tuple<domain::EventId, domain::Channel, std::chrono::minutes>;

// What the tables answer: asked for together, so that PostgreSQL is asked once.
struct ContentRows {
  std::vector<TextRow> texts;  // by key within each event
  std::vector<KeywordRow> keywords;
  std::vector<LanguageRow> languages;
  std::vector<OrganiserRow> organisers;
  std::vector<ReminderRow> reminders;
};

void ask_for(Connection& db, const EventIds& ids, ContentRows& rows) {
  const std::string theirs = " where " + ids.are("event_id");
  const auto ask = [&](auto& found, const std::string& sql) { db.rows_later(found, sql, ids.value()); };
  ask(rows.texts,
      "select event_id, field, language, text, against, changed_time, is_original, machine_made from "
      "event_text" +
          theirs + " order by event_id, field, language");
  ask(rows.keywords, "select event_id, keyword from event_keyword" + theirs + " order by event_id, position");
  ask(rows.languages,
      "select event_id, purpose, language from event_language" + theirs + " order by event_id, purpose, position");
  ask(rows.organisers,
      "select event_id, o.id, o.name, o.phone, o.email from event_organiser join organisation o on o.id = "
      "organisation_id" +
          theirs + " order by event_id, position");
  ask(rows.reminders,
      "select event_id, channel, minutes_before from event_reminder" + theirs + " order by event_id, position");
}

void take_texts(std::vector<TextRow>& rows, Contents& contents) {
  for (auto& [event, state, text, is_original, machine_made] : rows) {
    EventContent& content = contents[event];
    const auto& [field, language] = state.key;
    if (is_original) content.original_language = language;
    if (machine_made) content.machine_made.insert(state.key);
    if (auto* texts = text_of(content, field)) {
      texts->emplace(language, std::move(text));
    } else {
      add_question_text(content.questions, field, language, std::move(text));
    }
    if (field != "cancellation_reason") content.text_states.push_back(std::move(state));
  }
}

void take_words(ContentRows& rows, Contents& contents) {
  for (auto& [event, keyword] : rows.keywords) contents[event].keywords.push_back(std::move(keyword));
  for (const auto& [event, purpose, language] : rows.languages) {
    EventContent& content = contents[event];
    (purpose == held ? content.in_language : content.interpreted_languages).push_back(language);
  }
  for (auto& [event, id, name, phone, email] : rows.organisers) {
    domain::Organiser& organiser = contents[event].organisers.emplace_back(domain::Organiser{id, std::move(name)});
    if (!phone.empty()) organiser.phone.emplace(phone);
    if (!email.empty()) organiser.email.emplace(email);
  }
  for (const auto& [event, channel, before] : rows.reminders) contents[event].reminders.push_back({channel, before});
}

void write_texts(Connection& db, const domain::Event& event, std::string_view field,
                 const domain::LocalisedText& texts) {
  for (const auto& [language, text] : texts) {
    const domain::TextKey key{std::string(field), language};
    const auto state = std::ranges::lower_bound(event.text_states, key, {}, &domain::TextState::key);
    const bool known = state != event.text_states.end() && state->key == key;
    const domain::TextState written = known ? *state : domain::TextState{};
    const bool is_original = field == "name" && language == event.original_language;
    db.run(
        "insert into event_text (event_id, field, language, text, against, changed_time, is_original, machine_made) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        event.id, field, language, text, written.against, written.changed_time, is_original,
        event.machine_made.contains(key));
  }
}

void write_languages(Connection& db, domain::EventId event, std::string_view purpose,
                     const std::vector<domain::LanguageTag>& languages) {
  for (std::size_t i = 0; i < languages.size(); ++i) {
    db.run("insert into event_language (event_id, purpose, position, language) values (?, ?, ?, ?)", event, purpose, i,
           languages[i]);
  }
}

void remove_content(Connection& db, domain::EventId event) {
  db.run("delete from event_text where event_id = ?", event);
  db.run("delete from event_keyword where event_id = ?", event);
  db.run("delete from event_language where event_id = ?", event);
  db.run("delete from event_organiser where event_id = ?", event);
  db.run("delete from event_reminder where event_id = ?", event);
  remove_questions(db, event);
}

}  // namespace

EventContent content_of(const domain::Event& event) {
  return {event.name,       event.short_description, event.neutral_name,          event.cancellation_reason,
          event.keywords,   event.in_language,       event.interpreted_languages, event.organisers,
          event.reminders,  event.questions,         event.original_language,     event.machine_made,
          event.text_states};
}

void put_content(const EventContent& content, domain::Event& event) {
  event.name = content.name;
  event.short_description = content.short_description;
  event.neutral_name = content.neutral_name;
  event.cancellation_reason = content.cancellation_reason;
  event.keywords = content.keywords;
  event.in_language = content.in_language;
  event.interpreted_languages = content.interpreted_languages;
  event.organisers = content.organisers;
  event.reminders = content.reminders;
  event.questions = content.questions;
  event.original_language = content.original_language;
  event.machine_made = content.machine_made;
  event.text_states = content.text_states;
}

std::unordered_map<domain::EventId, EventContent> read_contents(Connection& database,
                                                                std::span<const std::int64_t> events) {
  Contents contents;
  if (events.empty()) return contents;
  const EventIds ids(database.engine(), events);
  ContentRows rows;
  ask_for(database, ids, rows);
  // Before their words; this is where the answers come.
  for (auto& [event, questions] : read_questions(database, ids)) contents[event].questions = std::move(questions);
  take_texts(rows.texts, contents);
  take_words(rows, contents);
  return contents;
}

void insert_content(Connection& database, const domain::Event& stored) {
  const domain::EventId event = stored.id;
  write_texts(database, stored, "name", stored.name);
  write_texts(database, stored, "short_description", stored.short_description);
  write_texts(database, stored, "neutral_name", stored.neutral_name);
  write_texts(database, stored, "cancellation_reason", stored.cancellation_reason);
  for (const auto& [field, text] : question_texts(stored.questions)) write_texts(database, stored, field, *text);
  write_questions(database, event, stored.questions);
  for (std::size_t i = 0; i < stored.keywords.size(); ++i) {
    database.run("insert into event_keyword (event_id, position, keyword) values (?, ?, ?)", event, i,
                 stored.keywords[i]);
  }
  write_languages(database, event, held, stored.in_language);
  write_languages(database, event, interpreted, stored.interpreted_languages);
  for (std::size_t i = 0; i < stored.organisers.size(); ++i) {
    database.run(
        "insert into event_organiser (event_id, position, organisation_id, start_time, end_time) values (?, ?, ?, ?, "
        "?)",
        event, i, stored.organisers[i].id, stored.start_time, stored.end_time);
  }
  for (std::size_t i = 0; i < stored.reminders.size(); ++i) {
    database.run("insert into event_reminder (event_id, position, channel, minutes_before) values (?, ?, ?, ?)", event,
                 i, stored.reminders[i].channel, stored.reminders[i].before);
  }
}

void replace_content(Connection& database, const domain::Event& event) {
  remove_content(database, event.id);
  insert_content(database, event);
}

std::shared_ptr<const EventContent> EventContents::find(std::int64_t stamp) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(stamp);
  return found == kept_.end() ? nullptr : found->second;
}

void EventContents::keep(std::int64_t stamp, std::shared_ptr<const EventContent> content) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.insert_or_assign(stamp, std::move(content));
}

std::int64_t random_stamp() {
  std::uint64_t random = 0;
  randombytes_buf(&random, sizeof random);
  return static_cast<std::int64_t>(random >> 1U);
}

}  // namespace storage
