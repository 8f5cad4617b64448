#pragma once
#include <string>
#include <vector>

#include "domain/inbox.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// What people answered by SMS and no rule could settle.
[[nodiscard]] std::string inbox_page(const Pages& pages, const Console& console,
                                     const std::vector<domain::InboxEntry>& entries);

}  // namespace ui
