#pragma once
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "ui/pages.hpp"

namespace ui {

// `feedback_email` may be empty.
[[nodiscard]] std::string render_accessibility(const Pages& pages, const PageContext& context,
                                               const std::string& feedback_email);
[[nodiscard]] std::string render_privacy(const Pages& pages, const PageContext& context);

struct ProblemPage {
  int status = 500;  // of HTTP
  std::vector<domain::Problem> problems;
  std::string request_id;  // what people tell us when they write; empty for none
};
[[nodiscard]] std::string render_problem(const Pages& pages, const PageContext& context, const ProblemPage& problem);

}  // namespace ui
