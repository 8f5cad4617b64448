#include "service/history_query.hpp"

#include <charconv>

#include "domain/error.hpp"

namespace service {

std::optional<domain::EventChangeId> change_before(const Request& request) {
  const auto text = request.query_value("before");
  if (!text || text->empty()) return {};
  domain::EventChangeId id;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), id.value);
  if (error != std::errc{} || end != text->data() + text->size() || id.value <= 0) {
    throw domain::Error(domain::ErrorKind::invalid, "number", "must be the number of a change", "before");
  }
  return id;
}

}  // namespace service
