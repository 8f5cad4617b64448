#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/contact.hpp"
#include "domain/registration.hpp"
#include "ui/organiser_party.hpp"

// Lists that people paste from a spreadsheet, a mail or a note: one person a line, cells apart by tabs, else by
// semicolons, else by commas. Each function adds what it cannot read to `problems`, by its line.
namespace service {

struct PastedLine {
  std::size_t number = 0;  // from 1, empty lines counted
  std::vector<std::string> cells;
};
// Empty lines are left out.
[[nodiscard]] std::vector<PastedLine> pasted_lines(std::string_view text);

// "name; interpreter language; child's age". Languages by name in any language, or by tag.
[[nodiscard]] std::vector<domain::Person> pasted_persons(std::string_view text, std::vector<ui::LineProblem>& problems);
// "name; phone or email; language": what looks like a number or an address is one, wherever it stands. Without a
// language it is `usual`.
[[nodiscard]] std::vector<domain::Contact> pasted_contacts(std::string_view text, const domain::LanguageTag& usual,
                                                           std::vector<ui::LineProblem>& problems);

}  // namespace service
