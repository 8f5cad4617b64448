#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/service/console_world.hpp"

namespace fixtures {

// What staff does with the parties of an event.
class StaffAtWork : public testing::Test {
 protected:
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  static std::string address(const domain::Registration& registration, const std::string& what) {
    return "/organiser/registrations/" + std::to_string(registration.id.value) + "/" + what;
  }
  static service::Fields with(service::Fields fields, const service::Fields& changes) {
    for (const auto& [name, value] : changes) {
      const auto found = std::ranges::find(fields, name, &service::Fields::value_type::first);
      if (found == fields.end()) {
        fields.emplace_back(name, value);
      } else {
        found->second = value;
      }
    }
    return fields;
  }
  static domain::Registration of_location(const Answer& answer, ConsoleWorld& world) {
    const std::string location = answer.header("Location");
    const std::string mark = "?registered=";
    domain::Registration wanted;
    wanted.id.value = std::stoll(location.substr(location.find(mark) + mark.size()));
    return world.now(wanted);
  }
  std::vector<domain::AuditEntry> log() {
    std::vector<domain::AuditEntry> entries;
    world.store->read([&](const domain::Snapshot& snapshot) { entries = snapshot.audit_log().newest(100); });
    return entries;
  }
  bool is_logged(domain::AuditAction action) {
    return std::ranges::any_of(log(), [&](const domain::AuditEntry& entry) { return entry.action == action; });
  }
  domain::Event event_with(const std::function<void(domain::EventDetails&)>& change,
                           const std::string& start = "2026-12-03T15:00") {
    domain::EventDetails details = world.details(start);
    change(details);
    return world.event(details);
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 3, 4);
  Browser organiser = world.sign_in(domain::Role::organiser);
  const service::Fields caller{{"action", "save"},
                               {"contact.name", "Layla Esimerkki"},
                               {"contact.phone", "040 555 0177"},
                               {"contact.email", ""},
                               {"contact.language", "ar"},
                               {"persons[0].name", ""},
                               {"persons[0].interpreter_language", "ar"},
                               {"persons[1].name", "Noor"},
                               {"persons[1].interpreter_language", ""},
                               {"consent", "yes"},
                               {"once", "abc"}};
};

}  // namespace fixtures
