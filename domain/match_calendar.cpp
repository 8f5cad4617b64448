#include "domain/match_calendar.hpp"

#include <utility>

namespace domain {
namespace {

// What was cancelled here because it had vanished, and comes back under another UID, is held anew.
bool may_be_renamed(const Snapshot& snapshot, const SubscribedEvent& gone) {
  if (!gone.vanished_time || gone.cancelled_by_it) return true;
  const auto event = snapshot.events().find(gone.event);
  return event && event->status != EventStatus::cancelled;
}

}  // namespace

CalendarMatches match_calendar(const Snapshot& snapshot, const Subscription& subscription,
                               const ForeignCalendar& calendar, const ForeignWindow& window, const ThemeOf& theme_of) {
  CalendarMatches matches;
  for (const ForeignProblem& problem : calendar.problems) matches.unread.insert(problem.uid);
  matches.here = snapshot.subscriptions().events_of(subscription.id);
  auto [there, removed] =
      without_removed(calendar.occurrences, snapshot.drafts().removed_dates(subscription.id, Instant{}));
  matches.there = std::move(there);
  std::erase_if(removed, [&](const RemovedDate& date) { return matches.unread.contains(date.uid); });
  MatchHints hints;
  hints.is_gone = [&](const SubscribedEvent& one) { return calendar.complete && !matches.unread.contains(one.uid); };
  hints.may_be_renamed = [&](const SubscribedEvent& one) { return may_be_renamed(snapshot, one); };
  hints.place_of = [&](const ForeignOccurrence& one) { return content_of(one, subscription, theme_of).location; };
  hints.removed = removed;
  matches.dates = match_dates(matches.there, matches.here, window, hints);
  return matches;
}

}  // namespace domain
