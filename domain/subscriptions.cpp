#include "domain/subscriptions.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/merge_content.hpp"
#include "domain/organisations.hpp"
#include "domain/require_free.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_address = 2000;
constexpr std::size_t longest_line = 200;
constexpr std::chrono::minutes shortest_wait{1};
// Of one organisation: each is read every hour.
constexpr std::size_t most_of_one = 50;

[[noreturn]] void refuse_address() {
  throw Error(ErrorKind::invalid, "calendar_address", "must be the https address of a calendar", "address");
}

std::string_view without_scheme(std::string_view address) {
  return address.substr(address.find("://") + 3);
}

void validate(SubscriptionDetails& details) {
  Violations violations;
  const auto clean = [&](std::string& text, const char* field) {
    try {
      text = clean_text(text, field, longest_line);
    } catch (const Error& error) {
      violations.add(error);
    }
  };
  clean(details.name, "name");
  clean(details.municipality, "municipality");
  violations.require(!details.name.empty(), "name", "required", "is required");
  violations.require(details.registration_url.empty() || is_web_address(details.registration_url), "registration_url",
                     "url", "must begin with https:// or http://");
  violations.throw_if_any();
}

// Whoever may not publish themselves has what comes of it approved, until somebody who may vouches for what it brings.
void note_maker(Subscription& subscription, const Principal& principal, const Subscription& before) {
  if (principal.role == Role::partner) {
    subscription.by_partner = true;
  } else if (subscription.address != before.address || subscription.publication_status != before.publication_status) {
    subscription.by_partner = false;
  }
}

// A new address knows nothing of the old one's answers; else whoever is told to wait still waits.
void ask_anew(Subscription& subscription, const Subscription& before, Instant now) {
  if (subscription.address != before.address) {
    subscription.etag.clear();
    subscription.last_modified.clear();
    subscription.next_time = now;
    return;
  }
  SubscriptionDetails other_name = before;
  other_name.name = subscription.name;
  other_name.paused = subscription.paused;
  if (static_cast<const SubscriptionDetails&>(subscription) == other_name) return;
  // What was read before was read with other eyes.
  subscription.etag.clear();
  subscription.last_modified.clear();
  if (before.failures > 0) return;
  subscription.next_time = before.tried_time ? std::max(now, *before.tried_time + shortest_wait) : now;
}

// Two who add at once come one after the other: the row that is taken for the organisation's files is its own.
void take_those_of(Transaction& tx, OrganisationId organisation) {
  tx.materials().lock(organisation);
}

void require_new_address(const Subscriptions& known, const Subscription& subscription) {
  const auto same = known.of(subscription.organisation);
  if (std::ranges::none_of(same, [&](const Subscription& one) {
        return one.id != subscription.id && one.address == subscription.address;
      })) {
    return;
  }
  throw Error(ErrorKind::conflict, "subscription_exists", "the calendar is subscribed to already", "address");
}

Subscription lock_for(Transaction& tx, const Principal& principal, SubscriptionId id) {
  auto subscription = tx.subscriptions().lock(id);
  if (!subscription) throw Error(ErrorKind::not_found, "not_found", "there is no such subscription");
  require_subscriber(principal, subscription->organisation);
  return std::move(*subscription);
}

struct Linked {
  Event event;
  SubscribedEvent link;
  LanguageTag language;
};

Linked lock_linked(Transaction& tx, const Principal& principal, EventId id) {
  Linked linked{domain::lock_for(tx, principal, id), {}, {}};
  auto link = std::as_const(tx.subscriptions()).of_event(id);
  if (!link) throw Error(ErrorKind::not_found, "not_found", "the event comes from no calendar");
  linked.link = std::move(*link);
  const auto subscription = std::as_const(tx.subscriptions()).find(linked.link.subscription);
  if (!subscription) throw Error(ErrorKind::not_found, "not_found", "the event comes from no calendar");
  linked.language = subscription->language;
  return linked;
}

