#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "domain/book_interpreter.hpp"
#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "service/routes.hpp"
#include "tests/service/console_world.hpp"
#include "ui/assets.hpp"

// Every route there is, asked by everybody there is. What a route expects is stated once, here; a route that is not
// stated fails the test.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;

// Whom a route lets through, beside what Route::access says.
enum class Reach {
  password,      // nobody without the right one, which is not among what is sent
  anyone,        // or whoever holds the link
  role,          // the role alone decides
  own_event,     // the role, in the organisation of the event
  public_event,  // an event that everybody may see, for whoever has the role
};

struct Expectation {
  Reach reach;
  std::string body;  // of POST and PATCH: good enough to come as far as the decision
};

const std::string empty_form = "x=1";
const std::string new_interpreter = R"({"name":"Sara","phone":"+358405550111","message_language":"fi",)"
                                    R"("languages":[{"language":"ar"}]})";
const std::string registration =
    R"({"contact":{"name":"Amira","phone":"+358405550112","language":"ar"},"persons":[{}]})";

// By "METHOD pattern".
const std::map<std::string, Expectation>& expectations() {
  static const std::map<std::string, Expectation> all{
      {"GET /api/v1/events", {Reach::anyone, ""}},
      {"POST /api/v1/events", {Reach::role, fixtures::event_body()}},
      {"GET /api/v1/events/{id}", {Reach::anyone, ""}},
      {"PATCH /api/v1/events/{id}", {Reach::own_event, R"({"maximum_attendee_capacity":30})"}},
      {"POST /api/v1/events/{id}/publish", {Reach::own_event, R"({"publication_status":"public"})"}},
      {"POST /api/v1/events/{id}/cancel", {Reach::own_event, R"({"reason":{"fi":"Sairaus"}})"}},
      {"POST /api/v1/series", {Reach::role, fixtures::event_body({{"recurrence", R"("FREQ=WEEKLY;COUNT=2")"}})}},
      {"GET /api/v1/series/{id}", {Reach::anyone, ""}},
      {"GET /api/v1/events/{id}/registrations", {Reach::own_event, ""}},
      {"POST /api/v1/events/{id}/registrations", {Reach::anyone, registration}},
      {"GET /api/v1/registrations/{manage_token}", {Reach::anyone, ""}},
      {"PATCH /api/v1/registrations/{manage_token}", {Reach::anyone, R"({"reminders_wanted":false})"}},
      {"DELETE /api/v1/registrations/{manage_token}", {Reach::anyone, ""}},
      {"POST /api/v1/registrations/{id}/presence",
       {Reach::own_event, R"({"person":{person},"presence_status":"present"})"}},
      {"GET /api/v1/interpreters", {Reach::role, ""}},
      {"POST /api/v1/interpreters", {Reach::role, new_interpreter}},
      {"POST /api/v1/interpreters/{id}/renew-calendar", {Reach::role, ""}},
      {"GET /api/v1/events/{id}/interpreter-bookings", {Reach::own_event, ""}},
      {"POST /api/v1/events/{id}/interpreter-bookings", {Reach::own_event, R"({"language":"ar","mode":"on_site"})"}},
      {"POST /api/v1/interpreter-bookings/{id}/offer", {Reach::own_event, R"({"interpreter":{interpreter}})"}},
      {"POST /api/v1/interpreter-bookings/{id}/confirm", {Reach::own_event, ""}},
      {"POST /api/v1/interpreter-bookings/{id}/decline", {Reach::own_event, ""}},
      {"POST /api/v1/interpreter-bookings/{id}/cancel", {Reach::own_event, ""}},
      {"POST /api/v1/interpreter-bookings/{id}/deliver", {Reach::own_event, ""}},
      {"GET /api/v1/openapi.json", {Reach::anyone, ""}},
      {"POST /api/v1/session", {Reach::password, R"({"username":"aino","password":"arvaus"})"}},
      {"DELETE /api/v1/session", {Reach::anyone, ""}},
      {"GET /organiser/sign-in", {Reach::anyone, ""}},
      {"POST /organiser/sign-in", {Reach::password, empty_form}},
      {"POST /organiser/sign-out", {Reach::role, empty_form}},
      {"GET /organiser", {Reach::role, ""}},
      {"GET /organiser/", {Reach::role, ""}},
      {"GET /organiser/month", {Reach::role, ""}},
      {"GET /organiser/events/new", {Reach::role, ""}},
      {"POST /organiser/events", {Reach::role, empty_form}},
      {"GET /organiser/events/{id}", {Reach::public_event, ""}},
      {"GET /organiser/events/{id}/edit", {Reach::own_event, ""}},
      {"POST /organiser/events/{id}/edit", {Reach::own_event, empty_form}},
      {"POST /organiser/events/{id}/publish", {Reach::own_event, "publication_status=unlisted"}},
      {"GET /organiser/events/{id}/cancel", {Reach::own_event, ""}},
      {"POST /organiser/events/{id}/cancel", {Reach::own_event, "reason.fi=Sairaus"}},
      {"GET /organiser/events/{id}/registrations/new", {Reach::own_event, ""}},
      {"POST /organiser/events/{id}/registrations", {Reach::own_event, empty_form}},
      {"GET /organiser/events/{id}/registrations/group", {Reach::own_event, ""}},
      {"POST /organiser/events/{id}/registrations/group", {Reach::own_event, empty_form}},
      {"POST /organiser/registrations/{id}/cancel", {Reach::own_event, empty_form}},
      {"POST /organiser/registrations/{id}/undo", {Reach::own_event, empty_form}},
      {"POST /organiser/registrations/{id}/move", {Reach::own_event, "to=waitlisted&reason%5B{registration}%5D=Syy"}},
      {"GET /organiser/registrations/{id}/edit", {Reach::own_event, ""}},
      {"POST /organiser/registrations/{id}/edit", {Reach::own_event, empty_form}},
      {"GET /organiser/events/{id}/invitations", {Reach::own_event, ""}},
      {"POST /organiser/events/{id}/invitations", {Reach::own_event, empty_form}},
      {"POST /organiser/invitations/{id}/revoke", {Reach::own_event, empty_form}},
      {"POST /organiser/registrations/{id}/presence", {Reach::own_event, "person={person}&presence_status=present"}},
      {"GET /organiser/door", {Reach::role, ""}},
      {"GET /organiser/door/{id}", {Reach::own_event, ""}},
      {"POST /organiser/door/{id}/presence",
       {Reach::own_event, "registration={registration}&person={person}&presence_status=present"}},
      {"POST /organiser/door/{id}/walk-ins", {Reach::own_event, "persons=2"}},
      {"POST /organiser/door/{id}/undo", {Reach::own_event, "registration={walk_in}"}},
      {"POST /organiser/door/{id}/scan", {Reach::own_event, "token=x"}},
      {"POST /organiser/events/{id}/interpreter-bookings", {Reach::own_event, empty_form}},
      {"POST /organiser/interpreter-bookings/{id}/offer", {Reach::own_event, "interpreter={interpreter}"}},
      {"POST /organiser/interpreter-bookings/{id}/confirm", {Reach::own_event, empty_form}},
      {"POST /organiser/interpreter-bookings/{id}/decline", {Reach::own_event, empty_form}},
      {"POST /organiser/interpreter-bookings/{id}/cancel", {Reach::own_event, empty_form}},
      {"POST /organiser/interpreter-bookings/{id}/deliver", {Reach::own_event, empty_form}},
      {"GET /organiser/inbox", {Reach::role, ""}},
      {"POST /organiser/inbox/{id}/handled", {Reach::own_event, empty_form}},
      {"GET /organiser/interpreters", {Reach::role, ""}},
      {"POST /organiser/interpreters", {Reach::role, empty_form}},
      {"POST /organiser/interpreters/{id}/calendar", {Reach::role, empty_form}},
      {"GET /organiser/audit", {Reach::role, ""}},
      {"GET /organiser/data-requests", {Reach::role, ""}},
      {"POST /organiser/data-requests", {Reach::role, "action=search&phone=0405550101"}},
      {"GET /calendar.ics", {Reach::anyone, ""}},
      {"GET /calendar/{secret}.ics", {Reach::anyone, ""}},
      {"GET /events/{id}.ics", {Reach::anyone, ""}},
      {"GET /assets/{name}", {Reach::anyone, ""}},
      {"GET /", {Reach::anyone, ""}},
      {"GET /{lang}", {Reach::anyone, ""}},
      {"GET /{lang}/", {Reach::anyone, ""}},
      {"GET /events/{id}", {Reach::anyone, ""}},
      {"GET /{lang}/events/{id}", {Reach::anyone, ""}},
      {"GET /{lang}/events/{id}/register", {Reach::anyone, ""}},
      {"POST /{lang}/events/{id}/register", {Reach::anyone, empty_form}},
      {"GET /{lang}/accessibility", {Reach::anyone, ""}},
      {"GET /{lang}/privacy", {Reach::anyone, ""}},
      {"GET /m/{token}", {Reach::anyone, ""}},
      {"GET /m/{token}/change", {Reach::anyone, ""}},
      {"POST /m/{token}/change", {Reach::anyone, empty_form}},
      {"GET /m/{token}/cancel", {Reach::anyone, ""}},
      {"POST /m/{token}/cancel", {Reach::anyone, empty_form}},
      {"GET /m/{token}/reminders", {Reach::anyone, ""}},
      {"POST /m/{token}/reminders", {Reach::anyone, empty_form}},
      {"POST /m/{token}/offer", {Reach::anyone, "answer=accept"}},
      {"POST /m/{token}/code", {Reach::anyone, "code=000000"}},
      {"POST /m/{token}/code/again", {Reach::anyone, empty_form}},
      {"POST /m/{token}/renew", {Reach::anyone, empty_form}},
      {"GET /m/{token}/qr.svg", {Reach::anyone, ""}},
      {"GET /m/{token}/data", {Reach::anyone, ""}},
      {"POST /m/{token}/data", {Reach::anyone, empty_form}},
      {"POST /m/{token}/data.json", {Reach::anyone, empty_form}},
      {"POST /m/{token}/erase", {Reach::anyone, empty_form}},
      {"GET /{lang}/links", {Reach::anyone, ""}},
      {"POST /{lang}/links", {Reach::anyone, empty_form}},
      {"GET /i/{token}", {Reach::anyone, ""}},
      {"POST /i/{token}", {Reach::anyone, empty_form}},
      {"GET /o/{token}", {Reach::anyone, ""}},
      {"POST /o/{token}", {Reach::anyone, empty_form}},
      {"GET /api/v1/delivery-reports/kannel/{id}", {Reach::anyone, ""}},
      {"POST /api/v1/incoming-sms/kannel", {Reach::anyone, "1"}},
      {"GET /healthz", {Reach::anyone, ""}},
      {"GET /readyz", {Reach::anyone, ""}},
      {"GET /metrics", {Reach::anyone, ""}},
  };
  return all;
}

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
                             {"organiser of another organisation", Role::organiser, "Mikseri"},
                             {"organiser", Role::organiser, "Mimosa"},
                             {"admin", Role::admin, "Mimosa"}};

