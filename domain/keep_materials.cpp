#include "domain/keep_materials.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/lock_order.hpp"
#include "domain/material_history.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_url = 2000;
constexpr std::size_t longest_file_name = 150;

// The event, or all dates of its series, locked; the one asked about first. Nobody gives out what another organisation
// would have to answer for.
std::vector<Event> take_all(Transaction& tx, const Principal& principal, EventId id, bool whole_series) {
  std::vector<Event> taken;
  const Events& events = tx.events();
  const auto asked = events.find(id);
  if (whole_series && asked && asked->super_event) {
    std::vector<EventId> dates;
    for (const Event& date : events.of_series(*asked->super_event)) dates.push_back(date.id);
    take_events(tx, dates);
  }
  taken.push_back(lock_for(tx, principal, id));
  const auto series = taken.front().super_event;
  if (!whole_series) return taken;
  if (!series) throw Error(ErrorKind::conflict, "no_series", "the event is not part of a series");
  for (Event& date : tx.snapshot().events().of_series(*series)) {
    require(principal, Permission::edit_event, &date);
    if (date.id != id) taken.push_back(std::move(date));
  }
  return taken;
}

void note_all(Transaction& tx, const Ports& ports, const Principal& principal, const std::vector<Event>& events,
              const Material& material, ChangeKind kind) {
  for (const Event& event : events) note_material(tx, ports, principal, event, material, {kind});
}

// "www.example.org/guide", as people write it, is an address as well.
void complete_address(std::string& url) {
  const std::string host = to_lower_ascii(url.substr(0, url.find_first_of("/?#")));
  const bool plain = host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos;
  const std::size_t dot = host.rfind('.');
  if (plain && dot != std::string::npos && dot > 0 && dot + 2 < host.size()) url.insert(0, "https://");
}

void require_right(NewMaterial& wanted) {
  Violations violations;
  const auto clean = [&](std::string& text, const char* field, std::size_t longest) {
    try {
      text = clean_text(text, field, longest);
    } catch (const Error& error) {
      violations.add(error);
    }
  };
  clean(wanted.title, "title", longest_title);
  if (wanted.file_name.empty()) {
    clean(wanted.url, "url", longest_url);
    complete_address(wanted.url);
    violations.require(!wanted.url.empty(), "url", "required", "is required");
    violations.require(wanted.url.empty() || is_web_address(wanted.url), "url", "url",
                       "must begin with https:// or http://");
  } else {
    clean(wanted.file_name, "file", longest_file_name);
    violations.require(!wanted.bytes.empty(), "file", "required", "is empty");
    violations.require(wanted.bytes.size() <= maximum_material_bytes, "file", "file_too_large",
                       "must be at most 10 megabytes");
  }
  violations.throw_if_any();
}

std::string title_of(const NewMaterial& wanted) {
  if (!wanted.title.empty()) return wanted.title;
  if (wanted.file_name.empty()) return wanted.url.substr(0, longest_title);
  return wanted.file_name.substr(0, wanted.file_name.rfind('.'));
}

std::vector<Material> beside(const Materials& materials, const Event& event, bool whole_series) {
  if (whole_series) return materials.of_series(*event.super_event);
  std::vector<Material> all = materials.of(event);
  std::erase_if(all, [](const Material& material) { return !material.event; });
  return all;
}

// Two who add at once come one after the other.
void require_room(Transaction& tx, const Event& event, const NewMaterial& wanted, OrganisationId organisation,
                  std::int64_t most_bytes) {
  tx.materials().lock(organisation);
  if (beside(std::as_const(tx.materials()), event, wanted.whole_series).size() >= maximum_materials) {
    throw Error(ErrorKind::conflict, "too_many_materials", "there are as many as there may be: remove one first");
  }
  const auto bytes = static_cast<std::int64_t>(wanted.bytes.size());
  if (bytes > 0 && std::as_const(tx.materials()).bytes_of(organisation) + bytes > most_bytes) {
    throw Error(ErrorKind::conflict, "materials_full", "the organisation's files have no room left: remove some first",
                "file");
  }
}

Material material_of(const Event& event, const NewMaterial& wanted, Instant now) {
  Material material;
  if (wanted.whole_series) {
    material.series = event.super_event;
  } else {
    material.event = event.id;
  }
  material.organisation = event.organisers.front().id;
  material.title = title_of(wanted);
  material.language = wanted.language;
  material.for_registered = wanted.for_registered;
  material.added_time = now;
  return material;
}

// What `material` was, for another event or series.
void add_copy(Transaction& tx, Material material, std::optional<EventId> event, std::optional<SeriesId> series,
              Instant now) {
  material.id = {};
  material.event = event;
  material.series = series;
  material.added_time = now;
  (void)tx.materials().insert(material);
}

bool belongs_to(const Material& material, const Event& event) {
  return material.event == event.id || (material.series && material.series == event.super_event);
}

