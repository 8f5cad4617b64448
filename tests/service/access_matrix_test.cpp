#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "domain/book_interpreter.hpp"
#include "domain/invitations.hpp"
#include "domain/keep_materials.hpp"
#include "domain/keep_templates.hpp"
#include "domain/manage_registration.hpp"
#include "domain/rooms.hpp"
#include "service/routes.hpp"
#include "tests/service/access_expectations.hpp"
#include "tests/service/access_things.hpp"
#include "tests/service/console_world.hpp"
#include "ui/assets.hpp"

// Every route there is, asked by everybody there is. What a route expects is stated once, here; a route that is not
// stated fails the test.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using fixtures::Expectation;
using fixtures::expectations;
using fixtures::Reach;

std::string name_of(const service::Route& route) {
  return std::string(service::to_word(route.method)) + " " + std::string(route.pattern);
}

struct Who {
  const char* name;
  std::optional<Role> role;  // none: nobody
  const char* organisation;
};
constexpr Who everybody[] = {{"nobody", {}, ""},
                             {"viewer", Role::viewer, "Mimosa"},
                             {"door", Role::door, "Mimosa"},
                             {"partner", Role::partner, "Mimosa"},
                             {"organiser", Role::organiser, "Mimosa"},
                             {"manager", Role::manager, "Mimosa"},
                             {"viewer of another organisation", Role::viewer, "Mikseri"},
                             {"door of another organisation", Role::door, "Mikseri"},
                             {"partner of another organisation", Role::partner, "Mikseri"},
                             {"organiser of another organisation", Role::organiser, "Mikseri"},
                             {"manager of another organisation", Role::manager, "Mikseri"},
                             {"admin", Role::admin, "Mimosa"}};

enum class Outcome { allowed, sign_in, denied };

std::optional<Role> needed_role(service::Access access) {
  using service::Access;
  if (access == Access::viewer) return Role::viewer;
  if (access == Access::door) return Role::door;
  if (access == Access::partner) return Role::partner;
  if (access == Access::organiser) return Role::organiser;
  if (access == Access::manager) return Role::manager;
  if (access == Access::admin) return Role::admin;
  return {};
}

bool is_foreign(const Who& who) {
  return std::string_view(who.organisation) != "Mimosa";
}

Outcome expected(const service::Route& route, const Expectation& stated, const Who& who) {
  if (stated.reach == Reach::password) return Outcome::sign_in;
  const auto needed = needed_role(route.access);
  if (!needed) return Outcome::allowed;
  if (!who.role) return Outcome::sign_in;
  if (stated.reach == Reach::own_account) return Outcome::denied;
  if (*who.role == Role::admin) return Outcome::allowed;
  if (static_cast<int>(*who.role) > static_cast<int>(*needed)) return Outcome::denied;
  const bool own_alone =
      stated.reach == Reach::own_event || stated.reach == Reach::own_organisation || stated.reach == Reach::decider;
  return own_alone && is_foreign(who) ? Outcome::denied : Outcome::allowed;
}

Outcome outcome_of(const Answer& answer, bool api) {
  if (answer.status == 401) return Outcome::sign_in;
  if (!api && answer.status == 303 && answer.header("Location").starts_with("/organiser/sign-in?next=")) {
    return Outcome::sign_in;
  }
  if (!api && answer.status == 303 && answer.header("Location") == "/organiser/sign-in") return Outcome::sign_in;
  if (answer.status == 403 || answer.status == 404) return Outcome::denied;
  return Outcome::allowed;
}

class AccessMatrix : public testing::Test {
 protected:
  AccessMatrix() {
    world.settings.sms.incoming_secret = "of the gateway alone";
    world.settings.server.trusted_proxies = {"192.0.2.1"};
    fixtures::write_secret_draft(world);
  }
  // Things of their own for every question, so that no answer depends on the one before.
  struct Things {
    domain::Event event;
    domain::RegistrationReceipt receipt;
    domain::RegistrationId walk_in;
    domain::NewInterpreter interpreter;
    domain::InterpreterBooking booking;
    std::string offer_token;
    domain::SeriesId series;
    domain::IncomingMessageId incoming;
    domain::IssuedInvitation invitation;
    domain::EventId handed_in;
    fixtures::MimosasPeople people;
    domain::RoomId room;
    domain::MaterialId material, template_material;
    domain::EventChangeId change;
    domain::EventTemplateId saved_template;
    domain::SubscriptionId subscription;
  };