// Nobody asks for it any more, and who does already stops at the next event.
Subscription stop_asking(const Ports& ports, const Principal& principal, SubscriptionId id) {
  Subscription subscription;
  ports.store.write([&](Transaction& tx) {
    subscription = lock_for(tx, principal, id);
    subscription.paused = true;
    tx.subscriptions().update(subscription);
  });
  return subscription;
}

bool withdraw(const Ports& ports, const Principal& principal, EventId id) {
  bool withdrawn = false;
  ports.store.write([&](Transaction& tx) {
    withdrawn = false;
    auto event = tx.events().lock(id);
    if (!event || !may(principal, Permission::edit_event, &*event)) return;
    const bool nobody = event->confirmed_persons + event->waitlisted_persons == 0;
    if (is_draft(*event) || !nobody || event->status == EventStatus::cancelled) return;
    if (event->end_time <= ports.clock.now()) return;
    EventDetails details = *event;
    details.publication_status = PublicationStatus::draft;
    Notices notices;
    change_details(tx, ports, principal, *event, std::move(details), notices);
    withdrawn = true;
  });
  return withdrawn;
}

}  // namespace

std::string calendar_address(std::string_view text) {
  std::string address(trim(text));
  if (to_lower_ascii(address).starts_with("webcal://")) address.replace(0, 9, "https://");
  if (to_lower_ascii(address).starts_with("webcals://")) address.replace(0, 10, "https://");
  const std::string lower = to_lower_ascii(address);
  const bool known = lower.starts_with("https://") || lower.starts_with("http://");
  const bool plain = std::ranges::all_of(address, [](unsigned char c) { return c > 0x20 && c != 0x7f; });
  if (!known || !plain || address.size() > longest_address || !is_valid_utf8(address)) refuse_address();
  const std::string_view rest = without_scheme(address);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
  if (authority.empty() || authority.find('@') != std::string_view::npos) refuse_address();
  return address.substr(0, address.find('#'));
}

