#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/material.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

// An organiser's work on materials. Each call is one transaction and asks access.hpp.
namespace domain {

struct NewMaterial {
  bool whole_series = false;  // for every date of the event's series
  std::string title;          // empty: the file's name, or the link itself
  std::optional<LanguageTag> language;
  bool for_registered = false;
  std::string url;  // of a link; empty: a file
  // Of a file: what it is called, what it was found to be, and what it holds; `bytes` live as long as the call.
  std::string file_name;
  std::string media_type;
  std::string_view bytes;
};

// Error{invalid}: "url" that is no http or https address; "too_many_materials" of the event or the series;
// "file_too_large"; "materials_full" where the organisation of the event would have more than `most_bytes`.
// Materials of a whole series need Permission::edit_event for every date of it.
[[nodiscard]] Material add_material(const Ports& ports, const Principal& principal, EventId event, NewMaterial wanted,
                                    std::int64_t most_bytes);
// Error{not_found} where the event has none of this id.
void remove_material(const Ports& ports, const Principal& principal, EventId event, MaterialId id);

// What of the event's materials may be seen: by anybody, by who is registered for it, by staff.
enum class MaterialReader { anyone, registered, staff };
// Of who asks without a registration's link: staff are those who work for one of its organisers, and of an event for
// staff everybody who works anywhere. Error{not_found} where they may not see the event itself.
[[nodiscard]] MaterialReader material_reader(const std::optional<Principal>& principal, const Event& event);
[[nodiscard]] std::vector<Material> materials_for(const Snapshot& snapshot, const Event& event, MaterialReader reader);
// Nothing where there is none, or none for this reader.
[[nodiscard]] std::optional<Material> find_material(const Snapshot& snapshot, const Event& event, MaterialId id,
                                                    MaterialReader reader);

// Whether the holder of its link is given what is for those who registered: whose place is sure, and who has proven
// that the phone is theirs.
[[nodiscard]] bool sees_materials(const Registration& registration);

// In the transaction that copies an event or a series: the copies have what `from` has.
void copy_materials(Transaction& tx, const Ports& ports, const Event& from, const Event& made);
void copy_materials(Transaction& tx, const Ports& ports, SeriesId from, SeriesId made);
// All that participants of `from` have, for a new event alone, or for the whole series that it is a date of.
void give_materials(Transaction& tx, const Ports& ports, const Event& from, const Event& made);
// What the event's participants have, for a template that is made from it; and what a template has, for what is made
// with it.
void keep_materials(Transaction& tx, const Ports& ports, const Event& from, EventTemplateId made);
void give_materials(Transaction& tx, const Ports& ports, EventTemplateId from, const Event& made);

}  // namespace domain
