#pragma once
#include <string>
#include <string_view>

#include "domain/access.hpp"
#include "ui/form.hpp"
#include "ui/page.hpp"

namespace ui {

// What every page of the console has around it.
struct Console {
  PageContext context;
  domain::Principal principal;
  std::string current;  // of the navigation: events, month, door, new, interpreters, inbox, audit, data
  std::vector<domain::Organisation> organisations = {};  // theirs, to choose for which they work; of who has several
  std::string organisation = {};                         // for which they work now; empty: for none
  std::size_t to_approve = 0;                            // drafts handed in that wait for them
  std::size_t calendar_decisions = 0;                    // of calendars that are followed, which wait for them
  std::string notice;                                    // key of a sentence about what was just done; empty for none
};

// A page inside the console's frame. `console` outlives it.
[[nodiscard]] Page console_page(const Pages& pages, const Console& console, std::string_view file,
                                std::string_view title);
// Something that was asked for and could not be done, above all else.
void show_problems(Page& page, const std::vector<domain::Problem>& problems);

// {{#TABLE}} (or another `section`) of `body` with what `add(section, row)` puts there for each; {{#NONE}} without any.
template <class Rows, class Add>
void add_rows(Values& body, const Rows& rows, const Add& add, std::string_view section = "TABLE") {
  if (rows.empty()) return body.show("NONE");
  Values shown = body.add(section);
  for (const auto& row : rows) add(shown, row);
}

// A choice of every value of an enumeration's words, by their catalogue keys "<prefix><word>".
[[nodiscard]] std::vector<Choice> word_choices(const Reader& reader, std::string_view prefix,
                                               std::initializer_list<std::string_view> words);
// The languages of config/languages.json, and those in `also`.
[[nodiscard]] std::vector<Choice> language_choices(const Reader& reader, const CodeLists& lists,
                                                   const std::vector<domain::LanguageTag>& also = {});
// The badges of an event's row: draft, unlisted, staff, cancelled, rescheduled, held.
void add_badges(Values& into, const Reader& reader, const domain::Event& event);

}  // namespace ui