std::string host_of(std::string_view address) {
  std::string_view host = without_scheme(address);
  host = host.substr(0, host.find_first_of("/?#\\"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  return std::string(host);
}

Subscription create_subscription(const Ports& ports, const Principal& principal, SubscriptionDetails details,
                                 std::string_view address, std::optional<OrganisationId> organisation) {
  const OrganisationId owner = owner_for(principal, organisation);
  require_subscriber(principal, owner);
  validate(details);
  Subscription subscription;
  static_cast<SubscriptionDetails&>(subscription) = std::move(details);
  subscription.organisation = owner;
  subscription.address = calendar_address(address);
  subscription.created_time = subscription.next_time = ports.clock.now();
  subscription.by_partner = principal.role == Role::partner;
  ports.store.write([&](Transaction& tx) {
    require_organisation(tx, owner);
    take_those_of(tx, owner);
    require_new_address(tx.subscriptions(), subscription);
    if (std::as_const(tx.subscriptions()).of(owner).size() >= most_of_one) {
      throw Error(ErrorKind::conflict, "too_many_subscriptions", "the organisation follows as many as it may");
    }
    subscription.id = tx.subscriptions().insert(subscription);
  });
  return subscription;
}

Subscription edit_subscription(const Ports& ports, const Principal& principal, SubscriptionId id,
                               const std::function<void(SubscriptionDetails&)>& change, std::string_view address,
                               std::optional<std::int64_t> if_version) {
  Subscription subscription;
  ports.store.write([&](Transaction& tx) {
    const Subscription before = lock_for(tx, principal, id);
    if (if_version && *if_version != before.version) {
      throw Error(ErrorKind::conflict, "version", "the subscription was changed by somebody else meanwhile");
    }
    subscription = before;
    change(subscription);
    validate(subscription);
    if (subscription.language != before.language && !std::as_const(tx.subscriptions()).events_of(id).empty()) {
      throw Error(ErrorKind::conflict, "subscription_language", "its events have texts in that language", "language");
    }
    if (!trim(address).empty()) subscription.address = calendar_address(address);
    if (subscription.address != before.address) take_those_of(tx, subscription.organisation);
    require_new_address(tx.subscriptions(), subscription);
    if (subscription.address == before.address &&
        static_cast<const SubscriptionDetails&>(subscription) == static_cast<const SubscriptionDetails&>(before)) {
      return;
    }
    note_maker(subscription, principal, before);
    ask_anew(subscription, before, ports.clock.now());
    tx.subscriptions().update(subscription);
    subscription.version = before.version + 1;
  });
  return subscription;
}

void fetch_now(const Ports& ports, const Principal& principal, SubscriptionId id) {
  ports.store.write([&](Transaction& tx) {
    Subscription subscription = lock_for(tx, principal, id);
    if (subscription.paused) throw Error(ErrorKind::conflict, "subscription_paused", "the subscription is paused");
    const Instant now = ports.clock.now();
    if (subscription.tried_time && now < *subscription.tried_time + shortest_wait) {
      throw Error(ErrorKind::conflict, "asked_just_now", "the calendar was asked for just now");
    }
    subscription.next_time = now;
    tx.subscriptions().update(subscription);
  });
}

std::size_t remove_subscription(const Ports& ports, const Principal& principal, SubscriptionId id, ItsEvents events) {
  (void)stop_asking(ports, principal, id);
  std::size_t withdrawn = 0;
  if (events == ItsEvents::withdraw) {
    std::vector<SubscribedEvent> known;
    ports.store.read([&](const Snapshot& snapshot) { known = snapshot.subscriptions().events_of(id); });
    for (const SubscribedEvent& one : known) {
      if (!one.left) withdrawn += withdraw(ports, principal, one.event) ? 1 : 0;
    }
  }
  ports.store.write([&](Transaction& tx) {
    (void)lock_for(tx, principal, id);
    tx.subscriptions().remove(id);
  });
  return withdrawn;
}

Event take_theirs(const Ports& ports, const Principal& principal, EventId id, SubscribedField field) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    Linked linked = lock_linked(tx, principal, id);
    event = std::move(linked.event);
    require_uncancelled(event);
    const EventDetails before = event;
    EventDetails details = event;
    settle(field, linked.link);
    follow_field(field, linked.link.theirs, linked.language, ports, details);
    tx.subscriptions().update(linked.link);
    Notices notices;
    change_details(tx, ports, principal, event, std::move(details), notices);
    if (is_moved(before, event)) require_free(tx, principal, {&event, 1});
    notices.send(tx, ports);
  });
  return event;
}

void keep_ours(const Ports& ports, const Principal& principal, EventId id, SubscribedField field) {
  ports.store.write([&](Transaction& tx) {
    Linked linked = lock_linked(tx, principal, id);
    if (!linked.link.open.contains(field)) return;
    settle(field, linked.link);
    tx.subscriptions().update(linked.link);
    note_change(tx, ports, principal, linked.event, ChangeKind::calendar_declined, std::string(to_word(field)));
  });
}

void leave_calendar(const Ports& ports, const Principal& principal, EventId id) {
  ports.store.write([&](Transaction& tx) {
    Linked linked = lock_linked(tx, principal, id);
    if (linked.link.left) return;
    linked.link.left = true;
    tx.subscriptions().update(linked.link);
    note_change(tx, ports, principal, linked.event, ChangeKind::calendar_left);
  });
}

Subscription see_subscription(const Snapshot& snapshot, const Principal& principal, SubscriptionId id) {
  auto subscription = snapshot.subscriptions().find(id);
  if (!subscription) throw Error(ErrorKind::not_found, "not_found", "there is no such subscription");
  require_subscriber(principal, subscription->organisation);
  return std::move(*subscription);
}

}  // namespace domain