  Things make_things() {
    Things things;
    things.event = world.event("2026-12-01T15:00", 30);
    domain::RegistrationRequest party = world.request(things.event);
    party.contact.name = "Osallistuja Salainen";
    things.receipt = domain::register_participants(*world.ports, party);
    things.receipt.registration = world.now(things.receipt.registration);
    domain::RegistrationRequest came = world.request(things.event);
    came.walk_in = true;
    things.walk_in = domain::register_participants(*world.ports, came, &world.admin).registration.id;
    domain::Interpreter interpreter;
    interpreter.name = "Sara";
    interpreter.phone = domain::PhoneNumber("+358405550111");
    interpreter.languages = {{domain::LanguageTag("ar"), ""}};
    things.interpreter = domain::add_interpreter(*world.ports, world.admin, interpreter);
    domain::InterpreterBooking booking;
    booking.event = things.event.id;
    booking.language = domain::LanguageTag("ar");
    things.booking = domain::request_booking(*world.ports, world.admin, booking);
    things.booking =
        domain::offer_booking(*world.ports, world.admin, things.booking.id, things.interpreter.interpreter.id);
    things.offer_token = world.secrets->derive_token(domain::offer_purpose, things.booking.link_seed);
    domain::SeriesDraft series;
    series.details = world.details("2026-12-02T15:00");
    series.recurrence = "FREQ=WEEKLY;COUNT=1";
    series.starts = {world.zones.to_local(series.details.start_time, series.details.time_zone)};
    things.series = domain::create_series(*world.ports, world.admin, series).series.id;
    domain::Contact invited;
    invited.name = "Kutsuttu Salainen";
    things.invitation = domain::invite(*world.ports, things.event.id, {invited}, world.admin).front();
    domain::RoomDetails room;
    room.name = "Sali " + std::to_string(things.event.id.value);
    room.municipality = "Mikkeli";
    things.room = domain::create_room(*world.ports, world.admin, room, things.event.organisers.front().id).id;
    things.subscription = fixtures::follow_calendar(world, things.event);
    domain::NewMaterial material;
    material.url = "https://example.org/";
    things.material = domain::add_material(*world.ports, world.admin, things.event.id, material, 0).id;
    things.saved_template =
        domain::create_template(*world.ports, world.admin, "Malli Salainen " + std::to_string(things.event.id.value),
                                R"({"name":{"fi":"Info Salainen"}})", things.event.organisers.front().id,
                                things.event.id)
            .id;
    things.template_material =
        domain::materials_of_template(*world.ports, world.admin, things.saved_template).front().id;
    world.store->read([&](const domain::Snapshot& snapshot) {
      things.change = snapshot.event_changes().of_event(things.event.id, 1).front().id;
    });
    domain::IncomingMessage incoming;
    incoming.from = domain::PhoneNumber("+358405550123");
    incoming.text = "Viesti Salainen";
    incoming.time = world.clock.now();
    incoming.events = {things.event.id};
    world.store->write([&](domain::Transaction& tx) { things.incoming = tx.incoming_messages().insert(incoming); });
    things.handed_in = fixtures::hand_in(world);
    things.people = fixtures::mimosas_people(world, ++peopled_);
    return things;
  }

  static void replace(std::string& text, std::string_view placeholder, const std::string& value) {
    if (const auto at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), value);
  }

  static std::string id_for(std::string_view pattern, const Things& things) {
    if (pattern.find("organisations/{id}") != std::string_view::npos) {
      return std::to_string(things.people.organisation.value);
    }
    if (pattern.ends_with("events/{id}/approve") || pattern.ends_with("events/{id}/return")) {
      return std::to_string(things.handed_in.value);
    }
    if (pattern.find("api/v1/sessions/{id}") != std::string_view::npos) return things.people.session_handle;
    if (pattern.find("interpreter-bookings/{id}") != std::string_view::npos)
      return std::to_string(things.booking.id.value);
    if (pattern.find("inbox/{id}") != std::string_view::npos) return std::to_string(things.incoming.value);
    if (pattern.find("invitations/{id}") != std::string_view::npos) {
      return std::to_string(things.invitation.invitation.id.value);
    }
    if (pattern.find("interpreters/{id}") != std::string_view::npos) {
      return std::to_string(things.interpreter.interpreter.id.value);
    }
    if (pattern.find("registrations/{id}") != std::string_view::npos) {
      return std::to_string(things.receipt.registration.id.value);
    }
    if (pattern.find("templates/{id}") != std::string_view::npos) return std::to_string(things.saved_template.value);
    if (pattern.find("subscriptions/{id}") != std::string_view::npos) {
      return std::to_string(things.subscription.value);
    }
    if (pattern.find("rooms/{id}") != std::string_view::npos) return std::to_string(things.room.value);
    if (pattern.find("series/{id}") != std::string_view::npos) return std::to_string(things.series.value);
    return std::to_string(things.event.id.value);
  }

  std::string target(const service::Route& route, const Things& things) const {
    std::string path(route.pattern);
    if (path == "/api/v1/incoming-sms/kannel") return path + "?secret=of%20the%20gateway%20alone";
    if (path == "/api/v1/delivery-reports/kannel/{id}") {
      return "/api/v1/delivery-reports/kannel/1?type=8&signature=" +
             world.secrets->derive_token(domain::delivery_purpose, "1");
    }
    replace(path, "{id}", id_for(route.pattern, things));
    replace(path, "{manage_token}", things.receipt.manage_token);
    replace(path, "{secret}", things.interpreter.calendar_token);
    replace(path, "{token}",
            path.starts_with("/o/")                  ? things.offer_token
            : path.starts_with("/i/")                ? things.invitation.token
            : path.starts_with("/organiser/join/")   ? things.people.invitation_token
            : path.starts_with("/organiser/reset/")  ? things.people.reset_token
            : path.starts_with("/organiser/email/")  ? things.people.email_token
            : path.starts_with("/organiser/import/") ? things.people.import_token
                                                     : things.receipt.manage_token);
    replace(path, "{account}", std::to_string(things.people.member.value));
    replace(path, "{link}", std::to_string(things.people.invitation.value));
    replace(path, "{handle}", things.people.session_handle);
    replace(path, "{change}", std::to_string(things.change.value));
    const bool of_template = path.find("templates/") != std::string::npos;
    replace(path, "{material}", std::to_string((of_template ? things.template_material : things.material).value));
    replace(path, "{step}", "confirm");
    replace(path, "{lang}", "fi");
    replace(path, "{format}", "csv");
    replace(path, "/assets/{name}", ui::asset_url("organiser.css"));
    return path;
  }

  Answer ask(const service::Route& route, const Expectation& stated, const Who& who, const Things& things) {
    Browser browser = who.role ? world.sign_in(*who.role, who.organisation) : world.nobody();
    std::string body = stated.body;
    replace(body, "{walk_in}", std::to_string(things.walk_in.value));
    replace(body, "{registration}", std::to_string(things.receipt.registration.id.value));
    replace(body, "{person}", std::to_string(things.receipt.registration.persons.front().id.value));
    replace(body, "{own_organisation}", std::to_string(things.people.organisation.value));
    replace(body, "{interpreter}", std::to_string(things.interpreter.interpreter.id.value));
    // Each from an address of their own: how often one may ask is not what is asked here.
    fixtures::Headers headers{{"X-Forwarded-For", "2001:db8:" + std::to_string(++asked_) + "::1"}};
    if (!route.api) headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    return browser.send(std::string(service::to_word(route.method)), target(route, things), body, headers);
  }

  ConsoleWorld world;
  int peopled_ = 0;
  int asked_ = 0;
};

