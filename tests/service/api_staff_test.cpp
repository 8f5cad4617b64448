#include <gtest/gtest.h>

#include "domain/inbox.hpp"
#include "domain/list_participants.hpp"
#include "domain/staff_registrations.hpp"
#include "service/consent_wordings.hpp"
#include "tests/service/api_world.hpp"

// What staff does with registrations, and what is written down of it.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::registration_body;
using Lines = std::vector<std::string>;

struct StaffApi : testing::Test {
  std::string open(std::optional<int> capacity = {}, std::optional<int> waiting = {}) {
    return "/api/v1/events/" + std::to_string(world.event("2026-12-07T15:00", capacity, waiting).id.value);
  }
  Answer post(const std::string& event) { return world.call("POST", event + "/registrations", registration_body()); }
  Answer by_staff(const std::string& event) {
    return world.call_as(organiser, "POST", event + "/registrations", registration_body());
  }
  static std::string path(const Answer& receipt, const std::string& what) {
    return "/api/v1/registrations/" + receipt.at("id") + "/" + what;
  }
  Answer see(const Answer& receipt) { return world.call("GET", "/api/v1/registrations/" + receipt.at("manage_token")); }
  Answer audit(const std::string& query = {}) { return world.call_as(admin, "GET", "/api/v1/audit" + query); }

  ApiWorld world;
  std::string organiser = world.token();
  std::string door = world.token("Mimosa", domain::Role::door);
  std::string admin = world.token("Mimosa", domain::Role::admin);
};

TEST_F(StaffApi, a_party_is_moved_with_a_reason_that_is_written_down) {
  const std::string event = open(1, 5);
  const Answer first = post(event);
  const Answer second = post(event);
  const std::string to_list = R"({"status": "waitlisted", "reason": "Came last week"})";
  const Answer moved = world.call_as(organiser, "POST", path(first, "move"), to_list);
  ASSERT_EQ(moved.status, 200) << moved.text;
  EXPECT_EQ(moved.at("status"), "waitlisted");
  EXPECT_EQ(see(second).at("status"), "confirmed");
  const Answer refused =
      world.call_as(organiser, "POST", path(first, "move"), R"({"status": "confirmed", "reason": "x"})");
  EXPECT_EQ(refused.at("code"), "full");
  EXPECT_EQ(audit().at("data[0].action"), "registration_moved");
  EXPECT_EQ(audit().at("data[0].detail"), "Came last week");
  EXPECT_EQ(audit().at("data[0].registration"), first.at("id"));
}

TEST_F(StaffApi, a_move_to_where_the_party_is_already_shows_it_and_is_written_down) {
  const Answer receipt = post(open(1, 5));
  const std::string stays = R"({"status": "confirmed", "reason": "x"})";
  EXPECT_EQ(world.call_as(organiser, "POST", path(receipt, "move"), stays).at("contact.name"), "Amal");
  EXPECT_EQ(audit().at("data[0].action"), "registration_seen");
  EXPECT_EQ(audit().at("data[0].registration"), receipt.at("id"));
}

TEST_F(StaffApi, who_was_marked_present_or_changed_by_staff_is_written_down) {
  const Answer receipt = post(open(5));
  const std::string person = see(receipt).at("persons[0].id");
  const std::string body = R"({"person": )" + person + R"(, "presence_status": "present"})";
  EXPECT_EQ(world.call_as(door, "POST", path(receipt, "presence"), body).status, 200);
  EXPECT_EQ(audit().at("data[0].action"), "presence_recorded");
  domain::RegistrationChange change;
  change.reminders_wanted = false;
  (void)domain::change_registration(*world.ports, domain::RegistrationId{receipt.number("id")}, change, world.admin);
  EXPECT_EQ(audit().at("data[0].action"), "registration_changed");
  EXPECT_EQ(audit().at("data[1].action"), "presence_recorded");
  EXPECT_EQ(audit().at("data[1].registration"), receipt.at("id"));
}

