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

// Nobody knows when its texts were written.
Event as_event(EventDetails details) {
  Event event;
  static_cast<EventDetails&>(event) = std::move(details);
  settle_texts(nullptr, event, {});
  return event;
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

void take_over(const Ports& ports, const Principal& principal, EventTemplateId from, std::vector<Event> made,
               const std::function<EventDetails(const std::string& content)>& read) {
  std::ranges::sort(made, {}, &Event::id);
  ports.store.write([&](Transaction& tx) {
    const auto known = tx.templates().lock(from);
    if (!known || !may_use_templates(principal, known->organisation)) return;
    const Event like = as_event(read(known->content));
    for (const Event& one : made) {
      auto event = tx.events().lock(one.id);
      if (!event) return;
      const Event before = *event;
      inherit_texts(like, *event);
      if (has_older_texts(*event)) store_change(tx, ports, principal, before, *event, {ChangeKind::copied});
    }
    give_materials(tx, ports, from, made.front());
  });
}

}  // namespace domain
