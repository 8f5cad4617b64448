#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// What an organisation's events begin with, under a name of its own: "Asumisinfo, 2 h, library, Arabic".
struct EventTemplate {
  EventTemplateId id;
  OrganisationId organisation;  // whose staff see and use it
  std::string name;
  // What the event holds but its dates, as the interface's JSON says it (service/template_content.hpp). Nobody looks
  // inside here, and whatever a later release adds to events is simply absent in older ones.
  std::string content;
  Instant last_modified_time;
  std::int64_t version = 1;
};

// Where they are kept; part of domain/store.hpp, which says how.
class EventTemplates {
 public:
  virtual ~EventTemplates() = default;
  [[nodiscard]] virtual std::optional<EventTemplate> find(EventTemplateId id) const = 0;
  // Of one organisation, or all; by organisation, then name.
  [[nodiscard]] virtual std::vector<EventTemplate> all(std::optional<OrganisationId> organisation) const = 0;

  // As Events::lock.
  [[nodiscard]] virtual std::optional<EventTemplate> lock(EventTemplateId id) = 0;
  // Unique: the name within the organisation.
  virtual EventTemplateId insert(const EventTemplate& made) = 0;
  // Name, content and time; the version moves. Error{conflict, "duplicate"} for a name that another one has.
  virtual void update(const EventTemplate& changed) = 0;
  // With its materials, and their files where nobody else has them.
  virtual void remove(EventTemplateId id) = 0;
};

}  // namespace domain
