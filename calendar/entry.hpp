#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/time.hpp"

namespace calendar {

enum class EntryStatus { confirmed, tentative, cancelled };

// What one VEVENT says, in words for one reader. Empty texts are left out.
struct Entry {
  std::string uid;  // never changes
  int sequence = 0;
  domain::Instant stamp;  // DTSTAMP: moves with every change; otherwise stays, so that bytes do
  std::optional<domain::Instant> created;
  std::optional<domain::Instant> last_modified;
  domain::Instant start;
  domain::Instant end;
  std::string time_zone;
  std::string summary;
  std::string description;
  std::string location;
  std::string url;
  std::vector<std::string> categories;
  EntryStatus status = EntryStatus::confirmed;
  bool takes_time = false;  // TRANSP: whether whoever has it in their calendar is busy then
  bool personal = false;    // CLASS:PRIVATE
};

}  // namespace calendar
