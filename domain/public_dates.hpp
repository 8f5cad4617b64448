#pragma once
#include "domain/event.hpp"

namespace domain {

// Whether whoever is shown `event` is told of this date of the same series, too: of a public event those are not named
// that only those know who have their link; of one that is by link the others by link are.
[[nodiscard]] bool is_told_beside(const Event& date, const Event& event);

}  // namespace domain
