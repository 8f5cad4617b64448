#pragma once
#include "service/http.hpp"

// Rooms that organisations keep. Those of every organisation are listed, retired ones too.
namespace service {

struct App;

Reply list_rooms(const Request& request, App& app);
Reply create_room(const Request& request, App& app);
// A merge patch (RFC 7396); If-Match is honoured.
Reply change_room(const Request& request, App& app);

}  // namespace service
