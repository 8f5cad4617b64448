#pragma once
#include <vector>

#include "domain/organisation.hpp"
#include "ui/form.hpp"

namespace ui {

// What the console's list, month and calendar are narrowed by.
struct Filters {
  FormState state;                                  // inputs: when, kind, theme, publication, held, q, organisation
  std::vector<domain::Organisation> organisations;  // to choose from; empty where there is no choice
  bool when = true;                                 // whether one chooses between what is to come and what was
  bool publication = true;                          // and who sees it, and whether it was held
};

// Puts an input each into {{>FILTER}} of the page's body.
void add_filters(Page& page, const Filters& filters);

}  // namespace ui
