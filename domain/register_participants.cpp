#include "domain/register_participants.hpp"

#include <algorithm>
#include <iterator>

#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "domain/party.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

// Everything of the request but its key, so that a key used for another request is noticed.
std::string fingerprint(const RegistrationRequest& request, const Secrets& secrets) {
  std::string text = std::to_string(request.event.value);
  const auto add = [&](std::string_view part) { text.append(1, '\x1f').append(part); };
  const Contact& contact = request.contact;
  add(contact.name);
  add(contact.phone ? contact.phone->e164() : "");
  add(contact.email ? contact.email->str() : "");
  add(contact.language.str());
  for (const Person& person : request.persons) {
    add(person.name);
    add(person.interpreter_language ? person.interpreter_language->str() : "");
    add(person.child_age ? std::to_string(*person.child_age) : "");
    add(person.accessibility);
  }
  for (const auto& [question, answer] : request.answers) {
    add(question);
    add(answer);
  }
  return secrets.derive_token("fingerprint", text);
}

void require_open(const Event& event, Instant now, bool by_staff) {
  const auto refuse = [](const char* code, const char* message) { throw Error(ErrorKind::conflict, code, message); };
  if (event.status == EventStatus::cancelled) refuse("event_cancelled", "the event is cancelled");
  if (now >= event.end_time) refuse("closed", "the event is over");
  if (by_staff) return;
  switch (enrolment_state(event, now)) {
    case Enrolment::external:
      refuse("external", "registration is on another site");
      break;
    case Enrolment::not_yet:
      refuse("not_yet_open", "registration has not opened yet");
      break;
    case Enrolment::closed:
      refuse("closed", "registration has closed");
      break;
    default:
      break;
  }
}

// Confirmed where the party fits, else waiting where the list has room, else Error{conflict}.
RegistrationStatus admit(const Event& event, int party) {
  const std::optional<int> remaining = event.remaining_attendee_capacity();
  if (!remaining || party <= *remaining) return RegistrationStatus::confirmed;
  if (party > *event.maximum_attendee_capacity) {
    throw Error(ErrorKind::conflict, "party_too_large", "the event has fewer places than the party has persons",
                "persons");
  }
  if (event.waitlisted_persons + party > event.waiting_list_capacity.value_or(0)) {
    throw Error(ErrorKind::conflict, "full", "there are not enough places left");
  }
  return RegistrationStatus::waitlisted;
}

class Registering {
 public:
  Registering(const Ports& ports, const RegistrationRequest& request, const Principal* staff)
      : ports_(ports), request_(request), staff_(staff) {
    if (!request.idempotency_key.empty()) {
      key_hash_ = ports.secrets.derive_token("idempotency", request.idempotency_key);
    }
    fingerprint_ = fingerprint(request, ports.secrets);
  }

  RegistrationReceipt run(Transaction& tx) const {
    const std::optional<Event> event = tx.events().lock(request_.event);
    require_visible(event);
    if (const auto earlier = find_earlier(tx)) return *earlier;
    require_open(*event, ports_.clock.now(), staff_ != nullptr);
    RegistrationReceipt receipt = insert(tx, *event);
    std::vector<Message> messages =
        plan_notice(receipt.registration.status == RegistrationStatus::confirmed ? MessageKind::registration_confirmed
                                                                                 : MessageKind::registration_waitlisted,
                    *event, receipt.registration, ports_);
    std::ranges::move(plan_reminders(*event, receipt.registration, ports_), std::back_inserter(messages));
    tx.outbox().insert(messages);
    return receipt;
  }

 private:
  void require_visible(const std::optional<Event>& event) const {
    if (event && staff_ != nullptr) return require(*staff_, Permission::register_by_staff, &*event);
    if (!event || !is_open_to_anyone(*event)) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  }

  std::optional<RegistrationReceipt> find_earlier(Transaction& tx) const {
    if (key_hash_.empty()) return {};
    auto earlier = tx.registrations().find_by_idempotency_key(request_.event, key_hash_);
    if (!earlier) return {};
    if (earlier->request_fingerprint != fingerprint_) {
      throw Error(ErrorKind::conflict, "idempotency_key_reused", "this Idempotency-Key came with another request");
    }
    RegistrationReceipt receipt;
    receipt.waiting_position = tx.registrations().waiting_position(*earlier);
    receipt.manage_token = ports_.secrets.derive_token(manage_purpose, earlier->link_seed);
    receipt.registration = std::move(*earlier);
    receipt.repeated = true;
    return receipt;
  }

  RegistrationReceipt insert(Transaction& tx, const Event& event) const {
    RegistrationReceipt receipt;
    Registration& registration = receipt.registration;
    const int party = static_cast<int>(request_.persons.size());
    registration.event = event.id;
    registration.contact = request_.contact;
    registration.persons = request_.persons;
    registration.answers = request_.answers;
    registration.status = admit(event, party);
    registration.created_time = ports_.clock.now();
    registration.consent = {request_.consent_version, request_.contact.language, registration.created_time};
    registration.made_by_staff = staff_ != nullptr;
    registration.link_seed = ports_.secrets.random_token();
    receipt.manage_token = ports_.secrets.derive_token(manage_purpose, registration.link_seed);
    registration.manage_token_hash = ports_.secrets.hash_token(receipt.manage_token);
    registration.idempotency_key_hash = key_hash_;
    registration.request_fingerprint = fingerprint_;
    registration.id = tx.registrations().insert(registration);
    const bool confirmed = registration.status == RegistrationStatus::confirmed;
    tx.events().add_to_counts(event.id, confirmed ? party : 0, confirmed ? 0 : party);
    if (!confirmed) receipt.waiting_position = tx.registrations().waiting_position(registration);
    return receipt;
  }

  const Ports& ports_;
  const RegistrationRequest& request_;
  const Principal* staff_;
  std::string key_hash_;
  std::string fingerprint_;
};

}  // namespace

RegistrationReceipt register_participants(const Ports& ports, const RegistrationRequest& request,
                                          const Principal* staff) {
  RegistrationRequest clean = request;
  Violations violations;
  clean_contact(clean.contact, violations);
  clean_persons(clean.persons, staff != nullptr ? maximum_party_by_staff : maximum_party, violations);
  clean_answers(clean.answers, violations);
  violations.require(clean.idempotency_key.size() <= 255, "Idempotency-Key", "too_long",
                     "must be at most 255 characters");
  violations.throw_if_any();
  const Registering registering(ports, clean, staff);
  RegistrationReceipt receipt;
  ports.store.write([&](Transaction& tx) { receipt = registering.run(tx); });
  return receipt;
}

}  // namespace domain
