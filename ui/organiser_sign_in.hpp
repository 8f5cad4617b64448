#pragma once
#include <string>

#include "ui/form.hpp"

namespace ui {

// `next`: where to go afterwards, a path of this server.
[[nodiscard]] std::string sign_in_page(const Pages& pages, const PageContext& context, const FormState& state,
                                       const std::string& next);

}  // namespace ui
