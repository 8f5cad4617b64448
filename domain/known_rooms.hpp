#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/room.hpp"
#include "domain/store.hpp"

// Rooms that somebody meant who wrote the place down in words: in a room double bookings are noticed.
namespace domain {

inline constexpr std::size_t most_rooms_meant = 3;

// The rooms in use as they are when this is made. Texts are compared folded (search_words.hpp); a place says nothing
// of what it leaves out, but never means a room in another town or street than it names.
class KnownRooms {
 public:
  KnownRooms(const Snapshot& snapshot, const Principal& principal);

  // What to ask about: rooms of that name; those all of whose name is said and about which nothing else is said ("the
  // hall at Monitoimitalo" where that is the address or the keeper), one letter wrong in a long word; those in that
  // street. The likeliest first, at most `most_rooms_meant`; none for what is online or in a room.
  [[nodiscard]] std::vector<Room> like(const Place& place) const;
  // What needs no question: the one room of that very name. Of other organisations' only where the place says more than
  // a name; none where there are several.
  [[nodiscard]] std::optional<Room> called(const Place& place) const;

 private:
  struct Known {
    Room room;
    bool own = false;
    std::string name;                // folded, as all below
    std::vector<std::string> words;  // of the name
    std::vector<std::string> about;  // of name, address, town and who keeps it
  };
  std::vector<Known> rooms_;
};

}  // namespace domain
