#include "domain/count_limit.hpp"

#include "domain/search_words.hpp"

namespace domain {

std::size_t counted_up_to(const EventFilter& filter) {
  if (!fold_text(filter.place).empty()) return most_counted_of_several;
  const bool conditions[] = {
      !filter.kinds.empty(),         !filter.themes.empty(),         !filter.languages.empty(),
      !filter.organisations.empty(), !filter.municipalities.empty(), filter.open_at.has_value(),
      filter.series.has_value(),     filter.organiser.has_value(),   filter.attendance_closed.has_value()};
  std::size_t count = asked_words(filter.q).size();
  for (const bool condition : conditions) count += condition ? 1 : 0;
  if (count == 0) return most_counted;
  return count == 1 ? most_counted_of_one : most_counted_of_several;
}

}  // namespace domain
