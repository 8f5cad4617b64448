#include "domain/manage_registration.hpp"

#include <algorithm>
#include <utility>

#include "domain/attendance.hpp"
#include "domain/manage_token.hpp"
#include "domain/phone_proof.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"
#include "domain/registration_work.hpp"

namespace domain {
namespace {

struct Hashed {
  std::string hash;
  EventId event;
};

Hashed look_up(const Ports& ports, std::string_view manage_token) {
  std::string hash = manage_token_hash(ports.secrets, manage_token);
  const EventId event = event_of_token(ports, hash);
  return {std::move(hash), event};
}

// One transaction about the registration of the link.
RegistrationView with_registration(const Ports& ports, std::string_view manage_token,
                                   const std::function<void(Transaction&, Found&)>& work) {
  const Hashed link = look_up(ports, manage_token);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    Found found = lock_by_hash(tx, link.event, link.hash);
    work(tx, found);
    view = view_of(tx, std::move(found));
  });
  return std::move(*view);
}

void require_offer(const Found& found, Instant now) {
  const Registration& registration = found.registration;
  if (registration.status != RegistrationStatus::offered || registration.expires_time.value_or(now) <= now) {
    throw Error(ErrorKind::conflict, "no_offer", "no place is offered any more");
  }
  if (found.event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  require_attendance_open(found.event);
}

Registration registration_of(const Ports& ports, std::string_view manage_token) {
  return view_registration(ports, manage_token).registration;
}

// The code was right. Those over the limit of one phone end; where that is all of them, Error{conflict,
// "contact_limit"}.
void confirm_code(Transaction& tx, const Ports& ports, std::vector<Found>& dates) {
  bool told = false;
  std::vector<Found*> over;
  for (Found& date : dates) {
    Registration& registration = date.registration;
    if (registration.verified || registration.status == RegistrationStatus::cancelled) continue;
    if (is_over_limit(tx.registrations(), {&date.event, &registration})) {
      over.push_back(&date);
      continue;
    }
    registration.verified = true;
    registration.expires_time.reset();
    tx.registrations().update(registration);
    tx.outbox().drop_pending(registration.id);
    const bool confirmed = registration.status == RegistrationStatus::confirmed;
    const auto kind = dates.size() > 1 ? MessageKind::dates_registered
                      : confirmed      ? MessageKind::registration_confirmed
                                       : MessageKind::registration_waitlisted;
    if (!std::exchange(told, true)) tx.outbox().insert(plan_notice(kind, date.event, registration, ports));
    tx.outbox().insert(plan_reminders(date.event, registration, ports));
  }
  if (!told && !over.empty()) {
    throw Error(ErrorKind::conflict, "contact_limit", "this phone has registered as often as it may");
  }
  for (Found* date : over) end_registration(tx, ports, *date, EndReason::none, std::nullopt);
}

// Nobody can prove these any more: their places are for others.
void give_up(Transaction& tx, const Ports& ports, std::vector<Found>& dates) {
  for (Found& date : dates) {
    if (!date.registration.verified) end_registration(tx, ports, date, EndReason::code_expired, std::nullopt);
  }
}

// Somebody of the party is here: the link is not how a place is left.
void require_nobody_here(const Registration& registration) {
  if (std::ranges::any_of(registration.persons,
                          [](const Person& person) { return person.presence == PresenceStatus::present; })) {
    throw Error(ErrorKind::conflict, "already_here", "somebody of the party is marked as present");
  }
}

bool is_a_code(std::string_view text) {
  return text.size() == 6 && text.find_first_not_of("0123456789") == text.npos;
}

// Who cannot see it cannot change it.
void require_proven(const Registration& registration) {
  if (!registration.verified && registration.status != RegistrationStatus::cancelled) {
    throw Error(ErrorKind::conflict, "phone_unproven", "the code has to be given first");
  }
}

// True where the code was wrong, so that the caller says so once the attempt is stored.
bool try_code(Transaction& tx, const Ports& ports, std::vector<Found>& dates, std::string_view code) {
  Registration& ours = dates.front().registration;
  if (ours.verified) return false;
  if (ours.status == RegistrationStatus::cancelled || ours.wrong_codes >= maximum_wrong_codes ||
      ours.expires_time.value_or(Instant{}) <= ports.clock.now()) {
    throw Error(ErrorKind::conflict, "code_expired", "the code is not good any more");
  }
  const bool right = std::ranges::any_of(
      dates, [&](const Found& date) { return phone_code(ports.secrets, date.registration) == code; });
  if (right) {
    confirm_code(tx, ports, dates);
  } else {
    ++ours.wrong_codes;
    tx.registrations().update(ours);
    if (ours.wrong_codes >= maximum_wrong_codes) give_up(tx, ports, dates);
  }
  return !right;
}

}  // namespace

