#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/time.hpp"

// What participants are given to read: links, and files kept in the database.
namespace domain {

// A file's description; its bytes are Materials::content.
struct MaterialFile {
  MaterialFileId id;
  std::string name;        // for who saves it, with the ending of its type
  std::string media_type;  // by its content
  std::int64_t size = 0;   // bytes
  std::string digest;      // of the bytes
};

struct Link {
  std::string url;  // http or https
};

struct Material {
  MaterialId id;
  // Of one event, or of all dates of a series. Neither: of a template.
  std::optional<EventId> event;
  std::optional<SeriesId> series;
  OrganisationId organisation;          // against whose limit a file counts
  std::string title;                    // in `language`
  std::optional<LanguageTag> language;  // no value: for readers of any
  bool for_registered = false;          // only for whom registers, and for staff
  std::variant<Link, MaterialFile> content;
  Instant added_time;

  [[nodiscard]] const MaterialFile* file() const { return std::get_if<MaterialFile>(&content); }
};

inline constexpr std::size_t maximum_material_bytes = 10 * 1024 * 1024;
inline constexpr std::size_t maximum_materials = 20;  // of an event, and of a series

class Materials {
 public:
  virtual ~Materials() = default;
  [[nodiscard]] virtual std::optional<Material> find(MaterialId id) const = 0;
  // Its own and its series', in the order they were added.
  [[nodiscard]] virtual std::vector<Material> of(const Event& event) const = 0;
  [[nodiscard]] virtual std::vector<Material> of_series(SeriesId series) const = 0;
  // All of it; empty where there is no such file.
  [[nodiscard]] virtual std::string content(MaterialFileId file) const = 0;
  // Bytes of the organisation's files, one that several events have counted once.
  [[nodiscard]] virtual std::int64_t bytes_of(OrganisationId organisation) const = 0;
  // Of a template, in the order they were added; `id` is unique among these alone.
  [[nodiscard]] virtual std::vector<Material> of_template(EventTemplateId id) const = 0;
  // Of events, and of series, that ended before `before`; files alone, the oldest first.
  [[nodiscard]] virtual std::vector<MaterialId> files_ended_before(Instant before, std::size_t limit) const = 0;

  // Takes the organisation's files for this transaction: who asks for bytes_of afterwards sees all that came before.
  virtual void lock(OrganisationId organisation) = 0;
  // Keeps the bytes, and of `file` all but the id.
  virtual MaterialFileId insert(const MaterialFile& file, OrganisationId organisation, std::string_view bytes) = 0;
  // Its file is one that is kept; nothing where that has gone meanwhile.
  virtual std::optional<MaterialId> insert(const Material& material) = 0;
  // With its file, where no other material has that.
  virtual void remove(MaterialId id) = 0;
  // The same of a template, which is locked. What `material` belongs to besides is not kept.
  virtual void insert(EventTemplateId id, const Material& material) = 0;
  virtual void remove(EventTemplateId id, MaterialId material) = 0;
};

}  // namespace domain
