#include "ui/organiser_filters.hpp"

#include <algorithm>

#include "ui/organiser_console.hpp"

namespace ui {
namespace {

void add_select(Page& page, const Filters& filters, std::string name, std::string_view label,
                std::vector<Choice> choices, std::string_view any) {
  if (!any.empty()) choices.insert(choices.begin(), Choice{"", page.reader().text(any), {}});
  const Field field{.name = std::move(name),
                    .control = Control::select,
                    .label = page.reader().text(label),
                    .choices = std::move(choices),
                    .mark_optional = false};
  add_field(page.body(), page.reader(), filters.state, field, "FILTER");
}

}  // namespace

void add_filters(Page& page, const Filters& filters) {
  const Reader& reader = page.reader();
  // What is to come is what one sees anyhow.
  page.body().show_if(
      std::ranges::any_of(
          filters.state.values,
          [](const auto& one) { return !one.second.empty() && !(one.first == "when" && one.second == "upcoming"); }),
      "FILTERED");
  if (filters.when) {
    add_select(page, filters, "when", "organiser.filter.when",
               word_choices(reader, "organiser.filter.", {"upcoming", "past", "all"}), "");
  }
  add_select(page, filters, "kind", "organiser.field.kind",
             word_choices(reader, "kind.",
                          {"info_session", "group_activity", "civic_orientation", "client_panel", "network_meeting",
                           "training"}),
             "organiser.filter.any");
  std::vector<Choice> themes;
  for (const Theme& theme : page.lists().themes()) themes.push_back({theme.code, reader.theme_name(theme.code), {}});
  add_select(page, filters, "theme", "organiser.field.keywords", std::move(themes), "organiser.filter.any");
  if (filters.publication) {
    add_select(page, filters, "publication", "organiser.field.publication_status",
               word_choices(reader, "organiser.badge.", {"draft", "public", "unlisted", "staff"}),
               "organiser.filter.any");
    add_select(page, filters, "held", "organiser.filter.held",
               word_choices(reader, "organiser.filter.held.", {"true", "false"}), "organiser.filter.any");
  }
  if (!filters.organisations.empty()) {
    std::vector<Choice> choices;
    for (const auto& one : filters.organisations) choices.push_back({std::to_string(one.id.value), one.name, {}});
    add_select(page, filters, "organisation", "organiser.field.organisers", std::move(choices), "organiser.filter.any");
  }
  const Field words{
      .name = "q", .control = Control::search, .label = reader.text("organiser.filter.q"), .mark_optional = false};
  add_field(page.body(), reader, filters.state, words, "FILTER");
}

}  // namespace ui