TEST_F(AccessMatrix, every_route_states_who_may_and_nothing_is_stated_of_routes_that_are_gone) {
  std::vector<std::string> names;
  for (const service::Route& route : service::routes()) {
    names.push_back(name_of(route));
    EXPECT_TRUE(expectations().contains(names.back())) << "say who may call " << names.back();
  }
  for (const auto& [name, stated] : expectations()) {
    EXPECT_TRUE(std::ranges::find(names, name) != names.end()) << "there is no route " << name;
  }
}

TEST_F(AccessMatrix, every_route_lets_through_whom_it_should_and_nobody_else) {
  for (const service::Route& route : service::routes()) {
    const auto stated = expectations().find(name_of(route));
    if (stated == expectations().end()) continue;
    // What is only read, or refused, stays as it is for the next who asks.
    std::optional<Things> things;
    for (const Who& who : everybody) {
      if (!things) things = make_things();
      const Answer answer = ask(route, stated->second, who, *things);
      if (route.method != service::Method::get && outcome_of(answer, route.api) == Outcome::allowed) things.reset();
      EXPECT_LT(answer.status, 500) << who.name << ": " << name_of(route) << "\n" << answer.text;
      EXPECT_EQ(static_cast<int>(outcome_of(answer, route.api)), static_cast<int>(expected(route, stated->second, who)))
          << who.name << ": " << name_of(route) << " answered " << answer.status << "\n"
          << answer.text.substr(0, 500);
      // Whoever holds a link sees what it is about.
      if (who.role == Role::admin || !is_foreign(who) || route.access == service::Access::link) continue;
      for (const std::string_view word : {"Salainen", "salainen"}) {
        EXPECT_EQ(answer.text.find(word), std::string::npos)
            << who.name << ": " << name_of(route) << " tells of another organisation:\n"
            << answer.text.substr(answer.text.find(word) < 200 ? 0 : answer.text.find(word) - 200, 400);
      }
    }
  }
}

TEST_F(AccessMatrix, a_draft_is_known_to_its_own_staff_alone) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const std::string id = std::to_string(world.event(details).id.value);
  for (const Who& who : everybody) {
    Browser browser = who.role ? world.sign_in(*who.role, who.organisation) : world.nobody();
    const bool own = who.role && std::string_view(who.organisation) == "Mimosa";
    for (const std::string path : {"/api/v1/events/", "/organiser/events/"}) {
      const Answer answer = browser.get(path + id);
      const int hidden = path.starts_with("/organiser") && !who.role ? 303 : 404;
      EXPECT_EQ(answer.status, own ? 200 : hidden) << who.name << ": " << path << " " << answer.text.substr(0, 300);
    }
  }
}

TEST_F(AccessMatrix, a_form_without_its_token_changes_nothing_whoever_sends_it) {
  for (const service::Route& route : service::routes()) {
    if (route.method != service::Method::post || !needed_role(route.access) || route.api) continue;
    const Things things = make_things();
    const Browser admin = world.sign_in(Role::admin);
    const Answer answer = world.call(
        "POST", target(route, things), "x=1",
        {{"Cookie", "kutsu_session=" + admin.token()}, {"Content-Type", "application/x-www-form-urlencoded"}});
    EXPECT_EQ(answer.status, 403) << name_of(route);
  }
}

}  // namespace
