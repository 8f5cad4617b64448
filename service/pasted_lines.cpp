#include "service/pasted_lines.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/phone_numbers.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

constexpr int oldest_child = 17;

std::vector<std::string> cells_of(std::string_view line) {
  const char separator = line.find('\t') != std::string_view::npos  ? '\t'
                         : line.find(';') != std::string_view::npos ? ';'
                                                                    : ',';
  std::vector<std::string> cells;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find(separator, from), line.size());
    cells.emplace_back(domain::trim(line.substr(from, to - from)));
    from = to + 1;
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  return cells;
}

bool is_number(const std::string& text) {
  const std::string ascii = with_ascii_digits(text);
  return !ascii.empty() && std::ranges::all_of(ascii, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> age_of(const PastedLine& line, const std::string& cell, std::vector<ui::LineProblem>& problems) {
  domain::Violations violations;
  const auto age = input_number(cell, "child_age", violations);
  if (!age) {
    problems.push_back({line.number, "number", cell});
  } else if (*age > oldest_child) {
    problems.push_back({line.number, "out_of_range", cell});
  }
  return age;
}

std::optional<domain::LanguageTag> language_of(const PastedLine& line, const std::string& cell,
                                               std::vector<ui::LineProblem>& problems) {
  auto language = ProgrammeWords::configured().language(cell);
  if (!language) problems.push_back({line.number, "unknown_language", cell});
  return language;
}

domain::Person person_of(const PastedLine& line, std::vector<ui::LineProblem>& problems) {
  domain::Person person;
  person.name = line.cells[0];
  if (line.cells.size() > 3) problems.push_back({line.number, "too_many_cells", line.cells[3]});
  // Who needs no interpreter may be followed by the age at once.
  const bool age_second = line.cells.size() == 2 && is_number(line.cells[1]);
  if (line.cells.size() > 1 && !line.cells[1].empty() && !age_second) {
    person.interpreter_language = language_of(line, line.cells[1], problems);
  }
  const std::size_t age_at = age_second ? 1 : 2;
  if (line.cells.size() > age_at && !line.cells[age_at].empty()) {
    person.child_age = age_of(line, line.cells[age_at], problems);
  }
  return person;
}

bool looks_like_number(const std::string& cell) {
  const std::string ascii = with_ascii_digits(cell);
  const auto digits = std::ranges::count_if(ascii, [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 5 && ascii.find_first_not_of("0123456789+-() ./") == std::string::npos;
}

void read_cell(const PastedLine& line, const std::string& cell, std::size_t place, domain::Contact& contact,
               std::vector<ui::LineProblem>& problems) {
  try {
    if (cell.find('@') != std::string::npos) {
      contact.email = domain::EmailAddress(cell, "email");
    } else if (looks_like_number(cell)) {
      contact.phone = parse_phone(cell, "phone");
    } else if (place == 0) {
      contact.name = cell;
    } else if (const auto language = ProgrammeWords::configured().language(cell)) {
      contact.language = *language;
    } else {
      problems.push_back({line.number, "unknown_contact", cell});
    }
  } catch (const domain::Error& error) {
    problems.push_back({line.number, error.problems().front().code, cell});
  }
}

}  // namespace

std::vector<PastedLine> pasted_lines(std::string_view text) {
  std::vector<PastedLine> lines;
  std::size_t number = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    // Tabs at the ends are empty cells.
    std::string_view line = text.substr(from, to - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto cells = cells_of(line);
    ++number;
    if (!cells.empty()) lines.push_back({number, std::move(cells)});
    from = to + 1;
  }
  return lines;
}

std::vector<domain::Person> pasted_persons(std::string_view text, std::vector<ui::LineProblem>& problems) {
  std::vector<domain::Person> persons;
  for (const PastedLine& line : pasted_lines(text)) persons.push_back(person_of(line, problems));
  return persons;
}

std::vector<domain::Contact> pasted_contacts(std::string_view text, const domain::LanguageTag& usual,
                                             std::vector<ui::LineProblem>& problems) {
  std::vector<domain::Contact> contacts;
  for (const PastedLine& line : pasted_lines(text)) {
    domain::Contact& contact = contacts.emplace_back();
    contact.language = usual;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (!line.cells[i].empty()) read_cell(line, line.cells[i], i, contact, problems);
    }
  }
  return contacts;
}

}  // namespace service
