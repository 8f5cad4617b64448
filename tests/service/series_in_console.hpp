#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/service/console_world.hpp"

// What tests of series in the console begin with.
namespace fixtures {

class SeriesInConsole : public testing::Test {
 protected:
  // The form's fields as the page sends them on, with `changes` in them.
  static service::Fields with(service::Fields fields, const service::Fields& changes) {
    for (const auto& [name, value] : changes) {
      const auto same = [&](const auto& field) { return field.first == name; };
      if (const auto found = std::ranges::find_if(fields, same); found != fields.end()) {
        found->second = value;
      } else {
        fields.emplace_back(name, value);
      }
    }
    return fields;
  }
  static std::string held_mark(const std::string& day, bool held) {
    return "name=\"held\" value=\"" + day + "\"" + (held ? " checked" : ">");
  }
  // Four Tuesdays at 15–17 from 1.12.2026 on, published.
  std::vector<domain::Event> tuesdays() {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 5;
    return world.weekly(details, 4).events;
  }
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  static std::string address(domain::SeriesId series) { return "/organiser/series/" + std::to_string(series.value); }
  // The inputs of the edit form as it is shown, read back from the page.
  service::Fields form_of(const domain::Event& event) {
    const std::string page = organiser.get(address(event) + "/edit").text;
    const std::string mark = "name=\"based_on\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    return {{"kind", "info_session"},
            {"text_language", "fi"},
            {"name.fi", "Työnhakuinfo"},
            {"text_language", "ar"},
            {"name.ar", "جلسة عن البحث عن عمل"},
            {"keywords", "job-seeking"},
            {"start_time.date", "2026-12-08"},
            {"start_time.clock", "15:00"},
            {"end_time.date", "2026-12-08"},
            {"end_time.clock", "17:00"},
            {"time_zone", "Europe/Helsinki"},
            {"location.name", "Monikulttuurikeskus Mimosa"},
            {"location.street_address", "Esimerkkikatu 1"},
            {"location.municipality", "Mikkeli"},
            {"in_language", "fi"},
            {"organisers", std::to_string(event.organisers.front().id.value)},
            {"maximum_attendee_capacity", "5"},
            {"asks", "name"},
            {"asks", "interpreter_language"},
            {"asks", "accessibility"},
            {"waiting_list", "automatic"},
            {"reminder_channel", "email"},
            {"reminder_amount", "2"},
            {"reminder_unit", "days"},
            {"reminder_channel", "sms"},
            {"reminder_amount", "1"},
            {"reminder_unit", "days"},
            {"reminder_channel", "sms"},
            {"reminder_amount", "2"},
            {"reminder_unit", "hours"},
            {"publication_status", "public"},
            {"based_on", page.substr(at, page.find('"', at) - at)},
            {"action", "save"}};
  }
  std::string local(domain::Instant instant) const {
    return domain::format_rfc3339(
               domain::Instant{world.zones.to_local(instant, domain::default_time_zone).time_since_epoch()})
        .substr(0, 16);
  }
  std::vector<std::string> starts(const std::vector<domain::Event>& dates) {
    std::vector<std::string> all;
    for (const domain::Event& date : dates) all.push_back(local(world.now(date).start_time));
    return all;
  }

  ConsoleWorld world;
  Browser organiser = world.sign_in(domain::Role::organiser);
};

}  // namespace fixtures
