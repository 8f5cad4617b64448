#include "service/chosen_dates.hpp"

#include <algorithm>

#include "service/form_input.hpp"

namespace service {

std::set<std::string> chosen_dates(const Fields& fields, std::string_view name) {
  constexpr std::string_view of = "of.";
  std::set<std::string> chosen = form_choices(fields, name);
  for (const auto& [input, ids] : fields) {
    if (!input.starts_with(of)) continue;
    const std::string take = form_value(fields, "take." + input.substr(of.size()));
    if (take.empty()) continue;
    for (std::string_view rest = ids; !rest.empty();) {
      const std::string_view id = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), id.size() + 1));
      if (take == "all") chosen.emplace(id);
      if (take == "none") chosen.erase(std::string(id));
    }
  }
  return chosen;
}

}  // namespace service
