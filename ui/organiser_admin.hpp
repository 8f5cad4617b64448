#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/audit.hpp"
#include "domain/personal_data.hpp"
#include "ui/organiser_console.hpp"

// Pages of admins alone.
namespace ui {

// Who looked at personal data and who changed what by hand; the newest first.
struct AuditPage {
  std::vector<domain::AuditEntry> entries;
  std::map<domain::EventId, domain::LocalisedText> events;  // names of those that are still there
  std::optional<domain::AuditId> older;                     // the next page begins before this one
  bool is_first = true;
  domain::Instant now;
};
[[nodiscard]] std::string audit_page(const Pages& pages, const Console& console, const AuditPage& page);

// What is held of a person who asks. Inputs: phone, email; boxes registration, invitation and interpreter.
struct DataRequestPage {
  FormState state;
  std::optional<domain::PersonalData> found;
  bool chosen = false;  // all boxes ticked: it is one person
  domain::Instant now;
};
[[nodiscard]] std::string data_request_page(const Pages& pages, const Console& console, const DataRequestPage& page);

// Before anything is erased: what will be.
struct ErasurePage {
  FormState state;
  domain::PersonalData chosen;
  domain::Instant now;
};
[[nodiscard]] std::string erasure_page(const Pages& pages, const Console& console, const ErasurePage& page);

}  // namespace ui
