#pragma once
#include <string>

#include "domain/event_history.hpp"

// The way back from what somebody decided about the calendar that an event follows.
namespace domain {

// Whether somebody has to decide on it: the calendar has it no more, or cancelled, and it is held here; or it says
// something that could not be followed.
[[nodiscard]] bool waits_for_decision(const SubscribedEvent& link, const Event& event);
// How many events to come do, of the calendars that an organisation follows.
[[nodiscard]] std::size_t count_calendar_decisions(const Snapshot& snapshot, OrganisationId organisation, Instant now);

// What its calendar says of a field was not taken, or it follows no more.
[[nodiscard]] bool is_calendar_decision(const EventChange& change);
// The error's code; empty where it may be tried. "changed_since": decided otherwise since, or there is no difference
// left. "calendar_gone": the calendar is followed no more.
[[nodiscard]] std::string why_decision_stands(const Snapshot& snapshot, const Event& event, const EventChange& change);
// `event` is locked, and why_decision_stands was asked.
void take_back_decision(Transaction& tx, const Ports& ports, const Principal& who, const Event& event,
                        const EventChange& change);

}  // namespace domain
