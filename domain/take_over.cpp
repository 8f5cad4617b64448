#include "domain/take_over.hpp"

#include <algorithm>
#include <utility>

#include "domain/event_history.hpp"
#include "domain/event_texts.hpp"
#include "domain/keep_materials.hpp"
#include "domain/store.hpp"

namespace domain {
namespace {

bool has_older_texts(const Event& event) {
  return std::ranges::any_of(report_texts(event).languages, [](const LanguageTexts& texts) {
    return std::ranges::any_of(texts.needs, &TextNeed::older);
  });
}

}  // namespace

void take_over(const Ports& ports, const Principal& principal, EventId from_id, std::vector<Event> made) {
  std::ranges::sort(made, {}, &Event::id);
  ports.store.write([&](Transaction& tx) {
    const auto from = std::as_const(tx.events()).find(from_id);
    if (!from || !may(principal, Permission::edit_event, &*from)) return;
    for (const Event& one : made) {
      auto event = tx.events().lock(one.id);
      if (!event) return;
      const Event before = *event;
      inherit_texts(*from, *event);
      if (has_older_texts(*event)) store_change(tx, ports, principal, before, *event, {ChangeKind::copied});
    }
    give_materials(tx, ports, *from, made.front());
  });
}

}  // namespace domain
