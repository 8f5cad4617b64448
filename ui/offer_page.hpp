#pragma once
#include <string>

#include "domain/book_interpreter.hpp"
#include "ui/pages.hpp"

namespace ui {

struct OfferPage {
  domain::OfferView view;
  std::string token;
  std::string calendar_url;  // the interpreter's private calendar
  std::vector<domain::Problem> problems;
};
// An interpreter's offer, to be accepted or declined without an account.
[[nodiscard]] std::string render_offer(const Pages& pages, const PageContext& context, const OfferPage& offer);

}  // namespace ui
