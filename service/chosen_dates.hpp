#pragma once
#include <set>
#include <string>
#include <string_view>

#include "service/http.hpp"

namespace service {

// The ids of ticked dates (ui/activity_choice.hpp): those whose box `name` is ticked, and all or none of an activity of
// which somebody chose that.
[[nodiscard]] std::set<std::string> chosen_dates(const Fields& fields, std::string_view name);

}  // namespace service
