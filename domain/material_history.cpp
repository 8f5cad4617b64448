#include "domain/material_history.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/field_texts.hpp"

namespace domain {
namespace {

constexpr const char* material_field = "material";
constexpr std::string_view of_series = "series";
constexpr std::size_t parts = 7;

// Its number, whose it is, title, language, for whom, address of a link, name of a file.
std::string text_of(const Material& material) {
  const auto* file = material.file();
  return pack({std::to_string(material.id.value), std::string(material.series ? of_series : ""), material.title,
               material.language ? material.language->str() : "", domain::text_of(material.for_registered),
               file == nullptr ? std::get<Link>(material.content).url : "", file == nullptr ? "" : file->name});
}

const FieldChange* field_of(const EventChange& change) {
  const auto found = std::ranges::find(change.fields, material_field, &FieldChange::field);
  return found == change.fields.end() ? nullptr : &*found;
}

// As it was, for `event`; with its number where it is still there.
Material material_in(const EventChange& change, const Event& event) {
  const FieldChange* field = field_of(change);
  if (field == nullptr) throw Error(ErrorKind::conflict, "nothing_to_undo", "this change has no way back");
  const auto texts = unpack(field->after.empty() ? field->before : field->after);
  if (texts.size() != parts) throw Error(ErrorKind::conflict, "nothing_to_undo", "this change has no way back");
  Material material;
  material.id = {std::stoll(texts[0])};
  if (texts[1] == of_series && event.super_event) {
    material.series = event.super_event;
  } else {
    material.event = event.id;
  }
  material.organisation = event.organisers.front().id;
  material.title = texts[2];
  if (!texts[3].empty()) material.language.emplace(texts[3]);
  take(texts[4], material.for_registered);
  material.content = Link{texts[5]};
  return material;
}

bool was_added(const EventChange& change) {
  return !field_of(change)->after.empty();
}

std::vector<Material> beside(const Materials& materials, const Event& event, const Material& material) {
  if (material.series) return materials.of_series(*material.series);
  std::vector<Material> all = materials.of(event);
  std::erase_if(all, [](const Material& one) { return !one.event; });
  return all;
}

bool is_there(const std::vector<Material>& all, const Material& link) {
  return std::ranges::any_of(all, [&](const Material& one) {
    return one.file() == nullptr && std::get<Link>(one.content).url == std::get<Link>(link.content).url &&
           one.title == link.title && one.language == link.language;
  });
}

std::string why_not(const Materials& materials, const Event& event, const EventChange& change) {
  const Material material = material_in(change, event);
  const auto all = beside(materials, event, material);
  if (was_added(change)) {
    // By more than its number, which another one may have by now.
    const std::string added = field_of(change)->after;
    const bool there = std::ranges::any_of(all, [&](const Material& one) { return text_of(one) == added; });
    return there ? "" : "material_gone";
  }
  if (std::get<Link>(material.content).url.empty()) return "file_not_kept";
  if (is_there(all, material)) return "changed_since";
  return all.size() >= maximum_materials ? "too_many_materials" : "";
}

}  // namespace

bool is_about_material(const EventChange& change) {
  return field_of(change) != nullptr;
}

bool is_about_material_of_series(const EventChange& change) {
  const FieldChange* field = field_of(change);
  if (field == nullptr) return false;
  const auto texts = unpack(field->after.empty() ? field->before : field->after);
  return texts.size() == parts && texts[1] == of_series;
}

void note_material(Transaction& tx, const Ports& ports, const Principal& who, const Event& event,
                   const Material& material, Act act) {
  FieldChange field{material_field};
  (act.kind == ChangeKind::material_added ? field.after : field.before) = text_of(material);
  note_change(tx, ports, who, event, act, material.title, {std::move(field)});
}

std::string why_material_not_put_back(const Snapshot& snapshot, const Event& event, const EventChange& change) {
  return why_not(snapshot.materials(), event, change);
}

Material put_back_material(Transaction& tx, const Ports& ports, const Event& event, const EventChange& change) {
  Material material = material_in(change, event);
  tx.materials().lock(material.organisation);
  const std::string refusal = why_not(std::as_const(tx.materials()), event, change);
  if (!refusal.empty()) throw Error(ErrorKind::conflict, refusal, "the change cannot be undone any more");
  if (was_added(change)) {
    material = std::as_const(tx.materials()).find(material.id).value();
    tx.materials().remove(material.id);
    return material;
  }
  material.added_time = ports.clock.now();
  material.id = tx.materials().insert(material).value();
  return material;
}

}  // namespace domain
