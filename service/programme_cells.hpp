#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What single cells of a Finnish spreadsheet hold. Nothing for what is not that.
namespace service {

// "22.2.2021", "22.02.2021" or "2021-02-22"; 1970–2199.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_date_cell(std::string_view text);
// "15.00", "15:00", "9.30" or "klo 9.30".
[[nodiscard]] std::optional<std::chrono::minutes> read_time_cell(std::string_view text);
// A day, a time of day, or a span of it, in one cell: "ma 22.2.2021 klo 15–17", "22.2.2021 15.00", "15.00–17.00", "15",
// "2021-02-22T15:00". Nothing for what is none of these.
struct WhenCell {
  std::optional<std::chrono::weekday> weekday;  // as it is written, whatever the day is
  std::optional<std::chrono::year_month_day> day;
  std::optional<std::chrono::minutes> from;
  std::optional<std::chrono::minutes> to;
};
[[nodiscard]] std::optional<WhenCell> read_when_cell(std::string_view text);
// A whole number, 0 or more, of at most six digits; spaces between thousands, and a fraction of nothing, are let be.
[[nodiscard]] std::optional<int> read_number_cell(std::string_view text);
// Items between any of `separators` or line breaks, without white space around them, empty ones left out.
[[nodiscard]] std::vector<std::string> read_list_cell(std::string_view text, std::string_view separators);
// http or https; white space nowhere.
[[nodiscard]] bool is_web_address(std::string_view text);

// The value of an RRULE for "viikoittain: ma, ke, pe", "joka 2. viikko: ti", "kuukausittain: 1. ke" or "kuukausittain:
// viimeinen pe", without its end.
[[nodiscard]] std::optional<std::string> read_recurrence_cell(std::string_view text);

}  // namespace service
