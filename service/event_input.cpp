#include "service/event_input.hpp"

#include <algorithm>

#include "domain/event_limits.hpp"
#include "domain/message.hpp"
#include "domain/text.hpp"
#include "service/event_question_input.hpp"
#include "service/event_text_json.hpp"
#include "service/themes.hpp"
#include "service/time_input.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

constexpr std::size_t most_languages = 50;
constexpr std::size_t most_organisers = 20;
constexpr std::size_t most_reminders = 10;
constexpr int largest_capacity = 100'000;

class Reader {
 public:
  Reader(JsonObject& object, domain::EventDetails& details, const App& app)
      : object_(object), details_(details), zones_(app.ports.zones), lists_(app.pages.lists()) {}

  void read() {
    read_words();
    read_times();
    read_place();
    read_lists();
    read_enrolment();
    read_text_marks(object_, details_);
  }

 private:
  void read_words() {
    if (object_.has("kind")) {
      details_.kind = object_.parsed("kind", domain::parse_event_kind).value_or(domain::EventKind::info_session);
    }
    if (object_.has("publication_status")) {
      details_.publication_status = object_.parsed("publication_status", domain::parse_publication_status)
                                        .value_or(domain::PublicationStatus::draft);
    }
    apply_localised(object_, "name", domain::longest_event_name, details_.name);
    apply_localised(object_, "short_description", domain::longest_event_description, details_.short_description);
    apply_localised(object_, "neutral_name", domain::longest_event_name, details_.neutral_name);
  }

  void read_times() {
    if (object_.has("time_zone")) {
      details_.time_zone = object_.text("time_zone", 100).value_or(std::string(domain::default_time_zone));
    }
    // So that one wrong zone is told once.
    const bool known = zones_.knows(details_.time_zone);
    const std::string zone = known ? details_.time_zone : std::string(domain::default_time_zone);
    const auto read = [&](std::string_view text, std::string_view field) {
      return read_time(text, field, zone, zones_);
    };
    take_required_time("start_time", details_.start_time, read);
    take_required_time("end_time", details_.end_time, read);
    take_optional("enrolment_start_time", details_.enrolment_start_time, read);
    take_optional("enrolment_end_time", details_.enrolment_end_time, read);
  }

  void read_place() {
    if (!object_.has("location")) return;
    const Json* value = object_.find("location");
    if (value == nullptr) {
      details_.location = {};
      return;
    }
    JsonObject place(*value, object_.path_of("location"), object_.violations());
    domain::Place& location = details_.location;
    const domain::Place before = location;
    take_text(place, "name", domain::longest_place_name, details_.location.name);
    take_text(place, "street_address", domain::longest_place_name, details_.location.street_address);
    take_text(place, "municipality", domain::longest_place_name, details_.location.municipality);
    take_text(place, "online_url", domain::longest_event_url, details_.location.online_url);
    if (place.has("room")) {
      const auto room = place.id("room");
      location.room = room ? std::optional(domain::RoomId{*room}) : std::nullopt;
      // Who chooses a room leaves the address on the web behind.
      if (room && location.online_url == before.online_url) location.online_url.clear();
    } else if (location != before) {
      location.room.reset();
    }
    place.refuse_read_only({"is_online"});
    place.refuse_others();
  }

  void read_lists() {
    read_languages("in_language", details_.in_language);
    read_languages("interpreted_languages", details_.interpreted_languages);
    read_list("keywords", domain::most_event_themes, details_.keywords,
              [&](const Json& item, const std::string& path) { return read_theme(item, path); });
    read_list("organisers", most_organisers, details_.organisers,
              [&](const Json& item, const std::string& path) { return read_organiser(item, path); });
    read_list("reminders", most_reminders, details_.reminders,
              [&](const Json& item, const std::string& path) { return read_reminder(item, path); });
  }

  void read_enrolment() {
    take_capacity("maximum_attendee_capacity", details_.maximum_attendee_capacity);
    take_capacity("waiting_list_capacity", details_.waiting_list_capacity);
    take_capacity("childcare_capacity", details_.childcare_capacity);
    take_text(object_, "external_registration_url", domain::longest_event_url, details_.external_registration_url);
    take_truth("invited_only", details_.invited_only);
    take_truth("phone_code_required", details_.phone_code_required);
    if (object_.has("maximum_parties_per_contact")) {
      details_.maximum_parties_per_contact = object_.integer("maximum_parties_per_contact", 1, largest_capacity);
    }
    if (object_.has("waiting_list_offer_minutes")) {
      const auto minutes = object_.integer("waiting_list_offer_minutes", 10, 14 * 24 * 60);
      details_.waiting_list_offer = minutes ? std::optional(std::chrono::minutes{*minutes}) : std::nullopt;
    }
    read_person_fields(object_, "asks", details_.asks);
    read_questions(object_, "questions", details_.questions);
  }

  template <class Read>
  void take_required_time(std::string_view name, domain::Instant& time, Read read) {
    if (object_.has(name) && object_.require(name)) time = object_.parsed(name, read).value_or(time);
  }

  template <class Read>
  void take_optional(std::string_view name, std::optional<domain::Instant>& time, Read read) {
    if (object_.has(name)) time = object_.parsed(name, read);
  }

  void take_capacity(std::string_view name, std::optional<int>& capacity) {
    if (object_.has(name)) capacity = object_.integer(name, 0, largest_capacity);
  }

  void take_truth(std::string_view name, bool& truth) {
    if (object_.has(name)) truth = object_.boolean(name).value_or(false);
  }

