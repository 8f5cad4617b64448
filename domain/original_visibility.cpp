#include "domain/original_visibility.hpp"

#include <string>
#include <utility>

namespace domain {
namespace {

constexpr std::string_view as_original = "as_original";

// Nothing unless the change made the event a draft.
std::optional<PublicationStatus> before_draft(const EventChange& change) {
  for (const FieldChange& field : change.fields) {
    if (field.after == to_word(PublicationStatus::draft)) return parse_publication_status(field.before, field.field);
  }
  return {};
}

// `history`: its origins.
Original original_in(std::span<const EventChange> history) {
  Original original;
  const ChangeKind first = history.front().kind;
  original.made_anew = first != ChangeKind::copied && history.front().fields.empty();
  for (const EventChange& change : history) {
    if (change.kind == ChangeKind::copied && !original.visibility) original.visibility = before_draft(change);
  }
  const auto meant = meant_visibility(original);
  for (const EventChange& change : history) {
    const auto shown = before_draft(change);
    if (shown && shown != meant) return {};
  }
  return original;
}

}  // namespace

PublishAs parse_publish_as(std::string_view word, std::string_view field) {
  if (word == as_original) return {};
  return parse_publication_status(word, field);
}

std::string_view to_word(PublishAs as) {
  return as ? to_word(*as) : as_original;
}

std::map<EventId, Original> originals_of(const EventChanges& changes, std::span<const EventId> events) {
  std::map<EventId, Original> originals;
  for (const EventId event : events) originals[event];
  if (events.empty()) return originals;
  const std::vector<EventChange> origins = changes.origins(events);
  for (auto from = origins.begin(); from != origins.end();) {
    auto to = from;
    while (to != origins.end() && to->event == from->event) ++to;
    originals[from->event] = original_in({from, to});
    from = to;
  }
  return originals;
}

std::optional<PublicationStatus> meant_visibility(const Original& original) {
  if (original.visibility || !original.made_anew) return original.visibility;
  return PublicationStatus::open_to_all;
}

std::optional<PublicationStatus> visibility_as(const Original& original, PublishAs as) {
  return as ? as : meant_visibility(original);
}

std::vector<FieldChange> visibility_lost(const Event& from, const Original& original) {
  const std::string draft(to_word(PublicationStatus::draft));
  std::string seen(to_word(from.publication_status));
  if (seen == draft && original.visibility) seen = to_word(*original.visibility);
  if (seen == draft) return {};
  return {{"publication_status", "", std::move(seen), draft}};
}

}  // namespace domain
