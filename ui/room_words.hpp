#pragma once
#include <string>
#include <vector>

#include "domain/room.hpp"
#include "ui/page.hpp"
#include "ui/reader.hpp"

// What pages say of a room.
namespace ui {

// "Sali 2, Porrassalmenkatu 1, Mikkeli (30 persons)".
[[nodiscard]] std::string room_line(const Reader& reader, const domain::Room& room);
// What is known of the way in and of hearing; nothing of what nobody has said.
[[nodiscard]] std::vector<std::string> accessibility_words(const Reader& reader, const domain::Room& room);
// Puts {{>ROOM_FACTS}} (room_facts.html): how to get there, and what is known of accessibility.
void add_room_facts(Values& into, const Reader& reader, const domain::Room& room);

}  // namespace ui