  static void take_text(JsonObject& object, std::string_view name, std::size_t longest, std::string& text) {
    if (object.has(name)) text = object.text(name, longest).value_or("");
  }

  void read_languages(std::string_view name, std::vector<domain::LanguageTag>& languages) {
    read_list(name, most_languages, languages, [&](const Json& item, const std::string& path) {
      std::optional<domain::LanguageTag> tag;
      if (const auto text = read_text(item, path, domain::longest_event_name, object_.violations())) {
        gather(object_.violations(), [&] { tag.emplace(*text, path); });
      }
      return tag;
    });
  }

  std::optional<std::string> read_theme(const Json& item, const std::string& path) {
    std::optional<std::string> code;
    if (const auto text = read_text(item, path, domain::longest_event_name, object_.violations())) {
      gather(object_.violations(), [&] { code = parse_theme(*text, path, lists_); });
    }
    return code;
  }

  // What is given twice is kept once.
  template <class Value, class ReadItem>
  void read_list(std::string_view name, std::size_t most, std::vector<Value>& values, ReadItem read_item) {
    if (!object_.has(name)) return;
    values.clear();
    object_.each(name, most, [&](const Json& item, const std::string& path) {
      const std::optional<Value> value = read_item(item, path);
      if (value && std::ranges::find(values, *value) == values.end()) values.push_back(*value);
    });
  }

  std::optional<domain::Organiser> read_organiser(const Json& item, const std::string& path) {
    if (item.object() == nullptr) {
      const auto name = read_text(item, path, domain::longest_event_name, object_.violations());
      return name ? std::optional(domain::Organiser{{}, *name}) : std::nullopt;
    }
    JsonObject organiser(item, path, object_.violations());
    domain::Organiser value;
    value.id.value = organiser.id("id").value_or(0);
    value.name = organiser.text("name", domain::longest_event_name).value_or("");
    organiser.refuse_others();
    object_.violations().require(value.id.value != 0 || !value.name.empty(), path, "required", "needs a name or an id");
    return value;
  }

  std::optional<domain::ReminderRule> read_reminder(const Json& item, const std::string& path) {
    JsonObject reminder(item, path, object_.violations());
    reminder.require("channel");
    reminder.require("minutes_before");
    const auto channel = reminder.parsed("channel", domain::parse_channel);
    const auto minutes = reminder.integer("minutes_before", 1, 60 * 24 * 60);
    reminder.refuse_others();
    if (!channel || !minutes) return {};
    return domain::ReminderRule{*channel, std::chrono::minutes{*minutes}};
  }

  JsonObject& object_;
  domain::EventDetails& details_;
  const domain::TimeZones& zones_;
  const ui::CodeLists& lists_;
};

// Times that are missing or wrong have been told; the rules about times would only tell it again in other words.
domain::EventDetails with_some_times(domain::EventDetails details) {
  using namespace std::chrono_literals;
  const domain::Instant none{};
  if (details.start_time == none) details.start_time = details.end_time == none ? none + 24h : details.end_time - 1h;
  if (details.end_time == none) details.end_time = details.start_time + 1h;
  return details;
}

}  // namespace

void apply_localised(JsonObject& object, std::string_view name, std::size_t max_code_points,
                     domain::LocalisedText& text) {
  if (!object.has(name)) return;
  if (object.find(name) == nullptr) text.clear();
  std::set<domain::LanguageTag> seen;
  object.each_member(name, most_languages, [&](const JsonMember& member, const std::string& path) {
    gather(object.violations(), [&] {
      const domain::LanguageTag language(member.name, path);
      object.violations().require(seen.insert(language).second, path, "duplicate_field", "is there twice");
      const auto words = member.value.is_null() ? std::optional<std::string>{""}
                                                : read_text(member.value, path, max_code_points, object.violations());
      if (words) text[language] = *words;
    });
  });
  std::erase_if(text, [](const auto& entry) { return entry.second.empty(); });
}

void refuse_other_members(JsonObject& object) {
  object.refuse_read_only({"id", "version", "event_status", "super_event", "previous_start_time",
                           "attendance_closed_time", "cancellation_reason", "enrolment", "remaining_attendee_capacity",
                           "remaining_childcare_capacity", "waitlisted_persons", "confirmed_persons", "page_url",
                           "calendar_url", "created_time", "last_modified_time", "organizer", "translations"});
  object.refuse_others();
}

void apply_event_members(JsonObject& object, domain::EventDetails& details, const App& app) {
  Reader(object, details, app).read();
}

domain::EventDetails read_new_event(const Json& body, const App& app, const std::function<void(JsonObject&)>& also) {
  domain::Violations violations;
  domain::EventDetails details;
  JsonObject object(body, "", violations);
  if (also) also(object);
  for (const char* name : {"name", "start_time", "end_time"}) object.require(name);
  apply_event_members(object, details, app);
  if (!object.has("reminders")) details.reminders = domain::default_reminders();
  refuse_other_members(object);
  throw_if_any(violations, [&] { validate(with_some_times(details), app.ports.zones); });
  return details;
}

void read_event_change(const Json& body, domain::EventDetails& details, const App& app,
                       const std::function<void(JsonObject&)>& also) {
  domain::Violations violations;
  JsonObject object(body, "", violations);
  if (also) also(object);
  apply_event_members(object, details, app);
  refuse_other_members(object);
  throw_if_any(violations, [&] { validate(details, app.ports.zones); });
}

}  // namespace service
