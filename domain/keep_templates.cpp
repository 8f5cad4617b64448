#include "domain/keep_templates.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/keep_materials.hpp"
#include "domain/organisations.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_template_name = 200;

[[noreturn]] void no_such_template() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such template");
}

// Nobody learns of another organisation's.
EventTemplate usable(std::optional<EventTemplate> found, const Principal& principal) {
  if (!found || !may_use_templates(principal, found->organisation)) no_such_template();
  return std::move(*found);
}

void clean_name(std::string& name) {
  name = clean_text(name, "name", longest_template_name);
  if (name.empty()) throw Error(ErrorKind::invalid, "required", "is required", "name");
}

// What a unique index says, in the words of the form.
template <class Work>
void naming_the_same_template(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    if (error.problems().front().code != "duplicate") throw;
    throw Error(ErrorKind::conflict, "template_exists", "the organisation has a template of this name", "name");
  }
}

}  // namespace

std::vector<EventTemplate> list_templates(const Ports& ports, const Principal& principal) {
  require(principal, Permission::create_event);
  std::vector<EventTemplate> listed;
  ports.store.read([&](const Snapshot& snapshot) { listed = snapshot.templates().all(principal.organisation); });
  std::erase_if(listed, [&](const EventTemplate& one) { return !may_use_templates(principal, one.organisation); });
  return listed;
}

EventTemplate find_template(const Ports& ports, const Principal& principal, EventTemplateId id) {
  std::optional<EventTemplate> found;
  ports.store.read([&](const Snapshot& snapshot) { found = snapshot.templates().find(id); });
  return usable(std::move(found), principal);
}

EventTemplate create_template(const Ports& ports, const Principal& principal, std::string name, std::string content,
                              std::optional<OrganisationId> organisation, std::optional<EventId> from) {
  require(principal, Permission::create_event);
  const OrganisationId owner = owner_for(principal, organisation);
  if (!may_use_templates(principal, owner)) {
    throw Error(ErrorKind::forbidden, "forbidden", "this sign-in may not do that");
  }
  clean_name(name);
  EventTemplate made{{}, owner, std::move(name), std::move(content), ports.clock.now()};
  naming_the_same_template([&] {
    ports.store.write([&](Transaction& tx) {
      require_organisation(tx, owner);
      made.id = tx.templates().insert(made);
      const auto event = from ? std::as_const(tx.events()).find(*from) : std::nullopt;
      if (event && may(principal, Permission::edit_event, &*event)) keep_materials(tx, ports, *event, made.id);
    });
  });
  return made;
}

EventTemplate change_template(const Ports& ports, const Principal& principal, EventTemplateId id,
                              const std::function<void(EventTemplate&)>& change,
                              std::optional<std::int64_t> if_version) {
  EventTemplate changed;
  naming_the_same_template([&] {
    ports.store.write([&](Transaction& tx) {
      const EventTemplate before = usable(tx.templates().lock(id), principal);
      if (if_version && *if_version != before.version) {
        throw Error(ErrorKind::conflict, "version", "the template was changed by somebody else meanwhile");
      }
      changed = before;
      change(changed);
      clean_name(changed.name);
      if (changed.name == before.name && changed.content == before.content) return;
      changed.last_modified_time = ports.clock.now();
      tx.templates().update(changed);
      changed.version = before.version + 1;
    });
  });
  return changed;
}

std::vector<Material> materials_of_template(const Ports& ports, const Principal& principal, EventTemplateId id) {
  std::vector<Material> materials;
  ports.store.read([&](const Snapshot& snapshot) {
    (void)usable(snapshot.templates().find(id), principal);
    materials = snapshot.materials().of_template(id);
  });
  return materials;
}

void remove_template_material(const Ports& ports, const Principal& principal, EventTemplateId id, MaterialId material) {
  ports.store.write([&](Transaction& tx) {
    (void)usable(tx.templates().lock(id), principal);
    const auto all = std::as_const(tx.materials()).of_template(id);
    if (std::ranges::find(all, material, &Material::id) == all.end()) {
      throw Error(ErrorKind::not_found, "not_found", "there is no such material");
    }
    tx.materials().remove(id, material);
  });
}

void remove_template(const Ports& ports, const Principal& principal, EventTemplateId id) {
  ports.store.write([&](Transaction& tx) {
    (void)usable(tx.templates().lock(id), principal);
    tx.templates().remove(id);
  });
}

}  // namespace domain
