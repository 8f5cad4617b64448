#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/material.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// An event's links and files, and the form for another one. Inputs: file, url, title, language, for_registered,
// whole_series.
struct MaterialsPage {
  domain::Event event;
  std::vector<domain::Material> materials;
  FormState state;
  bool may_edit = false;
};
[[nodiscard]] std::string materials_page(const Pages& pages, const Console& console, const MaterialsPage& list);

}  // namespace ui
