#pragma once
#include <vector>

#include "domain/holidays.hpp"

namespace calendar {

// Finland's public holidays, and the school holidays that municipalities have told.
class HolidayCalendar final : public domain::Holidays {
 public:
  explicit HolidayCalendar(std::vector<domain::SchoolHoliday> school = {});
  [[nodiscard]] std::string_view public_holiday(std::chrono::year_month_day day) const override;
  [[nodiscard]] const std::vector<std::string>& municipalities() const override { return municipalities_; }
  [[nodiscard]] const domain::SchoolHoliday* school_holiday(std::string_view municipality,
                                                            std::chrono::year_month_day day) const override;
  [[nodiscard]] std::optional<std::chrono::year_month_day> known_until(std::string_view municipality) const override;

 private:
  std::vector<domain::SchoolHoliday> school_;
  std::vector<std::string> municipalities_;
};

}  // namespace calendar
