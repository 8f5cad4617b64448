#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "ui/pages.hpp"

namespace ui {

// `feedback_email` may be empty.
[[nodiscard]] std::string render_accessibility(const Pages& pages, const PageContext& context,
                                               const std::string& feedback_email);
// Who keeps the data, and how long, in days from the end of an event.
struct PrivacyFacts {
  std::string controller;
  std::string feedback_email;  // may be empty
  std::int64_t registration_days = 0;
  std::int64_t answer_days = 0;
  std::int64_t reply_days = 0;  // what people wrote back by SMS
  std::int64_t audit_days = 0;
};
[[nodiscard]] std::string render_privacy(const Pages& pages, const PageContext& context, const PrivacyFacts& facts);

// What led to the problem, where that makes other advice useful.
enum class ProblemPlace { elsewhere, manage_link, invitation };

struct ProblemPage {
  int status = 500;  // of HTTP
  std::vector<domain::Problem> problems;
  std::string request_id;  // what people tell us when they write; empty for none
  ProblemPlace place = ProblemPlace::elsewhere;
  std::string back = {};  // the address of the page before; empty: the list
};
[[nodiscard]] std::string render_problem(const Pages& pages, const PageContext& context, const ProblemPage& problem);

}  // namespace ui
