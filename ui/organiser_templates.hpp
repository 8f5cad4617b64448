#pragma once
#include <vector>

#include "domain/event.hpp"
#include "domain/event_template.hpp"
#include "domain/material.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

struct TemplateRow {
  domain::EventTemplate stored;
  domain::EventDetails details;  // on a day of no meaning
  std::vector<domain::Material> materials;
};
struct TemplatesPage {
  std::vector<TemplateRow> templates;
};
[[nodiscard]] std::string templates_page(const Pages& pages, const Console& console, const TemplatesPage& list);

// An event becomes a template. Input: name.
struct SaveTemplatePage {
  domain::Event event;
  FormState state;
  std::size_t materials = 0;  // that come along
};
[[nodiscard]] std::string save_template_page(const Pages& pages, const Console& console, const SaveTemplatePage& page);

}  // namespace ui
