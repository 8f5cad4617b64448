#pragma once
#include "service/http.hpp"

// Lists taken out as files: .csv, .xlsx, .json and .ics of events, .csv and .xlsx of an event's participants.
namespace service {

struct App;

// At most so many events at once: as many as an import takes; for readers who are not signed in, whom nobody knows,
// less.
inline constexpr std::size_t most_exported = 10'000;
inline constexpr std::size_t most_exported_signed_out = 1'000;

// /api/v1/events.{format}: all that the list's filters let through, without pages; kept for readers who are not signed
// in, and limited for them (abuse_limits.hpp). Error{not_found} for a format there is not, Error{invalid,
// "export_too_large"}, or "export_too_large_signed_out", for too many events.
Reply export_events(const Request& request, App& app);
// /organiser/events.{format}: what the console's list shows, drafts and counts included.
Reply export_own_events(const Request& request, App& app);

// /organiser/events/{id}/participants.{format}, /api/v1/events/{id}/registrations.{format}: a row for each person, in
// the reader's language. Written to the audit log; phones and emails only for those who may see them.
Reply export_participants(const Request& request, App& app);

}  // namespace service
