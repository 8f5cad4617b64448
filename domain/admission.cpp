#include "domain/admission.hpp"

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/party.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

// Who came is told late from a paper list, or from a phone that had no network.
constexpr std::chrono::hours late_walk_in{24};

[[noreturn]] void refuse(const char* code, const char* message) {
  throw Error(ErrorKind::conflict, code, message);
}

// Everything of the request but its key and its event, so that a key used for another request is noticed.
std::string fingerprint(const RegistrationRequest& request, std::string_view scope, const Secrets& secrets) {
  std::string text(scope);
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

void require_open(const Event& event, Instant now, bool by_staff, bool invited, bool walk_in) {
  if (event.status == EventStatus::cancelled) refuse("event_cancelled", "the event is cancelled");
  require_attendance_open(event);
  if (now >= event.end_time + (walk_in ? late_walk_in : std::chrono::hours{0})) refuse("closed", "the event is over");
  if (by_staff) return;
  switch (enrolment_state(event, now)) {
    case Enrolment::external:
      refuse("external", "registration is on another site");
    case Enrolment::not_yet:
      refuse("not_yet_open", "registration has not opened yet");
    case Enrolment::closed:
      refuse("closed", "registration has closed");
    case Enrolment::invited:
      if (invited) break;
      refuse("invitation_needed", "registration needs an invitation's link");
    default:
      break;
  }
}

}  // namespace

Admission::Admission(const Ports& ports, const RegistrationRequest& request, const Principal* staff,
                     std::string_view scope)
    : ports_(ports), request_(request), staff_(staff), fingerprint_(fingerprint(request, scope, ports.secrets)) {
  if (!request.idempotency_key.empty()) {
    key_hash_ = ports.secrets.derive_token("idempotency", request.idempotency_key);
  }
}

std::optional<RegistrationReceipt> Admission::find_earlier(Transaction& tx, EventId event) const {
  if (key_hash_.empty()) return {};
  auto earlier = tx.registrations().find_by_idempotency_key(event, key_hash_);
  if (!earlier) return {};
  if (earlier->request_fingerprint != fingerprint_) {
    refuse("idempotency_key_reused", "this Idempotency-Key came with another request");
  }
  RegistrationReceipt receipt;
  receipt.waiting_position = tx.registrations().waiting_position(*earlier);
  receipt.manage_token = manage_token(ports_.secrets, *earlier);
  receipt.registration = std::move(*earlier);
  receipt.repeated = true;
  return receipt;
}

void Admission::require_visible(const std::optional<Event>& event) const {
  if (event && staff_ != nullptr) {
    return require(*staff_, request_.walk_in ? Permission::mark_presence : Permission::register_by_staff, &*event);
  }
  const bool invited = event && event->invited_only && !request_.invitation_token.empty() &&
                       event->publication_status != PublicationStatus::draft;
  if (!event || !(invited || is_open_to_anyone(*event))) {
    throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  }
}

std::optional<Invitation> Admission::take_invitation(Transaction& tx, const Event& event) const {
  if (request_.invitation_token.empty()) return {};
  auto invitation = tx.invitations().find_by_token_hash(ports_.secrets.hash_token(request_.invitation_token));
  if (!invitation || invitation->event != event.id || invitation->revoked_time) {
    refuse("invitation_needed", "there is no such invitation, or it was withdrawn");
  }
  if (invitation->registration) refuse("invitation_used", "somebody has registered by this invitation already");
  return invitation;
}

// How many hold is nobody's business but theirs (phone_proof.hpp); how many are held unproven is whoever tries'.
void Admission::require_few_unproven(Transaction& tx, const Event& event) const {
  if (staff_ != nullptr || !event.maximum_parties_per_contact || !request_.contact.phone) return;
  if (tx.registrations().parties_of_phone(event.id, *request_.contact.phone).unproven >=
      *event.maximum_parties_per_contact) {
    throw Error(ErrorKind::conflict, "code_awaited", "a code was sent to this phone already", "contact.phone");
  }
}

Registration Admission::make(const Event& event, const std::string& party_key) const {
  const Instant now = ports_.clock.now();
  Registration registration;
  registration.event = event.id;
  registration.contact = request_.contact;
  registration.persons = request_.persons;
  keep_only_asked(registration.persons, event);
  // Those of other dates' questions stay with those dates.
  for (const Question& question : event.questions) {
    const auto answer = request_.answers.find(question.key);
    if (answer != request_.answers.end()) registration.answers.insert(*answer);
  }
  registration.created_time = now;
  if (!request_.consent_version.empty()) {
    registration.consent = {request_.consent_version, request_.consent_language.value_or(request_.contact.language),
                            now};
  }
  registration.made_by_staff = staff_ != nullptr;
  registration.walk_in = request_.walk_in;
  registration.party_key = party_key;
  registration.verified = !event.wants_code() || staff_ != nullptr;
  if (!registration.verified) registration.expires_time = now + code_validity;
  registration.link_seed = ports_.secrets.random_token();
  registration.idempotency_key_hash = key_hash_;
  registration.request_fingerprint = fingerprint_;
  return registration;
}

void Admission::write_down(Transaction& tx, const Registration& registration) const {
  AuditEntry entry = audit_entry(*staff_, AuditAction::registration_made, registration.created_time);
  entry.event = registration.event;
  entry.registration = registration.id;
  tx.audit_log().insert(entry);
}

RegistrationReceipt Admission::admit_party(Transaction& tx, Event& event, const std::string& party_key) const {
  const auto invitation = take_invitation(tx, event);
  require_open(event, ports_.clock.now(), staff_ != nullptr, invitation.has_value(), request_.walk_in);
  require_few_unproven(tx, event);
  RegistrationReceipt receipt;
  Registration& registration = receipt.registration;
  registration = make(event, party_key);
  if (!registration.verified && !registration.contact.phone) {
    throw Error(ErrorKind::invalid, "required", "a phone number is required, since a code is sent to it",
                "contact.phone");
  }
  if (request_.walk_in) {
    for (Person& person : registration.persons) person.presence = PresenceStatus::present;
  } else {
    registration.status = admit(event, registration.size(), registration.children());
  }
  if (invitation) registration.invitation = invitation->id;
  receipt.manage_token = manage_token(ports_.secrets, registration);
  registration.manage_token_hash = manage_token_hash(ports_.secrets, receipt.manage_token);
  registration.id = tx.registrations().insert(registration);
  if (staff_ != nullptr) write_down(tx, registration);
  if (invitation) {
    Invitation used = *invitation;
    used.registration = registration.id;
    tx.invitations().update(used);
  }
  count_party(tx, event, registration, 1);
  receipt.waiting_position = tx.registrations().waiting_position(registration);
  return receipt;
}

RegistrationRequest clean_request(RegistrationRequest request, const Principal* staff) {
  Violations violations;
  const bool needs_contact = !(request.walk_in && staff != nullptr);
  if (needs_contact) {
    clean_contact(request.contact, violations);
  } else {
    clean_walk_in(request.contact, violations);
  }
  clean_persons(request.persons, staff != nullptr ? maximum_party_by_staff : maximum_party, violations);
  violations.require(request.idempotency_key.size() <= 255, "Idempotency-Key", "too_long",
                     "must be at most 255 characters");
  violations.throw_if_any();
  return request;
}

}  // namespace domain
