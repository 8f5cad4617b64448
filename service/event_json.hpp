#pragma once
#include <optional>
#include <string>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/json.hpp"

// An event as the JSON interface shows it.
namespace service {

// Who reads: the link of an online event is for those who registered and for the organisers' staff.
enum class EventReader { anyone, registered, staff };
[[nodiscard]] EventReader reader_of(const std::optional<domain::Principal>& principal, const domain::Event& event);

[[nodiscard]] Json event_json(const domain::Event& event, EventReader reader, const App& app);
// What an organiser decides about it, but for enrolment's times and publication, as event_input.hpp reads it.
[[nodiscard]] Json::Object details_json(const domain::EventDetails& details);
[[nodiscard]] Json localised_json(const domain::LocalisedText& text);
[[nodiscard]] Json languages_json(const std::vector<domain::LanguageTag>& languages);
// Strong: the version, what enrolment is at this moment, and who reads.
[[nodiscard]] std::string event_etag(const domain::Event& event, EventReader reader, const App& app);
[[nodiscard]] std::string event_address(const domain::Event& event, const App& app);

}  // namespace service
