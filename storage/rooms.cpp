#include "storage/rooms.hpp"

#include <algorithm>

#include "storage/failure.hpp"
#include "storage/fold_case.hpp"

namespace storage {
namespace {

struct RoomRow {
  domain::Room room;
};

#define KUTSU_ROOM_COLUMNS                                                                                  \
  "id, organisation_id, name, street_address, municipality, capacity, step_free, induction_loop, retired, " \
  "version"

auto fields(RoomRow& row) {
  domain::Room& r = row.room;
  return std::tie(r.id, r.organisation, r.name, r.street_address, r.municipality, r.capacity, r.step_free,
                  r.induction_loop, r.retired, r.version);
}

std::vector<domain::Room> complete(Connection& database, std::vector<RoomRow> rows) {
  std::vector<domain::Room> rooms;
  if (rows.empty()) return rooms;
  std::vector<std::int64_t> ids;
  for (RoomRow& row : rows) {
    ids.push_back(row.room.id.value);
    rooms.push_back(std::move(row.room));
  }
  using Text = std::tuple<domain::RoomId, domain::LanguageTag, std::string>;
  for (auto& [id, language, text] :
       database.rows<Text>("select room_id, language, text from room_directions where " +
                               any_of(database.engine(), "room_id", false) + " order by room_id, language",
                           list_value(database.engine(), ids))) {
    std::ranges::find(rooms, id, &domain::Room::id)->directions.emplace(language, std::move(text));
  }
  return rooms;
}

std::optional<domain::Room> first(std::vector<domain::Room> rooms) {
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
  return first(complete(context_.database,
                        context_.database.rows<RoomRow>("select " KUTSU_ROOM_COLUMNS " from room where id = ?", id)));
}

std::vector<domain::Room> RoomRows::all() const {
  std::vector<domain::Room> rooms = complete(
      context_.database, context_.database.rows<RoomRow>("select " KUTSU_ROOM_COLUMNS " from room order by id"));
  std::ranges::stable_sort(rooms, {}, [](const domain::Room& room) {
    return std::pair(fold_case(room.municipality), fold_case(room.name));
  });
  return rooms;
}

std::optional<domain::Room> RoomRows::lock(domain::RoomId id) {
  Connection& database = context_.database;
  // SQLite's one writer has the whole database.
  return first(complete(
      database, database.rows<RoomRow>(database.engine() == Engine::sqlite
                                           ? "select " KUTSU_ROOM_COLUMNS " from room where id = ?"
                                           : "select " KUTSU_ROOM_COLUMNS " from room where id = ? for no key update",
                                       id)));
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
