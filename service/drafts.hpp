#pragma once
#include "service/http.hpp"

// Drafts as JSON: published together, or deleted. With "dry_run" nothing is stored, and the answer says what would be.
namespace service {

struct App;

// POST /api/v1/drafts/publish {"events", "publication_status"?, "dry_run"?}
Reply publish_drafts(const Request& request, App& app);
// POST /api/v1/drafts/delete {"events", "dry_run"?}
Reply delete_drafts(const Request& request, App& app);
// DELETE /api/v1/events/{id}: a draft that nobody has heard of.
Reply delete_event(const Request& request, App& app);
// DELETE /api/v1/subscriptions/{id}/removed-dates: they come in again.
Reply forget_removed_dates(const Request& request, App& app);

}  // namespace service