RegistrationView view_registration(const Ports& ports, std::string_view manage_token) {
  const std::string hash = manage_token_hash(ports.secrets, manage_token);
  std::optional<RegistrationView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    auto registration = snapshot.registrations().find_by_token_hash(hash);
    auto event = registration ? snapshot.events().find(registration->event) : std::nullopt;
    if (!event) return;
    const auto position = snapshot.registrations().waiting_position(*registration);
    view = RegistrationView{std::move(*registration), std::move(*event), position};
  });
  if (!view) no_such_registration();
  return std::move(*view);
}

std::vector<RegistrationView> view_party(const Ports& ports, std::string_view manage_token) {
  RegistrationView own = view_registration(ports, manage_token);
  std::vector<RegistrationView> dates;
  ports.store.read([&](const Snapshot& snapshot) {
    dates.clear();
    for (Registration& date : snapshot.registrations().of_party(own.registration.party_key)) {
      auto event = snapshot.events().find(date.event);
      if (!event) continue;
      const auto position = snapshot.registrations().waiting_position(date);
      dates.push_back({std::move(date), std::move(*event), position});
    }
  });
  if (dates.empty()) dates.push_back(std::move(own));
  return dates;
}

RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const RegistrationChange& changed) {
  return change_registration(ports, manage_token, [&](const Registration&) { return changed; });
}

RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const std::function<RegistrationChange(const Registration&)>& make) {
  const Registration own = registration_of(ports, manage_token);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    std::vector<Found> dates = lock_party(tx, own);
    require_proven(dates.front().registration);
    (void)change_party(tx, ports, dates, make(dates.front().registration));
    view = view_of(tx, std::move(dates.front()));
  });
  return std::move(*view);
}

RegistrationView cancel_registration(const Ports& ports, std::string_view manage_token) {
  return with_registration(ports, manage_token, [&](Transaction& tx, Found& found) {
    if (found.registration.status != RegistrationStatus::cancelled) {
      require_attendance_open(found.event);
      require_nobody_here(found.registration);
    }
    end_registration(tx, ports, found, EndReason::none, MessageKind::registration_cancelled);
  });
}

int cancel_party(const Ports& ports, std::string_view manage_token) {
  const Registration registration = registration_of(ports, manage_token);
  int cancelled = 0;
  ports.store.write([&](Transaction& tx) {
    std::vector<Found> dates = lock_party(tx, registration);
    std::erase_if(dates, [&](const Found& date) {
      return date.registration.status == RegistrationStatus::cancelled || date.event.start_time <= ports.clock.now();
    });
    cancelled = static_cast<int>(dates.size());
    const auto told = std::ranges::find_if(dates, [](const Found& date) { return date.registration.verified; });
    for (auto date = dates.begin(); date != dates.end(); ++date) {
      // One message names all of them.
      const auto kind = cancelled > 1 ? MessageKind::dates_cancelled : MessageKind::registration_cancelled;
      end_registration(tx, ports, *date, EndReason::none, date == told ? std::optional(kind) : std::nullopt);
    }
  });
  return cancelled;
}

