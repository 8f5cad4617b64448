#pragma once
#include <string>
#include <vector>

#include "domain/answer_request.hpp"
#include "ui/pages.hpp"

namespace ui {

struct RequestPage {
  domain::RequestView view;
  std::string token;
  std::string calendar_url;  // the interpreter's private calendar
  std::vector<domain::Problem> problems;
};
// Several dates that an interpreter is asked for together, answered for all at once or date by date, without an
// account. Inputs: answer (accept, chosen, decline), shown and taken with bookings' numbers.
[[nodiscard]] std::string render_request(const Pages& pages, const PageContext& context, const RequestPage& request);

}  // namespace ui
