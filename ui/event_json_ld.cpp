#include <nlohmann/json.hpp>

#include "domain/address.hpp"
#include "ui/event_page.hpp"
#include "ui/event_view.hpp"

namespace ui {
namespace {

using Json = nlohmann::ordered_json;

std::string escaped_for_script(const std::string& json) {
  std::string out;
  for (const char c : json) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string status_of(const domain::Event& event) {
  return "https://schema.org/" + std::string(domain::to_word(event.status));
}

// An online event's address is for those who registered: the page stands for it.
// What nobody has said is left out: schema.org knows true and false.
Json amenities_of(const domain::Room& room) {
  Json amenities = Json::array();
  const auto add = [&](const char* name, domain::Fact fact) {
    if (fact == domain::Fact::unknown) return;
    amenities.push_back(
        {{"@type", "LocationFeatureSpecification"}, {"name", name}, {"value", fact == domain::Fact::yes}});
  };
  add("Step-free access", room.step_free);
  add("Induction loop", room.induction_loop);
  return amenities;
}

Json location_of(const domain::Event& event, const std::string& page, const domain::Room* room, const Reader& reader) {
  const auto& place = event.location;
  if (place.is_online()) return {{"@type", "VirtualLocation"}, {"url", page}};
  Json address{{"@type", "PostalAddress"}, {"addressCountry", "FI"}};
  if (!place.street_address.empty()) address["streetAddress"] = place.street_address;
  if (!place.municipality.empty()) address["addressLocality"] = place.municipality;
  Json spot{{"@type", "Place"}, {"address", address}};
  if (!domain::is_unknown(place)) spot["name"] = place.name;
  if (room == nullptr) return spot;
  if (const auto way = domain::best_text(room->directions, reader.language()).text; !way.empty()) {
    spot["description"] = way;
  }
  if (room->capacity) spot["maximumAttendeeCapacity"] = *room->capacity;
  if (const Json amenities = amenities_of(*room); !amenities.empty()) spot["amenityFeature"] = amenities;
  return spot;
}

Json organisers_of(const domain::Event& event) {
  Json organisers = Json::array();
  for (const auto& organiser : event.organisers) {
    Json shown{{"@type", "Organization"}, {"name", organiser.name}};
    if (organiser.phone) shown["telephone"] = organiser.phone->e164();
    if (organiser.email) shown["email"] = organiser.email->str();
    organisers.push_back(std::move(shown));
  }
  return organisers;
}

Json languages_of(const domain::Event& event) {
  Json languages = Json::array();
  for (const auto& language : event.in_language) languages.push_back(language.str());
  return languages;
}

}  // namespace

std::string event_json_ld(const Reader& reader, const PageContext& context, const domain::Event& event,
                          const domain::Room* room) {
  const auto page = context.base_url + "/" + reader.language().str() + "/events/" + std::to_string(event.id.value);
  Json json{{"@context", "https://schema.org"},
            {"@type", "Event"},
            {"name", event_name(event, reader)},
            {"url", page},
            {"startDate", domain::format_rfc3339(event.start_time)},
            {"endDate", domain::format_rfc3339(event.end_time)},
            {"eventStatus", status_of(event)},
            {"eventAttendanceMode", event.location.is_online() ? "https://schema.org/OnlineEventAttendanceMode"
                                                               : "https://schema.org/OfflineEventAttendanceMode"},
            {"location", location_of(event, page, room, reader)},
            {"organizer", organisers_of(event)},
            {"inLanguage", languages_of(event)},
            {"isAccessibleForFree", true}};
  const auto description = domain::best_text(event.short_description, reader.language()).text;
  if (!description.empty()) json["description"] = description;
  if (event.previous_start_time) json["previousStartDate"] = domain::format_rfc3339(*event.previous_start_time);
  if (event.maximum_attendee_capacity) json["maximumAttendeeCapacity"] = *event.maximum_attendee_capacity;
  if (const auto left = event.remaining_attendee_capacity()) json["remainingAttendeeCapacity"] = *left;
  return escaped_for_script(json.dump());
}

}  // namespace ui
