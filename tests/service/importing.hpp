#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/import_programme.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace fixtures {

// What "Mimosa" brings in, through the importer alone.
class Importing : public testing::Test {
 protected:
  static std::string calendar_of(const std::string& events, const std::string& name = {}) {
    return samples::replace_all("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//EN\n" +
                                    (name.empty() ? name : "X-WR-CALNAME:" + name + "\n") + events + "END:VCALENDAR\n",
                                "\n", "\r\n");
  }
  // An event of a calendar on 1.12.2026 at 10–11 by Berlin's clocks.
  static std::string berlin(const std::string& more, const std::string& uid = "a@example.org") {
    return "BEGIN:VEVENT\nUID:" + uid +
           "\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=W. Europe Standard Time:20261201T100000\n"
           "DTEND;TZID=W. Europe Standard Time:20261201T110000\nSUMMARY:Kahvila\n" +
           more + "END:VEVENT\n";
  }
  service::ImportReport import(const std::string& bytes) {
    return service::import_file(*world.ports, mimosa, bytes, options);
  }
  service::ImportReport preview(const std::string& bytes) {
    auto looking = options;
    looking.dry_run = true;
    return service::import_file(*world.ports, mimosa, bytes, looking);
  }
  std::vector<domain::Event> events() {
    using domain::PublicationStatus;
    domain::EventFilter filter;
    filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all};
    filter.limit = 1000;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }
  void edit(const domain::Event& event, const std::function<void(domain::EventDetails&)>& change) {
    (void)domain::edit_event(*world.ports, mimosa, event.id, change);
  }
  static std::vector<std::string> changed_here(const service::ImportedRow& row) {
    std::vector<std::string> fields;
    for (const auto& one : row.changed_here) fields.push_back(one.field);
    return fields;
  }

  World world;
  domain::Principal mimosa = world.organiser("Mimosa");
  service::ImportOptions options;
};

}  // namespace fixtures
