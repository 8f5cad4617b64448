#pragma once
#include "service/http.hpp"

// /api/v1/audit: who looked at personal data, and who changed what by hand; for administrators.
namespace service {

struct App;

// The newest first: ?limit= (100 unless said otherwise, 1,000 at most), ?before= an entry's id.
Reply list_audit(const Request& request, App& app);

}  // namespace service
