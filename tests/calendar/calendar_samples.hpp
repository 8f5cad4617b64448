#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar/event_entry.hpp"
#include "calendar/icalendar.hpp"
#include "domain/time.hpp"

// What the calendar's tests are made with.
namespace calendar_samples {

inline domain::Instant at(std::string_view rfc3339) {
  return domain::parse_rfc3339(rfc3339, "time");
}

// "2026-10-25T03:30:00", on the wall.
inline domain::LocalTime wall(std::string_view text) {
  return domain::LocalTime{domain::parse_rfc3339(std::string{text} + "Z", "time").time_since_epoch()};
}

inline std::string to_text(domain::LocalTime local) {
  std::string text = domain::format_rfc3339(domain::Instant{local.time_since_epoch()});
  text.pop_back();
  return text;
}

// English words that show their key where they matter.
class EnglishWords final : public calendar::Words {
 public:
  explicit EnglishWords(std::string_view language = "en") : language_(language) {}
  [[nodiscard]] domain::LanguageTag language() const override { return language_; }
  [[nodiscard]] std::string text(std::string_view key, std::string_view value) const override {
    if (key == "calendar.cancelled_summary") return "CANCELLED: " + std::string{value};
    if (key == "calendar.waiting_summary") return "Waiting list: " + std::string{value};
    if (key == "calendar.online") return "Online";
    return std::string{key.substr(key.find('.') + 1)} + ": " + std::string{value};
  }
  [[nodiscard]] std::string theme_name(std::string_view code) const override { return "Theme " + std::string{code}; }
  [[nodiscard]] std::string language_names(const std::vector<domain::LanguageTag>& tags) const override {
    std::string names;
    for (const auto& tag : tags) names += (names.empty() ? "" : ", ") + tag.str();
    return names;
  }
  [[nodiscard]] std::string moment(domain::Instant instant, std::string_view zone) const override {
    return domain::format_rfc3339(instant) + " " + std::string{zone};
  }
  [[nodiscard]] std::string event_url(domain::EventId id) const override {
    return "https://kutsu.example.org/en/events/" + std::to_string(id.value);
  }

 private:
  domain::LanguageTag language_;
};

inline domain::Event event(std::int64_t id = 7) {
  domain::Event event;
  event.id = {id};
  event.uid = "event-" + std::to_string(id) + "@kutsu.example.org";
  event.name = {{domain::LanguageTag{"fi"}, "Työnhakuinfo"}, {domain::LanguageTag{"en"}, "Job-seeking info"}};
  event.short_description = {{domain::LanguageTag{"en"}, "How to find a summer job."}};
  event.start_time = at("2026-11-02T13:00:00Z");
  event.end_time = at("2026-11-02T15:00:00Z");
  event.location = {"Mimosa", "Vuorikatu 11", "Mikkeli", ""};
  event.keywords = {"job-seeking", "language"};
  event.in_language = {domain::LanguageTag{"fi"}};
  event.interpreted_languages = {domain::LanguageTag{"ar"}, domain::LanguageTag{"fa"}};
  event.organisers = {{{1}, "Maahanmuuttopalvelut"}, {{2}, "Mimosa"}};
  event.publication_status = domain::PublicationStatus::open_to_all;
  event.sequence = 3;
  event.created_time = at("2026-09-01T08:00:00Z");
  event.last_modified_time = at("2026-09-02T09:30:00Z");
  return event;
}

}  // namespace calendar_samples
