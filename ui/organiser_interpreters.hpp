#pragma once
#include <string>
#include <vector>

#include "domain/interpreter.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

inline constexpr int spoken_language_inputs = 4;

struct InterpretersPage {
  std::vector<domain::Interpreter> interpreters;
  // Of a new one: name, agency, phone, email, message_language, and languages[0].language, languages[0].dialect, ….
  FormState state;
};
[[nodiscard]] std::string interpreters_page(const Pages& pages, const Console& console, const InterpretersPage& list);

// The private calendar's address, which is shown this once.
[[nodiscard]] std::string interpreter_link_page(const Pages& pages, const Console& console,
                                                const domain::Interpreter& interpreter, const std::string& address);

}  // namespace ui
