#pragma once
#include <optional>

#include "domain/ids.hpp"
#include "service/http.hpp"

namespace service {

// ?before=: where an earlier page of a history ended. What is no number of a change is Error{invalid}.
[[nodiscard]] std::optional<domain::EventChangeId> change_before(const Request& request);

}  // namespace service