RegistrationView accept_offer(const Ports& ports, std::string_view manage_token) {
  return with_registration(ports, manage_token, [&](Transaction& tx, Found& found) {
    if (found.registration.status == RegistrationStatus::confirmed) return;
    require_offer(found, ports.clock.now());
    found.registration.status = RegistrationStatus::confirmed;
    found.registration.expires_time.reset();
    tx.registrations().update(found.registration);
    tx.outbox().drop_pending(found.registration.id);
    tell_confirmed(tx, ports, found.event, found.registration, MessageKind::registration_confirmed);
  });
}

RegistrationView decline_offer(const Ports& ports, std::string_view manage_token) {
  return with_registration(ports, manage_token, [&](Transaction& tx, Found& found) {
    if (found.registration.end_reason == EndReason::declined) return;
    require_offer(found, ports.clock.now());
    end_registration(tx, ports, found, EndReason::declined, std::nullopt);
  });
}

std::string phone_code(const Secrets& secrets, const Registration& registration) {
  const std::string token = secrets.derive_token("phone_code", registration.link_seed);
  std::uint64_t number = 0;
  for (const char c : token) number = number * 67 + static_cast<unsigned char>(c);
  std::string digits = std::to_string(number % 1'000'000);
  return std::string(6 - digits.size(), '0') + digits;
}

RegistrationView verify_phone(const Ports& ports, std::string_view manage_token, std::string_view code) {
  const Registration registration = registration_of(ports, manage_token);
  // A slip of the thumb is no guess.
  if (!registration.verified && registration.status != RegistrationStatus::cancelled && !is_a_code(code)) {
    throw Error(ErrorKind::invalid, "code_of_six", "must be the six digits that were sent", "code");
  }
  bool wrong = false;
  ports.store.write([&](Transaction& tx) {
    auto dates = lock_party(tx, registration);
    wrong = try_code(tx, ports, dates, code);
  });
  if (wrong) throw Error(ErrorKind::invalid, "wrong_code", "is not the code that was sent", "code");
  return view_registration(ports, manage_token);
}

void send_code_again(const Ports& ports, std::string_view manage_token) {
  (void)with_registration(ports, manage_token, [&](Transaction& tx, Found& found) {
    Registration& registration = found.registration;
    if (registration.verified) return;
    const Instant now = ports.clock.now();
    const Instant latest = registration.created_time + longest_hold;
    if (registration.status == RegistrationStatus::cancelled || latest <= now) {
      throw Error(ErrorKind::conflict, "code_expired", "the code is not good any more");
    }
    registration.expires_time = std::min(now + code_validity, latest);
    tx.registrations().update(registration);
    tx.outbox().drop_pending(registration.id);
    ask_for_proof(tx, ports, {{&found.event, &registration}});
  });
}

std::string renew_link(const Ports& ports, std::string_view manage_token) {
  const Registration own = registration_of(ports, manage_token);
  std::string token;
  ports.store.write([&](Transaction& tx) {
    std::vector<Found> dates = lock_party(tx, own);
    std::vector<Unproven> unproven;
    for (Found& date : dates) {
      Registration& registration = date.registration;
      registration.link_seed = ports.secrets.random_token();
      registration.manage_token_hash.clear();
      const std::string made = domain::manage_token(ports.secrets, registration);
      if (registration.id == own.id) token = made;
      registration.manage_token_hash = manage_token_hash(ports.secrets, made);
      tx.registrations().update(registration);
      if (registration.verified || registration.status == RegistrationStatus::cancelled) continue;
      // The code is made from the link.
      tx.outbox().drop_pending(registration.id);
      unproven.push_back({&date.event, &registration});
    }
    ask_for_proof(tx, ports, unproven);
  });
  return token;
}

}  // namespace domain
