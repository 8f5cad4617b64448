#include "service/school_holidays.hpp"

#include <toml++/toml.h>

#include "domain/error.hpp"

namespace service {
namespace {

using std::chrono::year_month_day;

[[noreturn]] void refuse(const std::string& where, const std::string& why) {
  throw domain::Error(domain::ErrorKind::invalid, "setting", why, where);
}

year_month_day date_of(const toml::table& entry, const std::string& name, const std::string& where) {
  const auto date = entry[name].value_exact<toml::date>();
  if (!date) refuse(where, name + " must be a date without quotes, like 2026-10-12");
  const year_month_day day{std::chrono::year{date->year}, std::chrono::month{date->month}, std::chrono::day{date->day}};
  if (!day.ok()) refuse(where, name + " is a day that does not exist");
  return day;
}

domain::LocalisedText names_of(const toml::table& entry, const std::string& where) {
  domain::LocalisedText names;
  const toml::table* texts = entry["name"].as_table();
  if (texts == nullptr || texts->empty()) refuse(where, "name must have a text, like { fi = \"Syysloma\" }");
  for (const auto& [language, text] : *texts) {
    const auto words = text.value_exact<std::string>();
    if (!words || words->empty()) refuse(where, "name." + std::string(language.str()) + " must be a text");
    names[domain::LanguageTag(language.str(), where)] = *words;
  }
  return names;
}

domain::SchoolHoliday holiday_of(const toml::node& node, const std::string& where) {
  const toml::table* entry = node.as_table();
  if (entry == nullptr) refuse(where, "must be a [[holiday]] section");
  for (const auto& [name, value] : *entry) {
    const auto word = name.str();
    if (word == "municipality" || word == "first" || word == "last" || word == "name") continue;
    refuse(where, "does not know \"" + std::string(word) + "\"");
  }
  domain::SchoolHoliday holiday;
  holiday.municipality = (*entry)["municipality"].value_exact<std::string>().value_or("");
  if (holiday.municipality.empty()) refuse(where, "municipality must be a text");
  holiday.first = date_of(*entry, "first", where);
  holiday.last = date_of(*entry, "last", where);
  if (holiday.last < holiday.first) refuse(where, "last is before first");
  holiday.name = names_of(*entry, where);
  return holiday;
}

toml::table parse(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    refuse(file.string(),
           std::string(error.description()) + " (line " + std::to_string(error.source().begin.line) + ")");
  }
}

}  // namespace

std::vector<domain::SchoolHoliday> read_school_holidays(const std::filesystem::path& file) {
  std::vector<domain::SchoolHoliday> holidays;
  if (file.empty()) return holidays;
  const toml::table parsed = parse(file);
  for (const auto& [name, value] : parsed) {
    if (name.str() != "holiday") refuse(file.string(), "does not know \"" + std::string(name.str()) + "\"");
  }
  const toml::array* entries = parsed["holiday"].as_array();
  if (entries == nullptr) refuse(file.string(), "has no [[holiday]]");
  for (std::size_t i = 0; i < entries->size(); ++i) {
    holidays.push_back(holiday_of(*entries->get(i), file.string() + ", holiday " + std::to_string(i + 1)));
  }
  return holidays;
}

}  // namespace service
