#include "domain/event_fields.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "domain/error.hpp"
#include "domain/field_texts.hpp"
#include "domain/localised_text.hpp"

namespace domain {
namespace {

[[noreturn]] void refuse() {
  throw Error(ErrorKind::conflict, "nothing_to_undo", "this change has no way back");
}

struct Field {
  std::string_view name;
  std::string (*get)(const Event&);
  void (*set)(Event&, std::string_view);
};

template <auto Member>
constexpr Field field(std::string_view name) {
  return {name, [](const Event& event) { return text_of(event.*Member); },
          [](Event& event, std::string_view text) { take(text, event.*Member); }};
}

// In the order in which the form has them.
constexpr std::array fields{
    field<&EventDetails::kind>("kind"),
    field<&EventDetails::original_language>("original_language"),
    field<&EventDetails::start_time>("start_time"),
    field<&EventDetails::end_time>("end_time"),
    field<&EventDetails::time_zone>("time_zone"),
    field<&EventDetails::location>("location"),
    field<&EventDetails::keywords>("keywords"),
    field<&EventDetails::in_language>("in_language"),
    field<&EventDetails::interpreted_languages>("interpreted_languages"),
    field<&EventDetails::organisers>("organisers"),
    field<&EventDetails::maximum_attendee_capacity>("maximum_attendee_capacity"),
    field<&EventDetails::waiting_list_capacity>("waiting_list_capacity"),
    field<&EventDetails::childcare_capacity>("childcare_capacity"),
    field<&EventDetails::waiting_list_offer>("waiting_list_offer_minutes"),
    field<&EventDetails::invited_only>("invited_only"),
    field<&EventDetails::phone_code_required>("phone_code_required"),
    field<&EventDetails::maximum_parties_per_contact>("maximum_parties_per_contact"),
    field<&EventDetails::asks>("asks"),
    field<&EventDetails::questions>("questions"),
    field<&EventDetails::enrolment_start_time>("enrolment_start_time"),
    field<&EventDetails::enrolment_end_time>("enrolment_end_time"),
    field<&EventDetails::external_registration_url>("external_registration_url"),
    field<&EventDetails::reminders>("reminders"),
    field<&EventDetails::publication_status>("publication_status"),
    field<&Event::status>("event_status"),
    field<&Event::attendance_closed_time>("attendance_closed_time"),
};

struct TextField {
  std::string_view name;
  LocalisedText Event::*member;
};

constexpr std::array text_fields{
    TextField{"name", &Event::name},
    TextField{"short_description", &Event::short_description},
    TextField{"neutral_name", &Event::neutral_name},
    TextField{"cancellation_reason", &Event::cancellation_reason},
};

void add_text_changes(std::vector<FieldChange>& changes, const TextField& field, const Event& before,
                      const Event& after) {
  std::set<LanguageTag> languages;
  for (const Event* event : {&before, &after}) {
    for (const auto& [language, text] : event->*field.member) languages.insert(language);
  }
  for (const LanguageTag& language : languages) {
    std::string was = text_in(before.*field.member, language);
    std::string is = text_in(after.*field.member, language);
    if (was == is) continue;
    changes.push_back({std::string(field.name), language.str(), std::move(was), std::move(is)});
  }
}

constexpr std::string_view machine_made = "machine_made";

// Of one language, by field.
std::string marks_in(const Event& event, const LanguageTag& language) {
  std::vector<std::string> marked;
  for (const TextKey& key : event.machine_made) {
    if (key.language == language) marked.push_back(key.field);
  }
  return pack(marked);
}

void set_marks(Event& event, const LanguageTag& language, std::string_view packed) {
  std::erase_if(event.machine_made, [&](const TextKey& key) { return key.language == language; });
  for (std::string& field : unpack(packed)) event.machine_made.insert({std::move(field), language});
}

void add_mark_changes(std::vector<FieldChange>& changes, const Event& before, const Event& after) {
  std::set<LanguageTag> languages;
  for (const Event* event : {&before, &after}) {
    for (const TextKey& key : event->machine_made) languages.insert(key.language);
  }
  for (const LanguageTag& language : languages) {
    std::string was = marks_in(before, language);
    std::string is = marks_in(after, language);
    if (was != is) changes.push_back({std::string(machine_made), language.str(), std::move(was), std::move(is)});
  }
}

// Whether it takes place is changed by cancelling and restoring; that it was moved follows from its time.
bool is_followed(const Field& field, const Event& before, const Event& after) {
  return field.name != "event_status" ||
         (before.status == EventStatus::cancelled) != (after.status == EventStatus::cancelled);
}

Event with(Event event, const EventChange& change, std::string FieldChange::*value) {
  for (const FieldChange& field : change.fields) {
    try {
      set_field(event, field.field, field.language, field.*value);
    } catch (const Error&) {
      // Of a field that is gone since, or has other words: left as it is.
    }
  }
  return event;
}

}  // namespace

std::vector<FieldChange> field_changes(const Event& before, const Event& after) {
  std::vector<FieldChange> changes;
  for (const TextField& text : text_fields) add_text_changes(changes, text, before, after);
  add_mark_changes(changes, before, after);
  for (const Field& one : fields) {
    std::string was = one.get(before);
    std::string is = one.get(after);
    if (was == is || !is_followed(one, before, after)) continue;
    changes.push_back({std::string(one.name), {}, std::move(was), std::move(is)});
  }
  return changes;
}

std::string field_value(const Event& event, std::string_view name, std::string_view language) {
  const auto text = std::ranges::find(text_fields, name, &TextField::name);
  if (text != text_fields.end()) return text_in(event.*text->member, LanguageTag(language));
  if (name == machine_made) return marks_in(event, LanguageTag(language));
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? std::string() : found->get(event);
}

void set_field(Event& event, std::string_view name, std::string_view language, std::string_view value) {
  const auto text = std::ranges::find(text_fields, name, &TextField::name);
  if (text != text_fields.end()) {
    return put_text(event.*text->member, LanguageTag(language), std::string(value));
  }
  if (name == machine_made) return set_marks(event, LanguageTag(language), value);
  const auto found = std::ranges::find(fields, name, &Field::name);
  if (found == fields.end()) refuse();
  found->set(event, value);
}

Event as_before(Event event, const EventChange& change) {
  return with(std::move(event), change, &FieldChange::before);
}

Event as_after(Event event, const EventChange& change) {
  return with(std::move(event), change, &FieldChange::after);
}

}  // namespace domain
