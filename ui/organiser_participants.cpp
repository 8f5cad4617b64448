#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "domain/attendance.hpp"
#include "ui/event_view.hpp"
#include "ui/organiser_event.hpp"
#include "ui/phone_words.hpp"
#include "ui/question_form.hpp"

namespace ui {
namespace {

using domain::Permission;
using domain::PresenceStatus;
using domain::Registration;
using domain::RegistrationStatus;

// As long as domain::undo_registration takes it back.
constexpr std::chrono::minutes time_to_undo{15};

struct Seeing {
  bool contacts = false;
  bool presence = false;
  bool staff = false;  // may register, move and cancel for others
  bool held = false;   // and nothing of it is changed any more
  std::set<domain::RegistrationId> twice{};
};

void add_person(Values& party, const Reader& reader, const Registration& registration, const domain::Person& person,
                std::size_t index, const Seeing& seeing) {
  Values values = party.add("PERSON");
  values.set("PERSON_ID", person.id.value);
  const bool is_contact = index == 0 && !registration.contact.name.empty();
  values.set("PERSON_NAME",
             !person.name.empty() ? person.name
             : is_contact         ? registration.contact.name
                          : reader.text("organiser.person.number", {{"number", static_cast<std::int64_t>(index + 1)}}));
  if (person.interpreter_language) {
    values.set_if("INTERPRETER_LANGUAGE",
                  reader.text("organiser.person.interpreter",
                              {{"language", reader.language_name(*person.interpreter_language)}}));
  }
  if (person.child_age) {
    values.set_if("CHILD", reader.text("organiser.person.child", {{"age", std::int64_t{*person.child_age}}}));
  }
  values.set_if("ACCESSIBILITY", person.accessibility);
  const bool has_place = registration.verified && registration.status == RegistrationStatus::confirmed;
  // Who was let in all the same is marked at the door.
  values.show_if(!has_place && seeing.presence && person.presence == PresenceStatus::present, "LET_IN");
  if (!seeing.presence || !has_place) return;
  Values door = values.add("PRESENCE");
  door.show_if(seeing.held, "HELD");
  door.set("REGISTRATION_ID", registration.id.value);
  door.set("PERSON_ID", person.id.value);
  door.set("PRESENT", person.presence == PresenceStatus::present ? "true" : "false");
  door.set("NOT_PRESENT", person.presence == PresenceStatus::not_present ? "true" : "false");
}

void add_party_answers(Values& party, const Reader& reader, const domain::Event& event,
                       const Registration& registration) {
  if (registration.answers.empty()) return;
  Values list = party.add("ANSWERS");
  for (const domain::Question& question : event.questions) {
    const auto answer = registration.answers.find(question.key);
    if (answer == registration.answers.end()) continue;
    Values one = list.add("ANSWER");
    set_text(one, reader, question.label, "QUESTION");
    one.set("ANSWER_TEXT", answer_words(reader, question, answer->second));
  }
}

// What is still awaited of the party, or how it ended.
void add_state(Values& party, const Reader& reader, const EventOverview& overview, const Registration& registration) {
  const auto until = [&](const char* key) {
    return reader.text(
        key, {{"until", registration.expires_time
                            ? reader.date_and_time(*registration.expires_time, overview.event.time_zone, overview.now)
                            : std::string()}});
  };
  if (!registration.verified && registration.status != RegistrationStatus::cancelled) {
    party.set_if("OWES_CODE", until("organiser.party.owes_code"));
  } else if (registration.status == RegistrationStatus::offered) {
    party.set_if("OFFER_UNTIL", until("organiser.party.offer_until"));
  }
  if (registration.end_reason != domain::EndReason::none) {
    party.set_if("END_REASON",
                 reader.text("organiser.end_reason." + std::string(domain::to_word(registration.end_reason))));
  }
  party.show_if(registration.made_by_staff && !registration.walk_in, "BY_STAFF");
  party.show_if(registration.walk_in, "WALK_IN");
  party.show_if(registration.invitation.has_value(), "INVITED");
}

void add_move_form(Values& actions, const Reader& reader, const EventOverview& overview,
                   const Registration& registration) {
  Values move = actions.add("MOVE");
  move.set("REGISTRATION_ID", registration.id.value);
  Field reason{.name = "reason[" + std::to_string(registration.id.value) + "]",
               .label = reader.text("organiser.field.move_reason"),
               .required = true,
               .autocomplete = "off",
               .maxlength = "500"};
  add_field(move, reader, overview.moving, reason);
  const auto button = [&](const char* to, const char* key) {
    Values one = move.add("TO");
    one.set("TO_WORD", to);
    one.set("TO_TEXT", reader.text(key));
    one.set("TO_NAME", registration.contact.name);
  };
  if (registration.status != RegistrationStatus::confirmed) button("confirmed", "organiser.party.give_place");
  if (registration.status != RegistrationStatus::waitlisted) button("waitlisted", "organiser.party.to_waiting_list");
}

void add_actions(Values& party, const Reader& reader, const EventOverview& overview, const Registration& registration) {
  if (registration.status == RegistrationStatus::cancelled || domain::is_held(overview.event)) return;
  Values actions = party.add("ACTIONS");
  actions.set("REGISTRATION_ID", registration.id.value);
  actions.set("CONTACT_NAME", registration.contact.name);
  const std::string reason = "reason[" + std::to_string(registration.id.value) + "]";
  actions.show_if(overview.moving.has(reason), "OPEN");
  const bool over = overview.event.end_time <= overview.now;
  if (!over && overview.event.status != domain::EventStatus::cancelled) {
    actions.show("EDIT");
    add_move_form(actions, reader, overview, registration);
  }
  actions.show_if(registration.made_by_staff && registration.created_time + time_to_undo >= overview.now, "UNDO");
}

void add_party(Values& list, const Reader& reader, const EventOverview& overview, const Registration& registration,
               const Seeing& seeing) {
  Values party = list.include("PARTY", "organiser/participant.html");
  party.set("REGISTRATION_ID", registration.id.value);
  party.set("CONTACT_NAME", registration.contact.name);
  party.set("CONTACT_LANGUAGE", reader.language_name(registration.contact.language));
  party.set("PERSONS", reader.text("organiser.party.persons",
                                   {{"count", static_cast<std::int64_t>(registration.persons.size())}}));
  add_state(party, reader, overview, registration);
  party.show_if(seeing.twice.contains(registration.id), "TWICE");
  if (seeing.contacts) {
    party.set("PHONE_NUMBER", registration.contact.phone ? registration.contact.phone->e164() : "");
    party.set_if("PHONE", phone_words(registration.contact.phone));
    party.set_if("EMAIL", registration.contact.email ? registration.contact.email->str() : "");
  }
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    add_person(party, reader, registration, registration.persons[i], i, seeing);
  }
  add_party_answers(party, reader, overview.event, registration);
  if (seeing.staff) add_actions(party, reader, overview, registration);
}

// Parties of the same name and the same phone or email: somebody may have registered twice.
std::set<domain::RegistrationId> registered_twice(const std::vector<Registration>& registrations) {
  std::map<std::tuple<std::string, std::string>, domain::RegistrationId> known;
  std::set<domain::RegistrationId> twice;
  for (const Registration& registration : registrations) {
    const domain::Contact& contact = registration.contact;
    const std::string reached = contact.phone ? contact.phone->e164() : contact.email ? contact.email->str() : "";
    if (registration.status == RegistrationStatus::cancelled || reached.empty()) continue;
    const auto [first, is_new] = known.emplace(std::tuple(contact.name, reached), registration.id);
    if (!is_new) twice.insert({first->second, registration.id});
  }
  return twice;
}

// Those who wait are in their order.
void add_list(Values& section, const Reader& reader, const EventOverview& overview, RegistrationStatus status,
              const Seeing& seeing) {
  const auto any = std::ranges::find(overview.registrations, status, &Registration::status);
  if (any == overview.registrations.end()) return;
  Values list = section.add("LIST");
  const std::string word(domain::to_word(status));
  list.set("LIST_ID", word);
  list.set("LIST_TITLE", reader.text("organiser.registrations." + word));
  Values parties = list.add(status == RegistrationStatus::waitlisted ? "QUEUE" : "PARTIES");
  for (const Registration& registration : overview.registrations) {
    if (registration.status == status) add_party(parties, reader, overview, registration, seeing);
  }
}

}  // namespace

void add_participants(Page& page, const Console& console, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  const bool day_has_come = local_date(overview.now, event.time_zone) >= local_date(event.start_time, event.time_zone);
  const Seeing seeing{domain::may(console.principal, Permission::see_contacts, &event),
                      day_has_come && domain::may(console.principal, Permission::mark_presence, &event),
                      domain::may(console.principal, Permission::register_by_staff, &event), domain::is_held(event),
                      registered_twice(overview.registrations)};
  const Reader& reader = page.reader();
  Values section = page.body().include("PARTICIPANTS", "organiser/participants.html");
  add_list(section, reader, overview, RegistrationStatus::confirmed, seeing);
  add_list(section, reader, overview, RegistrationStatus::offered, seeing);
  add_list(section, reader, overview, RegistrationStatus::waitlisted, seeing);
  if (seeing.staff) add_list(section, reader, overview, RegistrationStatus::cancelled, seeing);
}

}  // namespace ui
