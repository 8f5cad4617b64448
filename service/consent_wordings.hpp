#pragma once
#include "domain/ports.hpp"
#include "ui/pages.hpp"

namespace service {

// Stores what people are asked to agree to, in every language of the pages, so that years later it can be told.
void keep_consent_wordings(const domain::Ports& ports, const ui::Pages& pages);

}  // namespace service
