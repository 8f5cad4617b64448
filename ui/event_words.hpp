#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "ui/reader.hpp"

// Values of an event's fields in words, as the console says them.
namespace ui {

// From midnight to midnight.
[[nodiscard]] bool lasts_whole_days(const domain::EventDetails& details);
// The place's name in a list of the console; that it is online, or that nobody knows it.
[[nodiscard]] std::string place_in_console(const domain::EventDetails& details, const Reader& reader);

// As on an envelope, whatever the reader's language: "Kirjasto, Esimerkkikatu 2, Mikkeli".
[[nodiscard]] std::string address_line(const domain::Place& place);
// "1 day before by SMS, …"; empty for none.
[[nodiscard]] std::string reminder_words(const Reader& reader, const std::vector<domain::ReminderRule>& reminders);
// "24 hours".
[[nodiscard]] std::string time_words(const Reader& reader, std::chrono::minutes time);
[[nodiscard]] std::string theme_words(const Reader& reader, const std::vector<std::string>& themes);
// Names, each by itself where the line has another direction.
[[nodiscard]] std::string organiser_words(const Reader& reader, const std::vector<domain::Organiser>& organisers);
// "Thursday 3 December, 15:00–17:00".
[[nodiscard]] std::string when_words(const Reader& reader, const domain::EventDetails& details);

}  // namespace ui
