#include "domain/original_visibility.hpp"

#include <algorithm>

namespace domain {
namespace {

constexpr std::string_view as_original = "as_original";

}  // namespace

PublishAs parse_publish_as(std::string_view word, std::string_view field) {
  if (word == as_original) return {};
  return parse_publication_status(word, field);
}

std::string_view to_word(PublishAs as) {
  return as ? to_word(*as) : as_original;
}

std::optional<PublicationStatus> original_visibility(const EventChanges& changes, EventId event) {
  for (const EventChange& change : changes.of_event(event, most_changes_kept + 1)) {
    if (change.kind != ChangeKind::copied) continue;
    const auto told = std::ranges::find(change.fields, "publication_status", &FieldChange::field);
    if (told != change.fields.end()) return parse_publication_status(told->before, told->field);
  }
  return {};
}

PublicationStatus visibility_as(const EventChanges& changes, EventId event, PublishAs as) {
  if (as) return *as;
  return original_visibility(changes, event).value_or(PublicationStatus::open_to_all);
}

}  // namespace domain
