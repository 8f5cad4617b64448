#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/event.hpp"
#include "storage/connection.hpp"

namespace storage {

// What of an event stands in tables of its own.
struct EventContent {
  domain::LocalisedText name;
  domain::LocalisedText short_description;
  domain::LocalisedText neutral_name;
  domain::LocalisedText cancellation_reason;
  std::vector<std::string> keywords;
  std::vector<domain::LanguageTag> in_language;
  std::vector<domain::LanguageTag> interpreted_languages;
  std::vector<domain::Organiser> organisers;
  std::vector<domain::ReminderRule> reminders;
  std::vector<domain::Question> questions;
  std::optional<domain::LanguageTag> original_language;
  domain::TextKeys machine_made;
  std::vector<domain::TextState> text_states;
};

[[nodiscard]] EventContent content_of(const domain::Event& event);
void put_content(const EventContent& content, domain::Event& event);

// One query for each table, however many events; an event without content is missing in the result.
[[nodiscard]] std::unordered_map<domain::EventId, EventContent> read_contents(Connection& database,
                                                                              std::span<const std::int64_t> events);
// Of a new event, of which nothing is there.
void insert_content(Connection& database, const domain::Event& event);
void replace_content(Connection& database, const domain::Event& event);

// Contents once read, by the stamp of their event's row: a random number that every change of the content renews, and
// that never comes again, rolled back or not. So an entry is never stale, only useless. Any thread.
class EventContents {
 public:
  [[nodiscard]] std::shared_ptr<const EventContent> find(std::int64_t stamp) const;
  void keep(std::int64_t stamp, std::shared_ptr<const EventContent> content);

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::int64_t, std::shared_ptr<const EventContent>> kept_;
};

[[nodiscard]] std::int64_t random_stamp();

}  // namespace storage