// Says what a use case asked of the store, in order.
class Noting final : public domain::Store {
 public:
  explicit Noting(domain::Store& store) : store_(store) {}
  void write(const std::function<void(domain::Transaction&)>& work) override {
    asked.emplace_back("write");
    store_.write(work);
  }
  void read(const std::function<void(const domain::Snapshot&)>& work) override {
    asked.emplace_back("read");
    store_.read(work);
  }
  [[nodiscard]] domain::Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }
  Lines asked;

 private:
  domain::Store& store_;
};

TEST_F(StaffApi, participants_and_answers_are_read_beside_the_writer_once_it_is_written_down) {
  Noting store(*world.store);
  const domain::Ports ports{store, world.clock, world.zones, *world.secrets, {}};
  const auto event = world.event("2026-12-07T15:00");
  world.register_party(event);
  EXPECT_EQ(domain::list_participants(ports, event.id, world.admin).registrations.size(), 1U);
  EXPECT_EQ(store.asked, (Lines{"write", "read"}));
  EXPECT_EQ(audit().at("data[0].action"), "contacts_listed");
  store.asked.clear();
  (void)domain::list_inbox(ports, world.admin);
  EXPECT_EQ(store.asked, (Lines{"write", "read"}));
  EXPECT_EQ(audit().at("data[0].action"), "inbox_listed");
}

TEST_F(StaffApi, a_move_says_where_to_and_why) {
  const Answer receipt = post(open(1, 5));
  const auto move = [&](const std::string& body) {
    return world.call_as(organiser, "POST", path(receipt, "move"), body).errors();
  };
  EXPECT_EQ(move("{}"), (Lines{"status required", "reason required"}));
  EXPECT_EQ(move(R"({"status": "cancelled", "reason": "x"})"), Lines{"status unknown_value"});
  EXPECT_EQ(move(R"({"status": "waitlisted", "reason": " "})"), Lines{"reason required"});
  EXPECT_EQ(world.call_as(door, "POST", path(receipt, "move"), R"({"status": "waitlisted", "reason": "x"})").status,
            403);
}

TEST_F(StaffApi, what_staff_registered_is_undone_as_if_it_had_never_been) {
  const std::string event = open(5);
  const Answer receipt = by_staff(event);
  EXPECT_EQ(world.call_as(organiser, "POST", path(receipt, "undo")).status, 204);
  EXPECT_EQ(see(receipt).status, 404);
  EXPECT_EQ(world.call("GET", event).at("remaining_attendee_capacity"), "5");
  EXPECT_EQ(world.call_as(organiser, "POST", path(receipt, "undo")).status, 404);
  EXPECT_EQ(world.call_as(organiser, "POST", path(post(event), "undo")).at("code"), "too_late");
  const Answer late = by_staff(event);
  world.clock.set(world.clock.now() + std::chrono::minutes{16});
  EXPECT_EQ(world.call_as(organiser, "POST", path(late, "undo")).at("code"), "too_late");
}

TEST_F(StaffApi, the_door_adds_who_came_without_a_name_though_the_event_is_full) {
  const std::string event = open(1);
  post(event);
  const fixtures::Headers key{{"Idempotency-Key", "walk-1"}};
  const std::string body = R"({"persons": [{}, {"name": "Omar"}]})";
  const Answer made = world.call_as(door, "POST", event + "/walk-ins", body, key);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("status"), "confirmed");
  EXPECT_EQ(world.call_as(door, "POST", event + "/walk-ins", body, key).at("id"), made.at("id"));
  const Answer list = world.call_as(door, "GET", event + "/registrations");
  EXPECT_EQ(list.number("meta.count"), 2);
  EXPECT_EQ(list.at("data[1].walk_in"), "true");
  EXPECT_EQ(list.at("data[1].made_by_staff"), "true");
  EXPECT_EQ(list.at("data[1].persons[1].name"), "Omar");
  EXPECT_EQ(list.at("data[1].persons[1].presence_status"), "present");
}

