#include "domain/public_dates.hpp"

namespace domain {

bool is_told_beside(const Event& date, const Event& event) {
  using enum PublicationStatus;
  return date.publication_status == open_to_all ||
         (date.publication_status == unlisted && event.publication_status == unlisted);
}

}  // namespace domain
