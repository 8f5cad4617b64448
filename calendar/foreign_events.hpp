#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

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

// The dates within the window that recurring events leave out, by UID: a day's midnight where the day alone is named.
using LeftOutDates = std::map<std::string, std::vector<domain::Instant>>;
// As read_calendar, which says nothing of them; adds them to `left_out`.
[[nodiscard]] domain::ForeignCalendar read_calendar(std::string_view bytes, const domain::ForeignWindow& window,
                                                    const domain::TimeZones& zones, const domain::ForeignLimits& limits,
                                                    LeftOutDates& left_out);

}  // namespace calendar
