#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"

// The values of an event's fields as texts and back (event_fields.hpp). What has parts is its parts one behind the
// other, each with its length before it. `take` throws Error{conflict, "nothing_to_undo"} or Error{invalid} for what is
// no such text.
namespace domain {

[[nodiscard]] std::string pack(const std::vector<std::string>& parts);
[[nodiscard]] std::vector<std::string> unpack(std::string_view packed);

[[nodiscard]] std::string text_of(const std::string& value);
[[nodiscard]] std::string text_of(bool value);
[[nodiscard]] std::string text_of(int value);
[[nodiscard]] std::string text_of(Instant value);
[[nodiscard]] std::string text_of(std::chrono::minutes value);
[[nodiscard]] std::string text_of(EventKind value);
[[nodiscard]] std::string text_of(EventStatus value);
[[nodiscard]] std::string text_of(PublicationStatus value);
[[nodiscard]] std::string text_of(const LanguageTag& value);
[[nodiscard]] std::string text_of(const Place& value);
[[nodiscard]] std::string text_of(const Organiser& value);
[[nodiscard]] std::string text_of(const ReminderRule& value);
[[nodiscard]] std::string text_of(const PersonFields& value);
[[nodiscard]] std::string text_of(const LocalisedText& value);
[[nodiscard]] std::string text_of(const Choice& value);
[[nodiscard]] std::string text_of(const Question& value);

void take(std::string_view text, std::string& value);
void take(std::string_view text, bool& value);
void take(std::string_view text, int& value);
void take(std::string_view text, Instant& value);
void take(std::string_view text, std::chrono::minutes& value);
void take(std::string_view text, EventKind& value);
void take(std::string_view text, EventStatus& value);
void take(std::string_view text, PublicationStatus& value);
void take(std::string_view text, LanguageTag& value);
void take(std::string_view text, Place& value);
void take(std::string_view text, Organiser& value);
void take(std::string_view text, ReminderRule& value);
void take(std::string_view text, PersonFields& value);
void take(std::string_view text, LocalisedText& value);
void take(std::string_view text, Choice& value);
void take(std::string_view text, Question& value);

template <class Value>
[[nodiscard]] std::string text_of(const std::vector<Value>& values) {
  std::vector<std::string> parts;
  for (const Value& value : values) parts.push_back(text_of(value));
  return pack(parts);
}
template <class Value>
[[nodiscard]] std::string text_of(const std::optional<Value>& value) {
  return value ? text_of(*value) : std::string();
}

template <class Value>
void take(std::string_view text, std::vector<Value>& values) {
  values.clear();
  for (const std::string& part : unpack(text)) take(part, values.emplace_back());
}
template <class Value>
void take(std::string_view text, std::optional<Value>& value) {
  value.reset();
  if (!text.empty()) take(text, value.emplace());
}

}  // namespace domain
