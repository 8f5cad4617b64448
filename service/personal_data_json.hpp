#pragma once
#include <string>

#include "domain/personal_data.hpp"

namespace service {

// What is handed to a person who asks for their data (GDPR, Article 20), as JSON: everything that was written down of
// them, and when.
[[nodiscard]] std::string personal_data_json(const domain::PersonalData& data);

}  // namespace service
