#pragma once
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "ui/form.hpp"
#include "ui/pages.hpp"

namespace ui {

struct EventListPage {
  // The address's query: theme, kind, language, municipality, from, q, open; and what was wrong with it.
  FormState filter;
  std::vector<std::string> municipalities;  // to choose from
  domain::EventPage found;
  std::size_t page = 1;
  std::size_t page_size = 20;
};

[[nodiscard]] std::string render_event_list(const Pages& pages, const PageContext& context, const EventListPage& list);

}  // namespace ui
