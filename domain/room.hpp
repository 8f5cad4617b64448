#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/language.hpp"

namespace domain {

// What nobody has said yet is not "no".
enum class Fact { unknown, yes, no };

// What an organisation says of a room that it keeps. Every organiser may use any organisation's room.
struct RoomDetails {
  std::string name;
  std::string street_address;
  std::string municipality;
  std::optional<int> capacity;  // persons
  LocalisedText directions;     // how to get there
  Fact step_free = Fact::unknown;
  Fact induction_loop = Fact::unknown;
  bool retired = false;  // not chosen for any further event
  friend bool operator==(const RoomDetails&, const RoomDetails&) = default;
};

struct Room : RoomDetails {
  RoomId id;
  OrganisationId organisation;  // whose organisers change it
  std::int64_t version = 1;
};

class Rooms {
 public:
  virtual ~Rooms() = default;
  [[nodiscard]] virtual std::optional<Room> find(RoomId id) const = 0;
  // By municipality, then name; retired ones too.
  [[nodiscard]] virtual std::vector<Room> all() const = 0;

  // Takes the room for this transaction: who looks for overlaps in it afterwards sees all that came before, and whoever
  // comes next waits.
  [[nodiscard]] virtual std::optional<Room> lock(RoomId id) = 0;
  // Unique: name and street address within the organisation.
  virtual RoomId insert(const Room& room) = 0;
  // All but the organisation; the version moves. The events in it keep what they say.
  virtual void update(const Room& room) = 0;
};

// "unknown", "yes", "no".
[[nodiscard]] std::string_view to_word(Fact fact);
// Throws Error{invalid, "unknown_value", field}.
[[nodiscard]] Fact parse_fact(std::string_view word, std::string_view field);

// Throws Error{invalid} with all that is wrong; texts come out clean.
void validate(RoomDetails& room);

}  // namespace domain
