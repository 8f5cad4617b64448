#pragma once
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "service/http.hpp"

// Reading what people typed into a form. Every function adds what is wrong to `violations`, under the input's name, and
// then answers nothing.
namespace service {

// The first value of an input, without white space around it; empty for what is not there.
[[nodiscard]] std::string form_value(const Fields& fields, std::string_view name);
// All values of an input, in order, empty ones included.
[[nodiscard]] std::vector<std::string> form_values(const Fields& fields, std::string_view name);
// The ticked ones of a group of boxes.
[[nodiscard]] std::set<std::string> form_choices(const Fields& fields, std::string_view name);
[[nodiscard]] bool form_has(const Fields& fields, std::string_view name);

// Arabic-Indic and Persian digits as ASCII: "١٥" → "15".
[[nodiscard]] std::string with_ascii_digits(std::string_view text);
// "2026-11-05", as browsers send it, or "5.11.2026".
[[nodiscard]] std::optional<std::chrono::year_month_day> input_date(std::string_view text, std::string_view field,
                                                                    domain::Violations& violations);
// "15:00", "15.00", "15".
[[nodiscard]] std::optional<std::chrono::minutes> input_clock(std::string_view text, std::string_view field,
                                                              domain::Violations& violations);
// A whole number, 0 or more.
[[nodiscard]] std::optional<int> input_number(std::string_view text, std::string_view field,
                                              domain::Violations& violations);
// Of the input "organisation", where an admin says whose it is to be; nothing where it is empty or not there.
[[nodiscard]] std::optional<domain::OrganisationId> chosen_organisation(const Fields& fields);
// The moment at which a clock in `zone` shows this. An hour that occurs twice is its first occurrence; one that the
// clock change skips is the violation "skipped_hour".
[[nodiscard]] std::optional<domain::Instant> input_moment(domain::LocalTime local, const std::string& zone,
                                                          std::string_view field, const domain::TimeZones& zones,
                                                          domain::Violations& violations);
[[nodiscard]] domain::LocalTime local_time(std::chrono::year_month_day date, std::chrono::minutes clock);
// As inputs want them: "2026-11-05", "15:00".
[[nodiscard]] std::string date_for_input(domain::LocalTime time);
[[nodiscard]] std::string clock_for_input(domain::LocalTime time);
// clean_text, its error gathered; empty then.
[[nodiscard]] std::string input_text(std::string_view text, std::string_view field, std::size_t max_code_points,
                                     domain::Violations& violations);

}  // namespace service