bool is_shown(const Material& material, MaterialReader reader) {
  return reader != MaterialReader::anyone || !material.for_registered;
}

}  // namespace

Material add_material(const Ports& ports, const Principal& principal, EventId event_id, NewMaterial wanted,
                      std::int64_t most_bytes) {
  require_right(wanted);
  MaterialFile file{{}, wanted.file_name, wanted.media_type, static_cast<std::int64_t>(wanted.bytes.size()), {}};
  if (!wanted.file_name.empty()) file.digest = ports.secrets.hash_token(wanted.bytes);
  Material material;
  ports.store.write([&](Transaction& tx) {
    const std::vector<Event> events = take_all(tx, principal, event_id, wanted.whole_series);
    const Event& event = events.front();
    material = material_of(event, wanted, ports.clock.now());
    require_room(tx, event, wanted, material.organisation, most_bytes);
    if (wanted.file_name.empty()) {
      material.content = Link{wanted.url};
    } else {
      file.id = tx.materials().insert(file, material.organisation, wanted.bytes);
      material.content = file;
    }
    material.id = tx.materials().insert(material).value();
    note_all(tx, ports, principal, events, material, ChangeKind::material_added);
  });
  return material;
}

void remove_material(const Ports& ports, const Principal& principal, EventId event_id, MaterialId id) {
  ports.store.write([&](Transaction& tx) {
    const auto listed = std::as_const(tx.materials()).find(id);
    const std::vector<Event> events = take_all(tx, principal, event_id, listed && listed->series);
    // Somebody else may have removed it meanwhile.
    const auto material = std::as_const(tx.materials()).find(id);
    if (!material || !belongs_to(*material, events.front())) {
      throw Error(ErrorKind::not_found, "not_found", "there is no such material");
    }
    tx.materials().remove(id);
    note_all(tx, ports, principal, events, *material, ChangeKind::material_removed);
  });
}

MaterialReader material_reader(const std::optional<Principal>& principal, const Event& event) {
  const bool sees = principal && may(*principal, Permission::see_event, &event);
  const bool for_staff = event.publication_status == PublicationStatus::staff;
  if (sees && (for_staff || may(*principal, Permission::see_history, &event))) return MaterialReader::staff;
  if (sees || is_open_to_anyone(event)) return MaterialReader::anyone;
  throw Error(ErrorKind::not_found, "not_found", "there is no such event");
}

std::vector<Material> materials_for(const Snapshot& snapshot, const Event& event, MaterialReader reader) {
  std::vector<Material> materials = snapshot.materials().of(event);
  std::erase_if(materials, [&](const Material& material) { return !is_shown(material, reader); });
  return materials;
}

std::optional<Material> find_material(const Snapshot& snapshot, const Event& event, MaterialId id,
                                      MaterialReader reader) {
  auto material = snapshot.materials().find(id);
  if (!material || !belongs_to(*material, event) || !is_shown(*material, reader)) return {};
  return material;
}

bool sees_materials(const Registration& registration) {
  return registration.status == RegistrationStatus::confirmed && registration.verified;
}

void copy_materials(Transaction& tx, const Ports& ports, const Event& from, const Event& made) {
  for (Material& material : std::as_const(tx.materials()).of(from)) {
    if (!material.event) continue;
    material.organisation = made.organisers.front().id;
    add_copy(tx, std::move(material), made.id, {}, ports.clock.now());
  }
}

void give_materials(Transaction& tx, const Ports& ports, const Event& from, const Event& made) {
  std::vector<Material> materials = std::as_const(tx.materials()).of(from);
  if (materials.size() > maximum_materials) materials.resize(maximum_materials);
  for (Material& material : materials) {
    material.organisation = made.organisers.front().id;
    const auto alone = made.super_event ? std::nullopt : std::optional(made.id);
    add_copy(tx, std::move(material), alone, made.super_event, ports.clock.now());
  }
}

void keep_materials(Transaction& tx, const Ports& ports, const Event& from, EventTemplateId made) {
  std::vector<Material> materials = std::as_const(tx.materials()).of(from);
  if (materials.size() > maximum_materials) materials.resize(maximum_materials);
  for (Material& material : materials) {
    material.added_time = ports.clock.now();
    tx.materials().insert(made, material);
  }
}

void give_materials(Transaction& tx, const Ports& ports, EventTemplateId from, const Event& made) {
  for (Material& material : std::as_const(tx.materials()).of_template(from)) {
    material.organisation = made.organisers.front().id;
    const auto alone = made.super_event ? std::nullopt : std::optional(made.id);
    add_copy(tx, std::move(material), alone, made.super_event, ports.clock.now());
  }
}

void copy_materials(Transaction& tx, const Ports& ports, SeriesId from, SeriesId made) {
  for (Material& material : std::as_const(tx.materials()).of_series(from)) {
    add_copy(tx, std::move(material), {}, made, ports.clock.now());
  }
}

}  // namespace domain
