#pragma once
#include <string>

#include "domain/personal_data.hpp"
#include "ui/pages.hpp"

namespace ui {

// What the holder of a manage link may ask for: to see, to take away, to erase. Shows `data` where it was asked for.
struct PersonalDataPage {
  std::string token;
  const domain::PersonalData* data = nullptr;
  bool several_dates = false;  // the link is to more than one, all of which an erasure ends
};
[[nodiscard]] std::string render_personal_data(const Pages& pages, const PageContext& context,
                                               const PersonalDataPage& page);
// After everything was erased.
[[nodiscard]] std::string render_erased(const Pages& pages, const PageContext& context);

}  // namespace ui
