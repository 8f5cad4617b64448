#include <algorithm>
#include <map>

#include "domain/attendance.hpp"
#include "ui/organiser_event.hpp"

// How full an event is, and what staff may do about it.
namespace ui {
namespace {

using domain::Permission;
using domain::RegistrationStatus;

std::string of_capacity(const Reader& reader, int taken, const std::optional<int>& capacity) {
  return capacity ? reader.number(taken) + " / " + reader.number(*capacity) : reader.number(taken);
}

void add_counts(Values& body, const Reader& reader, const domain::Event& event) {
  const auto add = [&](const char* label, const std::string& number) {
    Values count = body.add("COUNT");
    count.set("COUNT_LABEL", reader.text(label));
    count.set("NUMBER", number);
  };
  add("organiser.event.registered", of_capacity(reader, event.confirmed_persons, event.maximum_attendee_capacity));
  if (const auto left = event.remaining_attendee_capacity()) add("organiser.event.left", reader.number(*left));
  add("organiser.event.waiting", of_capacity(reader, event.waitlisted_persons, event.waiting_list_capacity));
  if (!event.childcare_capacity) return;
  add("organiser.event.childcare", of_capacity(reader, event.confirmed_children, event.childcare_capacity));
  add("organiser.event.childcare_left", reader.number(*event.remaining_childcare_capacity()));
}

// Capacity was lowered below who has a place already; they keep it.
void add_excess(Values& body, const Reader& reader, const domain::Event& event) {
  const auto add = [&](const char* key, int taken, const std::optional<int>& capacity) {
    if (!capacity || taken <= *capacity) return;
    body.add("OVER").set("OVER_TEXT", reader.text(key, {{"count", std::int64_t{taken - *capacity}}}));
  };
  add("organiser.event.over", event.confirmed_persons, event.maximum_attendee_capacity);
  add("organiser.event.childcare_over", event.confirmed_children, event.childcare_capacity);
}

void add_languages(Values& body, const Reader& reader, const EventOverview& overview) {
  body.show_if(!overview.contact_languages.empty(), "SPOKEN");
  for (const auto& [language, persons] : overview.contact_languages) {
    Values one = body.add("CONTACT_LANGUAGE");
    one.set("LANGUAGE", reader.language_name(language));
    one.set("PERSONS", reader.number(persons.placed));
    one.set_if("AND_WAITING", and_waiting(reader, persons.waiting));
  }
}

// Of those who have places.
void add_children(Values& body, const Reader& reader, const EventOverview& overview) {
  std::map<int, int> children;
  for (const domain::Registration& registration : overview.registrations) {
    if (!registration.holds_places()) continue;
    for (const domain::Person& person : registration.persons) {
      if (person.child_age) ++children[*person.child_age];
    }
  }
  if (children.empty()) return;
  Values section = body.add("CHILDREN");
  for (const auto& [age, count] : children) {
    section.add("AGE").set("AGE_TEXT", reader.text("organiser.event.children_of_age",
                                                   {{"age", std::int64_t{age}}, {"count", std::int64_t{count}}}));
  }
}

void add_just_registered(Values& body, const Reader& reader, const EventOverview& overview) {
  const auto made = std::ranges::find(
      overview.registrations, overview.just_registered.value_or(domain::RegistrationId{}), &domain::Registration::id);
  if (made == overview.registrations.end() || made->status == RegistrationStatus::cancelled) return;
  const auto position = std::count_if(overview.registrations.begin(), made + 1, [](const auto& registration) {
    return registration.status == RegistrationStatus::waitlisted;
  });
  const bool waits = made->status == RegistrationStatus::waitlisted;
  Values told = body.add("JUST_REGISTERED");
  told.set("REGISTRATION_ID", made->id.value);
  told.set("JUST_TEXT", reader.text(waits ? "organiser.just.waitlisted" : "organiser.just.registered",
                                    {{"name", made->contact.name},
                                     {"count", std::int64_t{made->size()}},
                                     {"position", static_cast<std::int64_t>(position)}}));
}

}  // namespace

void add_situation(Page& page, const Console& console, const EventOverview& overview) {
  Values& body = page.body();
  const Reader& reader = page.reader();
  const domain::Event& event = overview.event;
  add_counts(body, reader, event);
  add_excess(body, reader, event);
  add_languages(body, reader, overview);
  add_children(body, reader, overview);
  add_just_registered(body, reader, overview);
  const bool over =
      event.status == domain::EventStatus::cancelled || event.end_time <= overview.now || domain::is_held(event);
  if (!domain::may(console.principal, Permission::register_by_staff, &event) || over) return;
  Values staff = body.add("REGISTER");
  staff.set("ID", event.id.value);
}

}  // namespace ui
