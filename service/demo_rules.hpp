#pragma once
#include <string_view>

#include "domain/event.hpp"

namespace service::demo {

// What config/demo/rules.json says of the event of this title: questions, offers, invitations, childcare.
void apply_rules(std::string_view title, domain::EventDetails& details);

}  // namespace service::demo
