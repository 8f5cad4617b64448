#include "ui/room_words.hpp"

#include "domain/address.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"

namespace ui {

std::string room_line(const Reader& reader, const domain::Room& room) {
  const std::string line = address_line(domain::place_of(room));
  if (!room.capacity) return line;
  return reader.text("organiser.rooms.line", {{"room", line}, {"count", std::int64_t{*room.capacity}}});
}

std::vector<std::string> accessibility_words(const Reader& reader, const domain::Room& room) {
  std::vector<std::string> words;
  const auto add = [&](const char* what, domain::Fact fact) {
    if (fact == domain::Fact::unknown) return;
    words.push_back(reader.text("access." + std::string(what) + "." + std::string(to_word(fact))));
  };
  add("step_free", room.step_free);
  add("induction_loop", room.induction_loop);
  return words;
}

void add_room_facts(Values& into, const Reader& reader, const domain::Room& room) {
  Values facts = into.include("ROOM_FACTS", "room_facts.html");
  set_text(facts, reader, room.directions, "DIRECTIONS");
  const auto words = accessibility_words(reader, room);
  if (words.empty()) return;
  Values access = facts.add("ACCESSIBLE");
  for (const std::string& one : words) access.add("ACCESS").set("WORDS", one);
}

}  // namespace ui
