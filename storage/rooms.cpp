#include "storage/rooms.hpp"

#include <algorithm>

#include "storage/failure.hpp"
#include "storage/fold_case.hpp"

namespace storage {
namespace {

// A room once for each language that tells the way there, and once where none does.
struct RoomRow {
  domain::Room room;
  std::string language;
  std::string directions;
};

#define KUTSU_ROOM                                                                                                \
  "select r.id, r.organisation_id, r.name, r.street_address, r.municipality, r.capacity, r.step_free, "           \
  "r.induction_loop, r.retired, r.version, coalesce(d.language, ''), coalesce(d.text, '') from room r left join " \
  "room_directions d on d.room_id = r.id "

auto fields(RoomRow& row) {
  domain::Room& r = row.room;
  return std::tie(r.id, r.organisation, r.name, r.street_address, r.municipality, r.capacity, r.step_free,
                  r.induction_loop, r.retired, r.version, row.language, row.directions);
}

// Rows of one room follow each other.
std::vector<domain::Room> rooms_of(std::vector<RoomRow> rows) {
  std::vector<domain::Room> rooms;
  for (RoomRow& row : rows) {
    if (rooms.empty() || rooms.back().id != row.room.id) rooms.push_back(std::move(row.room));
    if (row.language.empty()) continue;
    rooms.back().directions.emplace(domain::LanguageTag(row.language), std::move(row.directions));
  }
  return rooms;
}

std::optional<domain::Room> first(std::vector<RoomRow> rows) {
  std::vector<domain::Room> rooms = rooms_of(std::move(rows));
  if (rooms.empty()) return {};
  return std::move(rooms.front());
}

void write_directions(Connection& database, domain::RoomId id, const domain::LocalisedText& directions) {
  database.run("delete from room_directions where room_id = ?", id);
  for (const auto& [language, text] : directions) {
    database.run("insert into room_directions (room_id, language, text) values (?, ?, ?)", id, language, text);
  }
}

}  // namespace

std::optional<domain::Room> RoomRows::find(domain::RoomId id) const {
  return first(context_.database.rows<RoomRow>(KUTSU_ROOM "where r.id = ?", id));
}

std::vector<domain::Room> RoomRows::all() const {
  std::vector<domain::Room> rooms = rooms_of(context_.database.rows<RoomRow>(KUTSU_ROOM "order by r.id"));
  std::ranges::stable_sort(rooms, {}, [](const domain::Room& room) {
    return std::pair(fold_case(room.municipality), fold_case(room.name));
  });
  return rooms;
}

std::optional<domain::Room> RoomRows::lock(domain::RoomId id) {
  Connection& database = context_.database;
  // SQLite's one writer has the whole database. Elsewhere the directions are read once the row is held.
  if (database.engine() == Engine::postgresql) {
    (void)database.rows<domain::RoomId>("select id from room where id = ? for no key update", id);
  }
  return find(id);
}

domain::RoomId RoomRows::insert(const domain::Room& room) {
  context_.changes.content = true;
  const auto id = context_.database.row<domain::RoomId>(
      "insert into room (organisation_id, name, street_address, municipality, capacity, step_free, induction_loop, "
      "retired, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id",
      room.organisation, room.name, room.street_address, room.municipality, room.capacity, room.step_free,
      room.induction_loop, room.retired, room.version);
  if (!id) throw_duplicate();
  write_directions(context_.database, *id, room.directions);
  return *id;
}

void RoomRows::update(const domain::Room& room) {
  context_.changes.content = true;
  context_.database.run(
      "update room set name = ?, street_address = ?, municipality = ?, capacity = ?, step_free = ?, "
      "induction_loop = ?, retired = ?, version = version + 1 where id = ?",
      room.name, room.street_address, room.municipality, room.capacity, room.step_free, room.induction_loop,
      room.retired, room.id);
  write_directions(context_.database, room.id, room.directions);
}

}  // namespace storage
