#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/event_template.hpp"
#include "domain/material.hpp"
#include "domain/ports.hpp"

// Templates of an organisation. Each call is one transaction and asks access.hpp; what the principal may not use is
// Error{not_found}, as what nobody has.
namespace domain {

// Of the principal's organisation; of all for who belongs to none.
[[nodiscard]] std::vector<EventTemplate> list_templates(const Ports& ports, const Principal& principal);
[[nodiscard]] EventTemplate find_template(const Ports& ports, const Principal& principal, EventTemplateId id);

// Of the principal's organisation, or of the one that an admin names. Error{conflict, "template_exists"} for a name
// that the organisation has given already. `from`: an event that they may edit, whose materials come along; files stay
// stored once.
[[nodiscard]] EventTemplate create_template(const Ports& ports, const Principal& principal, std::string name,
                                            std::string content, std::optional<OrganisationId> organisation = {},
                                            std::optional<EventId> from = {});
// `change` decides on name and content, and may be called more than once. With `if_version`, one changed meanwhile is
// Error{conflict, "version"}.
[[nodiscard]] EventTemplate change_template(const Ports& ports, const Principal& principal, EventTemplateId id,
                                            const std::function<void(EventTemplate&)>& change,
                                            std::optional<std::int64_t> if_version = {});
// In the order they were added.
[[nodiscard]] std::vector<Material> materials_of_template(const Ports& ports, const Principal& principal,
                                                          EventTemplateId id);
// Error{not_found} where the template has none of this id.
void remove_template_material(const Ports& ports, const Principal& principal, EventTemplateId id, MaterialId material);
// What began with it stays as it is.
void remove_template(const Ports& ports, const Principal& principal, EventTemplateId id);

}  // namespace domain
