#include "ui/event_words.hpp"

#include "domain/address.hpp"
#include "domain/message.hpp"

namespace ui {

namespace {

bool begins_a_day(domain::Instant instant, std::string_view zone) {
  return local_date(instant, zone) != local_date(instant - std::chrono::seconds{1}, zone);
}

}  // namespace

bool lasts_whole_days(const domain::EventDetails& details) {
  return details.end_time > details.start_time && begins_a_day(details.start_time, details.time_zone) &&
         begins_a_day(details.end_time, details.time_zone);
}

std::string place_in_console(const domain::EventDetails& details, const Reader& reader) {
  if (domain::is_unknown(details.location)) {
    const std::string& town = details.location.municipality;
    return reader.text("organiser.event.place_missing") + (town.empty() ? "" : " (" + town + ")");
  }
  return details.location.is_online() ? reader.text("organiser.event.online") : details.location.name;
}

std::string address_line(const domain::Place& place) {
  std::string line;
  for (const std::string& part : domain::address_parts(place)) line += (line.empty() ? "" : ", ") + part;
  return line;
}

std::string reminder_words(const Reader& reader, const std::vector<domain::ReminderRule>& reminders) {
  std::vector<std::string> rules;
  for (const domain::ReminderRule& rule : reminders) {
    const auto minutes = rule.before.count();
    const bool in_days = minutes % (24 * 60) == 0;
    const bool in_hours = minutes % 60 == 0;
    const std::int64_t amount = in_days ? minutes / (24 * 60) : in_hours ? minutes / 60 : minutes;
    const std::string key = in_days ? "days" : in_hours ? "hours" : "minutes";
    rules.push_back(
        reader.text("organiser.reminder." + key,
                    {{"count", amount},
                     {"channel", reader.text("organiser.channel." + std::string(domain::to_word(rule.channel)))}}));
  }
  return reader.joined(rules);
}

std::string time_words(const Reader& reader, std::chrono::minutes time) {
  const auto minutes = time.count();
  const bool in_days = minutes % (24 * 60) == 0 && minutes > 24 * 60;
  const bool in_hours = minutes % 60 == 0;
  const std::int64_t amount = in_days ? minutes / (24 * 60) : in_hours ? minutes / 60 : minutes;
  return reader.text(in_days    ? "organiser.time.days"
                     : in_hours ? "organiser.time.hours"
                                : "organiser.time.minutes",
                     {{"count", amount}});
}

std::string theme_words(const Reader& reader, const std::vector<std::string>& themes) {
  std::vector<std::string> names;
  for (const std::string& code : themes) names.push_back(reader.theme_name(code));
  return reader.joined(names);
}

std::string organiser_words(const Reader& reader, const std::vector<domain::Organiser>& organisers) {
  std::vector<std::string> names;
  for (const auto& organiser : organisers) {
    names.push_back(reader.right_to_left() ? isolated(organiser.name) : organiser.name);
  }
  return reader.joined(names);
}

std::string when_words(const Reader& reader, const domain::EventDetails& details) {
  return reader.date(details.start_time, details.time_zone) + reader.text("text.comma") + " " +
         reader.time_range(details.start_time, details.end_time, details.time_zone);
}

}  // namespace ui
