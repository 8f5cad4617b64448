#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"

namespace domain {

// Days without school, as one municipality has decided them.
struct SchoolHoliday {
  std::string municipality;
  std::chrono::year_month_day first;
  std::chrono::year_month_day last;  // not before first
  LocalisedText name;                // at least one language
};

// Days on which a series is not held. May be called from any thread.
class Holidays {
 public:
  virtual ~Holidays() = default;
  // The code of the public holiday ("midsummer_day"), a word of the catalogues' holiday.<code>; empty on other days.
  [[nodiscard]] virtual std::string_view public_holiday(std::chrono::year_month_day day) const = 0;
  // Those whose school holidays are known, by name.
  [[nodiscard]] virtual const std::vector<std::string>& municipalities() const = 0;
  // Lives as long as this; null on other days and for other municipalities.
  [[nodiscard]] virtual const SchoolHoliday* school_holiday(std::string_view municipality,
                                                            std::chrono::year_month_day day) const = 0;
  // The last day about which the municipality has said something.
  [[nodiscard]] virtual std::optional<std::chrono::year_month_day> known_until(std::string_view municipality) const = 0;
};

}  // namespace domain
