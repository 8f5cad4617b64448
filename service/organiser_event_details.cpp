#include <algorithm>
#include <charconv>

#include "domain/message.hpp"
#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser_event_form.hpp"
#include "service/organiser_event_texts.hpp"
#include "service/text_lengths.hpp"
#include "service/themes.hpp"

// From what was typed to what is stored.
namespace service {
namespace {

using namespace std::chrono_literals;
using domain::Violations;
constexpr std::size_t longest_address = 2000;

// What a pair of inputs says, or nothing where it is left empty. `date` stands in for an empty date.
std::optional<domain::LocalTime> local_of(const DateAndClock& typed, const std::string& field, const std::string& date,
                                          std::chrono::minutes clock_unless_given, Violations& violations) {
  const std::string& day = typed.date.empty() ? date : typed.date;
  if (day.empty()) {
    violations.add(field, "required", "needs a date");
    return {};
  }
  const auto parsed_date = input_date(day, field, violations);
  const auto clock =
      typed.clock.empty() ? std::optional(clock_unless_given) : input_clock(typed.clock, field, violations);
  if (!parsed_date || !clock) return {};
  return local_time(*parsed_date, *clock);
}

std::optional<domain::Instant> required_time(const DateAndClock& typed, const std::string& field,
                                             const std::string& date, const EventForm& form,
                                             const domain::TimeZones& zones, Violations& violations) {
  const bool has_date = !typed.date.empty() || !date.empty();
  if (!has_date) violations.add(field + ".date", "required", "needs a date");
  if (typed.clock.empty()) violations.add(field + ".clock", "required", "needs a time of day");
  if (!has_date || typed.clock.empty()) return {};
  const auto local = local_of(typed, field, date, 0min, violations);
  return local ? input_moment(*local, form.time_zone, field, zones, violations) : std::nullopt;
}

// Where one of them cannot be read, the other is not blamed for what lies between them.
void apply_start_and_end(const EventForm& form, const domain::TimeZones& zones, domain::EventDetails& details,
                         Violations& violations) {
  const auto start = required_time(form.start_time, "start_time", "", form, zones, violations);
  // An end without a date is on the day of the start; where that one has none either, it has been told.
  const std::string& day = form.start_time.date;
  std::optional<domain::Instant> end;
  if (!day.empty() || !form.end_time.date.empty()) {
    end = required_time(form.end_time, "end_time", day, form, zones, violations);
  } else {
    violations.require(!form.end_time.clock.empty(), "end_time.clock", "required", "needs a time of day");
  }
  if (start) details.start_time = *start;
  if (end) details.end_time = *end;
  if (!start) details.start_time = end ? *end - 1h : domain::Instant{1h};
  if (!end) details.end_time = details.start_time + 1h;
}

void apply_optional_time(const DateAndClock& typed, const std::string& field, std::chrono::minutes clock,
                         const EventForm& form, const domain::TimeZones& zones, std::optional<domain::Instant>& time,
                         Violations& violations) {
  time.reset();
  if (typed.empty()) return;
  const auto local = local_of(typed, field, "", clock, violations);
  if (!local) return;
  time = input_moment(*local, form.time_zone, field, zones, violations);
}

void apply_times(const EventForm& form, const domain::TimeZones& zones, domain::EventDetails& details,
                 Violations& violations) {
  details.time_zone = form.time_zone;
  if (!zones.knows(form.time_zone)) {
    violations.add("time_zone", "unknown_time_zone", "must be an IANA time zone, like Europe/Helsinki");
    return;
  }
  apply_start_and_end(form, zones, details, violations);
  apply_optional_time(form.enrolment_start_time, "enrolment_start_time", 0min, form, zones,
                      details.enrolment_start_time, violations);
  apply_optional_time(form.enrolment_end_time, "enrolment_end_time", 23h + 59min, form, zones,
                      details.enrolment_end_time, violations);
}

std::vector<domain::LanguageTag> languages_of(const std::set<std::string>& words, std::string_view field,
                                              Violations& violations) {
  std::vector<domain::LanguageTag> languages;
  for (const std::string& word : words) {
    try {
      languages.emplace_back(word, field);
    } catch (const domain::Error& error) {
      violations.add(error);
    }
  }
  return languages;
}

// The order stays as it was where the choice did: a list that was only read must not count as changed.
template <class Value>
void assign_set(std::vector<Value>& stored, std::vector<Value> chosen) {
  if (!std::ranges::is_permutation(stored, chosen)) stored = std::move(chosen);
}

std::optional<int> optional_number(const std::string& text, std::string_view field, Violations& violations) {
  return text.empty() ? std::nullopt : input_number(text, field, violations);
}

int minutes_in(const std::string& unit) {
  return unit == "days" ? 24 * 60 : unit == "hours" ? 60 : 1;
}

void apply_numbers(const EventForm& form, domain::EventDetails& details, Violations& violations) {
  details.maximum_attendee_capacity =
      optional_number(form.maximum_attendee_capacity, "maximum_attendee_capacity", violations);
  details.waiting_list_capacity = optional_number(form.waiting_list_capacity, "waiting_list_capacity", violations);
  details.childcare_capacity = optional_number(form.childcare_capacity, "childcare_capacity", violations);
}

// What was typed may stay where places are given at once: it is not read then.
void apply_waiting_list(const WaitingListInput& typed, domain::EventDetails& details, Violations& violations) {
  details.waiting_list_offer.reset();
  if (typed.mode != "offer") return;
  const std::string field = "waiting_list_offer.amount";
  violations.require(!typed.amount.empty(), field, "required", "is required");
  const auto amount = optional_number(typed.amount, field, violations);
  if (amount) details.waiting_list_offer = std::min(*amount, 100'000) * minutes_in(typed.unit) * 1min;
}

void apply_rules(const EventForm& form, domain::EventDetails& details, Violations& violations) {
  apply_waiting_list(form.waiting_list, details, violations);
  details.invited_only = form.invited_only;
  details.phone_code_required = form.phone_code_required;
  details.maximum_parties_per_contact =
      optional_number(form.maximum_parties_per_contact, "maximum_parties_per_contact", violations);
  details.asks = {form.asks.contains("name"), form.asks.contains("interpreter_language"),
                  form.asks.contains("accessibility")};
  details.questions = questions_of(form.questions, details.questions, violations);
}

std::optional<domain::RoomId> room_of(const EventForm& form, Violations& violations) {
  domain::RoomId room;
  const char* end = form.room.data() + form.room.size();
  const auto [stop, error] = std::from_chars(form.room.data(), end, room.value);
  if (error == std::errc{} && stop == end) return room;
  violations.add("location.room", "unknown_room", "there is no such room");
  return {};
}

// A room's name and address are its own: what is written below it is not read.
void apply_place(const EventForm& form, domain::Place& place, Violations& violations) {
  if (!form.room.empty()) {
    const auto room = room_of(form, violations);
    if (room != place.room)
      place = {.name = {}, .street_address = {}, .municipality = {}, .online_url = {}, .room = room};
    return;
  }
  place.room.reset();
  place.name = input_text(form.place_name, "location.name", longest_line, violations);
  place.street_address = input_text(form.street_address, "location.street_address", longest_line, violations);
  place.municipality = input_text(form.municipality, "location.municipality", longest_line, violations);
  place.online_url = input_text(form.online_url, "location.online_url", longest_address, violations);
}

std::vector<domain::ReminderRule> reminders_of(const EventForm& form, Violations& violations) {
  std::vector<domain::ReminderRule> rules;
  for (const ReminderInput& reminder : form.reminders) {
    const auto amount = input_number(reminder.amount, "reminders", violations);
    if (!amount) continue;
    const auto before = std::min(*amount, 100'000) * minutes_in(reminder.unit) * 1min;
    try {
      rules.push_back({domain::parse_channel(reminder.channel, "reminders"), before});
    } catch (const domain::Error& error) {
      violations.add(error);
    }
  }
  return rules;
}

// Those that organised already come first, in their order: the first owns the event.
std::vector<domain::Organiser> organisers_of(const EventForm& form, const std::vector<domain::Organisation>& known,
                                             const std::vector<domain::Organiser>& stored, Violations& violations) {
  std::vector<domain::Organiser> organisers;
  for (const std::string& id : form.organisers) {
    const auto found = std::ranges::find_if(
        known, [&](const domain::Organisation& organisation) { return std::to_string(organisation.id.value) == id; });
    if (found == known.end()) {
      violations.add("organisers", "unknown_value", "must be organisations that exist");
    } else if (std::ranges::find(organisers, found->id, &domain::Organiser::id) == organisers.end()) {
      organisers.push_back({found->id, found->name});
    }
  }
  std::ranges::stable_sort(organisers, {}, [&](const domain::Organiser& organiser) {
    return std::ranges::find(stored, organiser.id, &domain::Organiser::id) - stored.begin();
  });
  const std::string name = input_text(form.new_organiser, "new_organiser", longest_line, violations);
  if (!name.empty()) organisers.push_back({{}, name});
  return organisers;
}

// A theme that is no longer in the list may stay where it is.
std::vector<std::string> themes_of(const EventForm& form, const std::vector<std::string>& stored,
                                   const ui::CodeLists& lists, Violations& violations) {
  std::vector<std::string> themes;
  for (const std::string& code : form.keywords) {
    const bool kept = std::ranges::find(stored, code) != stored.end();
    gather(violations, [&] { themes.push_back(kept ? code : parse_theme(code, "keywords", lists)); });
  }
  return themes;
}

}  // namespace

std::optional<domain::LocalTime> local_start_of(const EventForm& form) {
  Violations ignored;
  if (form.start_time.clock.empty()) return {};
  return local_of(form.start_time, "start_time", "", 0min, ignored);
}

void apply_event_form(const EventForm& form, const EventFormChoices& choices, domain::EventDetails& details) {
  const domain::EventDetails before = details;
  Violations violations;
  gather(violations, [&] { details.kind = domain::parse_event_kind(form.kind, "kind"); });
  gather(violations, [&] {
    details.publication_status = domain::parse_publication_status(form.publication_status, "publication_status");
  });
  apply_event_texts(form, details, violations);
  apply_times(form, choices.zones, details, violations);
  apply_place(form, details.location, violations);
  details.external_registration_url =
      input_text(form.external_registration_url, "external_registration_url", longest_address, violations);
  assign_set(details.keywords, themes_of(form, details.keywords, choices.lists, violations));
  assign_set(details.in_language, languages_of(form.in_language, "in_language", violations));
  assign_set(details.interpreted_languages,
             languages_of(form.interpreted_languages, "interpreted_languages", violations));
  apply_numbers(form, details, violations);
  apply_rules(form, details, violations);
  apply_text_marks(form, before, details);
  details.reminders = reminders_of(form, violations);
  details.organisers = organisers_of(form, choices.organisations, details.organisers, violations);
  throw_if_any(violations, [&] { domain::validate(details, choices.zones); });
}

}  // namespace service