enum class Outcome { allowed, sign_in, denied };

std::optional<Role> needed_role(service::Access access) {
  using service::Access;
  if (access == Access::viewer) return Role::viewer;
  if (access == Access::door) return Role::door;
  if (access == Access::organiser) return Role::organiser;
  if (access == Access::admin) return Role::admin;
  return {};
}

Outcome expected(const service::Route& route, const Expectation& stated, const Who& who) {
  if (stated.reach == Reach::password) return Outcome::sign_in;
  const auto needed = needed_role(route.access);
  if (!needed) return Outcome::allowed;
  if (!who.role) return Outcome::sign_in;
  if (*who.role == Role::admin) return Outcome::allowed;
  if (static_cast<int>(*who.role) > static_cast<int>(*needed)) return Outcome::denied;
  const bool foreign = std::string_view(who.organisation) != "Mimosa";
  return stated.reach == Reach::own_event && foreign ? Outcome::denied : Outcome::allowed;
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
  AccessMatrix() { world.settings.sms.incoming_secret = "of the gateway alone"; }
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
  };

  Things make_things() {
    Things things;
    things.event = world.event("2026-12-01T15:00", 30);
    things.receipt = world.register_party(things.event);
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
    invited.name = "Hodan";
    things.invitation = domain::invite(*world.ports, things.event.id, {invited}, world.admin).front();
    domain::IncomingMessage incoming;
    incoming.from = domain::PhoneNumber("+358405550123");
    incoming.text = "Tulen myöhässä";
    incoming.time = world.clock.now();
    incoming.events = {things.event.id};
    world.store->write([&](domain::Transaction& tx) { things.incoming = tx.incoming_messages().insert(incoming); });
    return things;
  }

  static void replace(std::string& text, std::string_view placeholder, const std::string& value) {
    if (const auto at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), value);
  }

  static std::string id_for(std::string_view pattern, const Things& things) {
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
    replace(path, "{token}", path.starts_with("/o/") ? things.offer_token : things.receipt.manage_token);
    replace(path, "{lang}", "fi");
    replace(path, "/assets/{name}", ui::asset_url("organiser.css"));
    return path;
  }

  Answer ask(const service::Route& route, const Expectation& stated, const Who& who, const Things& things) {
    Browser browser = who.role ? world.sign_in(*who.role, who.organisation) : world.nobody();
    std::string body = stated.body;
    replace(body, "{walk_in}", std::to_string(things.walk_in.value));
    replace(body, "{registration}", std::to_string(things.receipt.registration.id.value));
    replace(body, "{person}", std::to_string(things.receipt.registration.persons.front().id.value));
    replace(body, "{interpreter}", std::to_string(things.interpreter.interpreter.id.value));
    fixtures::Headers headers;
    if (!route.api) headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    return browser.send(std::string(service::to_word(route.method)), target(route, things), body, headers);
  }

  ConsoleWorld world;
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
    for (const Who& who : everybody) {
      const Answer answer = ask(route, stated->second, who, make_things());
      EXPECT_LT(answer.status, 500) << who.name << ": " << name_of(route) << "\n" << answer.text;
      EXPECT_EQ(static_cast<int>(outcome_of(answer, route.api)), static_cast<int>(expected(route, stated->second, who)))
          << who.name << ": " << name_of(route) << " answered " << answer.status << "\n"
          << answer.text.substr(0, 500);
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