TEST_F(StaffApi, what_a_walk_in_was_told_is_kept_in_the_nearest_language_of_the_pages) {
  service::keep_consent_wordings(*world.ports, world.pages);
  const std::string event = open();
  for (const auto& [language, told] : {std::pair{"ar", "ar"}, {"so", "en"}}) {
    const Answer made =
        world.call_as(door, "POST", event + "/walk-ins",
                      R"({"contact": {"language": ")" + std::string(language) + R"("}, "persons": [{}]})");
    ASSERT_EQ(made.status, 201) << made.text;
    world.store->read([&](const domain::Snapshot& snapshot) {
      const auto walk_in = snapshot.registrations().find(domain::RegistrationId{made.number("id")});
      EXPECT_EQ(walk_in->consent.language.str(), told);
      EXPECT_EQ(snapshot.registrations().consent_wording(walk_in->consent.version, walk_in->consent.language),
                world.pages.catalogue().text(domain::LanguageTag(told), "consent.door"));
    });
  }
}

TEST_F(StaffApi, a_walk_in_is_somebody_and_for_the_own_door) {
  const std::string event = open() + "/walk-ins";
  EXPECT_EQ(world.call_as(door, "POST", event, "{}").errors(), Lines{"persons required"});
  EXPECT_EQ(world.call_as(door, "POST", event, R"({"persons": [{}], "contact": {"phone": "12", "fax": 1}})").errors(),
            (Lines{"contact.phone phone", "contact.fax unknown_field"}));
  const std::string named = R"({"persons": [{}], "contact": {"name": "Amal", "phone": "040 555 0123"}})";
  EXPECT_EQ(world.call_as(door, "POST", event, named).status, 201);
  EXPECT_EQ(world.call_as(world.token("Ohjaamo", domain::Role::door), "POST", event, named).status, 403);
}

TEST_F(StaffApi, every_reading_of_participants_is_written_down_by_what_was_seen) {
  const std::string event = open();
  post(event);
  world.call_as(organiser, "GET", event + "/registrations");
  world.call_as(door, "GET", event + "/registrations");
  world.call_as(world.token("Ohjaamo"), "GET", event + "/registrations");
  const Answer log = audit();
  ASSERT_EQ(log.status, 200) << log.text;
  EXPECT_EQ(log.at("data[0].action"), "participants_listed");
  EXPECT_EQ(log.at("data[1].action"), "contacts_listed");
  EXPECT_EQ("/api/v1/events/" + log.at("data[1].event"), event);
  EXPECT_EQ(log.at("data[1].time"), "2026-11-23T10:00:00Z");
  EXPECT_EQ(log.at("data[2]"), "");
  EXPECT_EQ(log.header("Cache-Control"), "no-store");
}

TEST_F(StaffApi, the_audit_log_is_read_page_by_page_by_administrators_alone) {
  const std::string event = open();
  for (int i = 0; i < 5; ++i) world.call_as(organiser, "GET", event + "/registrations");
  const Answer first = audit("?limit=3");
  EXPECT_EQ(first.at("data[3]"), "");
  const std::string next = first.at("meta.next");
  ASSERT_NE(next, "null");
  const Answer second = world.call_as(admin, "GET", next.substr(next.find("/api/")));
  EXPECT_LT(second.number("data[0].id"), first.number("data[2].id"));
  EXPECT_NE(second.at("data[1]"), "");
  EXPECT_EQ(second.at("data[2]"), "");
  EXPECT_EQ(second.at("meta.next"), "null");
  EXPECT_EQ(audit("?limit=0").errors(), Lines{"limit out_of_range"});
  EXPECT_EQ(audit("?before=x").errors(), Lines{"before out_of_range"});
  EXPECT_EQ(audit("?actor=x").errors(), Lines{"actor unknown_parameter"});
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/audit").status, 403);
  EXPECT_EQ(world.call("GET", "/api/v1/audit").status, 401);
}

}  // namespace
