#include "service/calendar_words.hpp"

#include <utility>

namespace service {

CalendarWords::CalendarWords(ui::Reader reader, std::string base_url)
    : reader_(std::move(reader)), base_url_(std::move(base_url)) {}

domain::LanguageTag CalendarWords::language() const {
  return reader_.language();
}

std::string CalendarWords::text(std::string_view key, std::string_view value) const {
  const ui::Arguments arguments{{"value", std::string{value}}};
  // Clients take an isolate's closing mark for a part of the address.
  const bool is_address = value.find("://") != std::string_view::npos;
  return is_address ? reader_.bare_text(key, arguments) : reader_.text(key, arguments);
}

std::string CalendarWords::theme_name(std::string_view code) const {
  return reader_.theme_name(code);
}

std::string CalendarWords::language_names(const std::vector<domain::LanguageTag>& tags) const {
  return reader_.language_names(tags);
}

std::string CalendarWords::moment(domain::Instant instant, std::string_view zone) const {
  return reader_.date_and_time(instant, zone);
}

std::string CalendarWords::event_url(domain::EventId id) const {
  return base_url_ + "/" + language().str() + "/events/" + std::to_string(id.value);
}

std::vector<std::shared_ptr<const calendar::Words>> calendar_texts(const ui::Pages& pages,
                                                                   const std::string& base_url) {
  std::vector<std::shared_ptr<const calendar::Words>> texts;
  for (const auto& language : pages.catalogue().languages())
    texts.push_back(std::make_shared<CalendarWords>(pages.reader(language), base_url));
  return texts;
}

}  // namespace service
