#pragma once
#include "domain/event.hpp"
#include "domain/foreign_calendar.hpp"
#include "service/import_programme.hpp"

namespace service {

// Writes what an occurrence says over `details`, which are those of `stored`, where it says something else. What a
// calendar does not know of stays. Of Kutsu's own calendars (`texts`: how it words them) the lines that it adds to a
// description are told from the description itself, and the language from the words.
void take_over(domain::EventDetails& details, const domain::Event& stored, const domain::ForeignOccurrence& occurrence,
               const domain::LanguageTag& language, const CalendarTexts& texts);

// "Mimosa, Hallituskatu 1, 50100 Mikkeli": the place's name, then its address, with the municipality that it names. A
// web address is an online place.
[[nodiscard]] domain::Place place_of(const std::string& location);
// The theme codes among them.
[[nodiscard]] std::vector<std::string> themes_of(const std::vector<std::string>& categories);

}  // namespace service
