#include <array>

#include "service/programme_cells.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

struct Weekday {
  std::string_view code;  // of RFC 5545
  std::string_view abbreviation;
  std::string_view name;
};

constexpr std::array<Weekday, 7> weekdays{{{"MO", "ma", "maanantai"},
                                           {"TU", "ti", "tiistai"},
                                           {"WE", "ke", "keskiviikko"},
                                           {"TH", "to", "torstai"},
                                           {"FR", "pe", "perjantai"},
                                           {"SA", "la", "lauantai"},
                                           {"SU", "su", "sunnuntai"}}};

// "ke", "ke.", "keskiviikko" or "keskiviikkoisin".
std::optional<std::string> read_weekday(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  for (const auto& day : weekdays)
    if (word == day.abbreviation || word == day.name || word == std::string(day.name) + "sin" ||
        word == std::string(day.name) + "na")
      return std::string(day.code);
  return std::nullopt;
}

// "1. ke" or "viimeinen pe".
std::optional<std::string> read_weekday_of_month(std::string_view item) {
  const auto space = item.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto which = item.substr(0, space);
  const auto day = read_weekday(item.substr(space + 1));
  if (!day) return std::nullopt;
  if (which == "viimeinen") return "-1" + *day;
  const bool ordinal = which.size() == 2 && which[0] >= '1' && which[0] <= '5' && which[1] == '.';
  return ordinal ? std::optional(which[0] + *day) : std::nullopt;
}

template <class ReadDay>
std::optional<std::string> with_days(std::string rule, std::string_view days, const ReadDay& read_day) {
  const auto items = read_list_cell(days, ",;");
  if (items.empty()) return std::nullopt;
  rule += ";BYDAY=";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto day = read_day(items[i]);
    if (!day) return std::nullopt;
    rule += (i == 0 ? "" : ",") + *day;
  }
  return rule;
}

}  // namespace

std::optional<std::string> read_recurrence_cell(std::string_view text) {
  const auto folded = fold_word(text);
  const auto colon = folded.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto how = fold_word(std::string_view(folded).substr(0, colon));
  const auto days = std::string_view(folded).substr(colon + 1);
  if (how == "viikoittain") return with_days("FREQ=WEEKLY", days, read_weekday);
  if (how == "kuukausittain") return with_days("FREQ=MONTHLY", days, read_weekday_of_month);
  constexpr std::string_view every = "joka ";
  constexpr std::string_view nth_week = ". viikko";
  if (how.size() == every.size() + 1 + nth_week.size() && how.starts_with(every) && how.ends_with(nth_week) &&
      how[every.size()] >= '2' && how[every.size()] <= '8')
    return with_days(std::string("FREQ=WEEKLY;INTERVAL=") + how[every.size()], days, read_weekday);
  return std::nullopt;
}

}  // namespace service
