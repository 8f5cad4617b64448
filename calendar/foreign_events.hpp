#pragma once
#include <string_view>

#include "domain/foreign_calendar.hpp"
#include "domain/time.hpp"

namespace calendar {

// Reads an iCalendar object (RFC 5545) as Google, Outlook, Nextcloud and others write it: whole days, recurring events
// with RDATE, EXDATE and overrides (RECURRENCE-ID, THISANDFUTURE too), zones by IANA name, by Windows name or by
// VTIMEZONE. Never stops at one bad event: what is wrong with it becomes a problem, and the others are read. An event
// that recurs more often than daily is a problem ("ics_sub_daily"), and so is one that its calendar calls private.
//
// Throws Error{invalid, …, "file"} for what is no calendar at all: "ics_too_large", "ics_not_a_calendar". Limits
// reached later make it incomplete, with a problem of its own ("ics_too_many_events", "ics_too_many_dates",
// "ics_too_slow"). Any thread.
[[nodiscard]] domain::ForeignCalendar read_calendar(std::string_view bytes, const domain::ForeignWindow& window,
                                                    const domain::TimeZones& zones,
                                                    const domain::ForeignLimits& limits = {});

}  // namespace calendar
