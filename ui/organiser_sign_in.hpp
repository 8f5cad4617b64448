#pragma once
#include <string>

#include "ui/organiser_console.hpp"

namespace ui {

// `next`: where to go afterwards, a path of this server.
[[nodiscard]] std::string sign_in_page(const Pages& pages, const Console& console, const FormState& state,
                                       const std::string& next);

}  // namespace ui
