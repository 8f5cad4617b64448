#pragma once
#include <string>
#include <vector>

#include "domain/event_texts.hpp"
#include "ui/organiser_console.hpp"

// What an event's translations lack, as its organisers are told.
namespace ui {

// A sentence each for what is missing, what is older than the original, and what a machine wrote; nothing where all is
// well. `zone`: of the day on which the original was changed.
[[nodiscard]] std::vector<std::string> text_sentences(const Reader& reader, const domain::TextReport& report,
                                                      const domain::LanguageTexts& texts, std::string_view zone);
// Whether somebody may say that the texts are right as they are.
[[nodiscard]] bool may_be_checked(const domain::LanguageTexts& texts);
// Puts {{>TEXTS}} (organiser/texts.html): a line for each language that lacks something; nothing where none does.
void add_text_needs(Values& body, const Reader& reader, const domain::Event& event);

}  // namespace ui
