#include "domain/field_texts.hpp"

#include <charconv>
#include <utility>

#include "domain/error.hpp"
#include "domain/message.hpp"

namespace domain {
namespace {

[[noreturn]] void refuse() {
  throw Error(ErrorKind::conflict, "nothing_to_undo", "this change has no way back");
}

template <class Number>
Number number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) refuse();
  return number;
}

std::vector<std::string> parts_in(std::string_view packed, std::size_t size) {
  std::vector<std::string> parts = unpack(packed);
  if (parts.size() != size) refuse();
  return parts;
}

}  // namespace

std::string pack(const std::vector<std::string>& parts) {
  std::string packed;
  for (const std::string& part : parts) packed += std::to_string(part.size()) + ":" + part;
  return packed;
}

std::vector<std::string> unpack(std::string_view packed) {
  std::vector<std::string> parts;
  while (!packed.empty()) {
    const std::size_t colon = packed.find(':');
    if (colon == packed.npos) refuse();
    const auto size = number_in<std::size_t>(packed.substr(0, colon));
    packed.remove_prefix(colon + 1);
    if (size > packed.size()) refuse();
    parts.emplace_back(packed.substr(0, size));
    packed.remove_prefix(size);
  }
  return parts;
}

std::string text_of(const std::string& value) {
  return value;
}
std::string text_of(bool value) {
  return value ? "true" : "false";
}
std::string text_of(int value) {
  return std::to_string(value);
}
std::string text_of(Instant value) {
  return format_rfc3339(value);
}
std::string text_of(std::chrono::minutes value) {
  return std::to_string(value.count());
}
std::string text_of(EventKind value) {
  return std::string(to_word(value));
}
std::string text_of(EventStatus value) {
  return std::string(to_word(value));
}
std::string text_of(PublicationStatus value) {
  return std::string(to_word(value));
}
std::string text_of(const LanguageTag& value) {
  return value.str();
}
std::string text_of(const Place& value) {
  return pack({value.name, value.street_address, value.municipality, value.online_url,
               value.room ? std::to_string(value.room->value) : std::string()});
}
std::string text_of(const Organiser& value) {
  return pack({std::to_string(value.id.value), value.name});
}
std::string text_of(const ReminderRule& value) {
  return pack({std::string(to_word(value.channel)), text_of(value.before)});
}
std::string text_of(const PersonFields& value) {
  return pack({text_of(value.name), text_of(value.interpreter_language), text_of(value.accessibility)});
}
std::string text_of(const LocalisedText& value) {
  std::vector<std::string> parts;
  for (const auto& [language, text] : value) parts.insert(parts.end(), {language.str(), text});
  return pack(parts);
}
std::string text_of(const Choice& value) {
  return pack({value.key, text_of(value.label)});
}
std::string text_of(const Question& value) {
  return pack({value.key, std::string(to_word(value.type)), text_of(value.label), text_of(value.reason),
               text_of(value.required), text_of(value.choices)});
}

void take(std::string_view text, std::string& value) {
  value = text;
}
void take(std::string_view text, bool& value) {
  value = text == "true";
}
void take(std::string_view text, int& value) {
  value = number_in<int>(text);
}
void take(std::string_view text, Instant& value) {
  value = parse_rfc3339(text, "");
}
void take(std::string_view text, std::chrono::minutes& value) {
  value = std::chrono::minutes{number_in<std::int64_t>(text)};
}
void take(std::string_view text, EventKind& value) {
  value = parse_event_kind(text, "kind");
}
void take(std::string_view text, EventStatus& value) {
  value = parse_event_status(text, "event_status");
}
void take(std::string_view text, PublicationStatus& value) {
  value = parse_publication_status(text, "publication_status");
}
void take(std::string_view text, LanguageTag& value) {
  value = LanguageTag(text);
}
void take(std::string_view text, Place& value) {
  std::vector<std::string> parts = parts_in(text, 5);
  value = {std::move(parts[0]), std::move(parts[1]), std::move(parts[2]), std::move(parts[3]), {}};
  if (!parts[4].empty()) value.room = RoomId{number_in<std::int64_t>(parts[4])};
}
void take(std::string_view text, Organiser& value) {
  const std::vector<std::string> parts = parts_in(text, 2);
  value = {OrganisationId{number_in<std::int64_t>(parts[0])}, parts[1]};
}
void take(std::string_view text, ReminderRule& value) {
  const std::vector<std::string> parts = parts_in(text, 2);
  value.channel = parse_channel(parts[0], "reminders");
  take(parts[1], value.before);
}
void take(std::string_view text, PersonFields& value) {
  const std::vector<std::string> parts = parts_in(text, 3);
  take(parts[0], value.name);
  take(parts[1], value.interpreter_language);
  take(parts[2], value.accessibility);
}
void take(std::string_view text, LocalisedText& value) {
  const std::vector<std::string> parts = unpack(text);
  value.clear();
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) value[LanguageTag(parts[i])] = parts[i + 1];
}
void take(std::string_view text, Choice& value) {
  const std::vector<std::string> parts = parts_in(text, 2);
  value.key = parts[0];
  take(parts[1], value.label);
}
void take(std::string_view text, Question& value) {
  const std::vector<std::string> parts = parts_in(text, 6);
  value.key = parts[0];
  value.type = parse_question_type(parts[1], "questions");
  take(parts[2], value.label);
  take(parts[3], value.reason);
  take(parts[4], value.required);
  take(parts[5], value.choices);
}

}  // namespace domain
