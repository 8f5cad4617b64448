#include "service/form_input.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "domain/text.hpp"

namespace service {
namespace {

using std::chrono::year_month_day;

std::optional<int> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 9 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<year_month_day> finnish_date(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 3 || parts[2].size() != 4) return {};
  const auto day = whole_number(parts[0]);
  const auto month = whole_number(parts[1]);
  const auto year = whole_number(parts[2]);
  if (!day || !month || !year) return {};
  const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1970 || *year > 2199) return {};
  return date;
}

}  // namespace

std::string form_value(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return std::string(domain::trim(value));
  }
  return {};
}

std::vector<std::string> form_values(const Fields& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields) {
    if (key == name) values.emplace_back(domain::trim(value));
  }
  return values;
}

std::set<std::string> form_choices(const Fields& fields, std::string_view name) {
  std::set<std::string> choices;
  for (std::string& value : form_values(fields, name)) {
    if (!value.empty()) choices.insert(std::move(value));
  }
  return choices;
}

bool form_has(const Fields& fields, std::string_view name) {
  return std::ranges::any_of(fields, [&](const auto& field) { return field.first == name; });
}

std::string with_ascii_digits(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool arabic = octet == 0xD9 && next >= 0xA0 && next <= 0xA9;
    const bool persian = octet == 0xDB && next >= 0xB0 && next <= 0xB9;
    if (arabic || persian) {
      out += static_cast<char>('0' + (next & 0x0FU));
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<year_month_day> input_date(std::string_view text, std::string_view field,
                                         domain::Violations& violations) {
  const std::string typed = with_ascii_digits(domain::trim(text));
  if (const auto date = finnish_date(typed)) return date;
  try {
    return domain::parse_date(typed, field);
  } catch (const domain::Error& error) {
    violations.add(error);
    return {};
  }
}

std::optional<std::chrono::minutes> input_clock(std::string_view text, std::string_view field,
                                                domain::Violations& violations) {
  std::string typed = with_ascii_digits(domain::trim(text));
  std::ranges::replace(typed, '.', ':');
  const auto parts = split(typed, ':');
  const auto hours = whole_number(parts[0]);
  const auto minutes = parts.size() > 1 ? whole_number(parts[1]) : std::optional<int>{0};
  if (parts.size() > 3 || !hours || *hours > 23 || !minutes || *minutes > 59) {
    violations.add(std::string(field), "time_of_day", "must be a time of day, like 15:00");
    return {};
  }
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
}

std::optional<int> input_number(std::string_view text, std::string_view field, domain::Violations& violations) {
  const auto number = whole_number(with_ascii_digits(domain::trim(text)));
  if (!number) violations.add(std::string(field), "number", "must be a whole number, 0 or more");
  return number;
}

std::optional<domain::OrganisationId> chosen_organisation(const Fields& fields) {
  domain::Violations violations;
  const std::string text = form_value(fields, "organisation");
  if (text.empty()) return {};
  const auto id = input_number(text, "organisation", violations);
  violations.throw_if_any();
  return domain::OrganisationId{*id};
}

domain::LocalTime local_time(year_month_day date, std::chrono::minutes clock) {
  return std::chrono::local_days{date} + std::chrono::seconds{clock};
}

std::optional<domain::Instant> input_moment(domain::LocalTime local, const std::string& zone, std::string_view field,
                                            const domain::TimeZones& zones, domain::Violations& violations) {
  if (!zones.knows(zone)) return {};
  if (!zones.exists(local, zone)) {
    violations.add(std::string(field), "skipped_hour", "the clock change skips this hour");
    return {};
  }
  return zones.to_utc(local, zone);
}

std::string date_for_input(domain::LocalTime time) {
  return domain::format_date(year_month_day{std::chrono::floor<std::chrono::days>(time)});
}

std::string clock_for_input(domain::LocalTime time) {
  const auto of_day = time - std::chrono::floor<std::chrono::days>(time);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(of_day).count();
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  return text;
}

std::string input_text(std::string_view text, std::string_view field, std::size_t max_code_points,
                       domain::Violations& violations) {
  try {
    return domain::clean_text(text, field, max_code_points);
  } catch (const domain::Error& error) {
    violations.add(error);
    return {};
  }
}

}  // namespace service
