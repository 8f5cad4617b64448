#pragma once
#include <map>
#include <string>

#include "domain/access.hpp"
#include "domain/ports.hpp"

namespace service::demo {

// By the titles of the events that are held in them; rooms that are there already are left as they are.
[[nodiscard]] std::map<std::string, domain::RoomId> add_rooms(const domain::Ports& ports,
                                                              const domain::Principal& principal);

}  // namespace service::demo
