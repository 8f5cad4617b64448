#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account_store.hpp"
#include "domain/approval.hpp"
#include "domain/audit.hpp"
#include "domain/draft_store.hpp"
#include "domain/event.hpp"
#include "domain/event_change.hpp"
#include "domain/event_filter.hpp"
#include "domain/event_template.hpp"
#include "domain/import_store.hpp"
#include "domain/interpreter_store.hpp"
#include "domain/invitation.hpp"
#include "domain/material.hpp"
#include "domain/message_store.hpp"
#include "domain/organisation.hpp"
#include "domain/registration_store.hpp"
#include "domain/room.hpp"
#include "domain/series.hpp"
#include "domain/subscription.hpp"
#include "domain/timetable.hpp"

// Where everything is kept. A const repository reads, a mutable one also writes; references to repositories live as
// long as the transaction. `find…` returns nothing for what is absent; `insert` returns the new id and throws
// Error{conflict, "duplicate"} where something unique exists already.
//
// Locks are taken in one order everywhere, so that two writers wait for each other and never in a circle: events,
// rooms, interpreters, bookings; of each kind by id. Who needs several of a kind takes them before the first of the
// next (lock_order.hpp). Accounts are locked alone.
namespace domain {

class Organisations {
 public:
  virtual ~Organisations() = default;
  [[nodiscard]] virtual std::optional<Organisation> find(OrganisationId id) const = 0;
  [[nodiscard]] virtual std::optional<Organisation> find_by_name(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<Organisation> all() const = 0;  // by name
  virtual OrganisationId insert(const Organisation& organisation) = 0;
  // Its events' versions move. Error{conflict, "duplicate"} for a name that another one has.
  virtual void update(const Organisation& organisation) = 0;
};

// What is kept of registrations once the persons are gone: "persons" by "present", "interpreter_language" by "ar", …
struct AttendanceCount {
  std::string measure;
  std::string key;
  int count = 0;
  friend bool operator==(const AttendanceCount&, const AttendanceCount&) = default;
};

class Events {
 public:
  virtual ~Events() = default;
  [[nodiscard]] virtual std::optional<Event> find(EventId id) const = 0;
  [[nodiscard]] virtual std::optional<Event> find_by_import_key(std::string_view key) const = 0;
  [[nodiscard]] virtual std::optional<Event> find_by_uid(std::string_view uid) const = 0;
  [[nodiscard]] virtual EventPage find(const EventFilter& filter) const = 0;
  [[nodiscard]] virtual std::optional<Series> find(SeriesId id) const = 0;
  [[nodiscard]] virtual std::optional<Series> find_series_by_import_key(std::string_view key) const = 0;
  [[nodiscard]] virtual std::vector<Event> of_series(SeriesId series) const = 0;  // by start time
  // Ended before `before` and still with registrations, invitations or messages; the longest ended first.
  [[nodiscard]] virtual std::vector<EventId> with_people_ended_before(Instant before, std::size_t limit) const = 0;
  // Ended before `before` and still with answers to questions.
  [[nodiscard]] virtual std::vector<EventId> with_answers_ended_before(Instant before, std::size_t limit) const = 0;
  // What registrations that are gone have become.
  [[nodiscard]] virtual std::vector<AttendanceCount> attendance(EventId event) const = 0;
  // Events whose counts are not the sums of their registrations and of what those have become. Slow.
  [[nodiscard]] virtual std::vector<EventId> with_wrong_counts() const = 0;
  // Municipalities with events that `filter` lets through, by name: the choices of a list's filter.
  [[nodiscard]] virtual std::vector<std::string> municipalities(const EventFilter& filter) const = 0;

  // Takes the event for this transaction, as its first statement: whoever comes next waits or is run again. Its version
  // moves by one with the first change of it or of its counts, if there is any.
  [[nodiscard]] virtual std::optional<Event> lock(EventId id) = 0;
  // With `event.id` as given (Secrets::random_id).
  virtual void insert(const Event& event) = 0;
  // Content, status, sequence, last_modified_time; not the counts. Returns the version of a locked event from now on.
  virtual std::int64_t update(const Event& event) = 0;
  // After registrations changed; adds to the counts. Returns the same.
  virtual std::int64_t add_to_counts(EventId id, int confirmed_persons, int waitlisted_persons,
                                     int confirmed_children = 0) = 0;
  // Adds to what is counted already.
  virtual void add_attendance(EventId id, std::span<const AttendanceCount> counts) = 0;
  virtual SeriesId insert(const Series& series) = 0;
};

class Invitations {
 public:
  virtual ~Invitations() = default;
  [[nodiscard]] virtual std::optional<Invitation> find(InvitationId id) const = 0;
  [[nodiscard]] virtual std::optional<Invitation> find_by_token_hash(std::string_view hash) const = 0;
  // In the order they were made.
  [[nodiscard]] virtual std::vector<Invitation> of_event(EventId event) const = 0;
  virtual InvitationId insert(const Invitation& invitation) = 0;
  // revoked_time and registration.
  virtual void update(const Invitation& invitation) = 0;
  // With their messages.
  virtual void remove_of(EventId event) = 0;
  // With this phone or this email.
  [[nodiscard]] virtual std::vector<Invitation> of_contact(const std::optional<PhoneNumber>& phone,
                                                           const std::optional<EmailAddress>& email) const = 0;
  virtual void remove(InvitationId id) = 0;
};

class AuditLog {
 public:
  virtual ~AuditLog() = default;
  // The newest first; those before `before` where it is given.
  [[nodiscard]] virtual std::vector<AuditEntry> newest(std::size_t limit, std::optional<AuditId> before = {}) const = 0;
  virtual void insert(const AuditEntry& entry) = 0;
  // What was written about the registration beside the fact: its person is gone.
  virtual void forget_details(RegistrationId registration) = 0;
  // Of those before `time` at most `limit`; answers how many.
  virtual std::size_t remove_before(Instant time, std::size_t limit) = 0;
  [[nodiscard]] virtual std::optional<Instant> oldest() const = 0;
};

class Snapshot {
 public:
  virtual ~Snapshot() = default;
  [[nodiscard]] virtual const Organisations& organisations() const = 0;
  [[nodiscard]] virtual const Events& events() const = 0;
  [[nodiscard]] virtual const Registrations& registrations() const = 0;
  [[nodiscard]] virtual const Invitations& invitations() const = 0;
  [[nodiscard]] virtual const AuditLog& audit_log() const = 0;
  [[nodiscard]] virtual const Interpreters& interpreters() const = 0;
  [[nodiscard]] virtual const Accounts& accounts() const = 0;
  [[nodiscard]] virtual const Approvals& approvals() const = 0;
  [[nodiscard]] virtual const EventChanges& event_changes() const = 0;
  [[nodiscard]] virtual const Outbox& outbox() const = 0;
  [[nodiscard]] virtual const IncomingMessages& incoming_messages() const = 0;
  [[nodiscard]] virtual const Rooms& rooms() const = 0;
  [[nodiscard]] virtual const Materials& materials() const = 0;
  [[nodiscard]] virtual const Timetable& timetable() const = 0;
  [[nodiscard]] virtual const Subscriptions& subscriptions() const = 0;
  [[nodiscard]] virtual const EventTemplates& templates() const = 0;
  [[nodiscard]] virtual const Imports& imports() const = 0;
  [[nodiscard]] virtual const Drafts& drafts() const = 0;
};

class Transaction {
 public:
  virtual ~Transaction() = default;
  [[nodiscard]] virtual Organisations& organisations() = 0;
  [[nodiscard]] virtual Events& events() = 0;
  [[nodiscard]] virtual Registrations& registrations() = 0;
  [[nodiscard]] virtual Invitations& invitations() = 0;
  [[nodiscard]] virtual AuditLog& audit_log() = 0;
  [[nodiscard]] virtual Interpreters& interpreters() = 0;
  [[nodiscard]] virtual Accounts& accounts() = 0;
  [[nodiscard]] virtual Approvals& approvals() = 0;
  [[nodiscard]] virtual EventChanges& event_changes() = 0;
  [[nodiscard]] virtual Outbox& outbox() = 0;
  [[nodiscard]] virtual IncomingMessages& incoming_messages() = 0;
  [[nodiscard]] virtual Rooms& rooms() = 0;
  [[nodiscard]] virtual Materials& materials() = 0;
  [[nodiscard]] virtual Timetable& timetable() = 0;
  [[nodiscard]] virtual Subscriptions& subscriptions() = 0;
  [[nodiscard]] virtual EventTemplates& templates() = 0;
  [[nodiscard]] virtual Imports& imports() = 0;
  [[nodiscard]] virtual Drafts& drafts() = 0;
  // What it reads, its own changes included; as long-lived as the transaction.
  [[nodiscard]] virtual const Snapshot& snapshot() const = 0;
};

// Moves whenever what is stored may have changed, so that rendered answers can be kept until then. `content` moves
// with events, organisations and series; `places` with those and with every registration.
struct Revision {
  std::uint64_t content = 0;
  std::uint64_t places = 0;
  friend bool operator==(const Revision&, const Revision&) = default;
};

// May be called from any thread.
class Store {
 public:
  virtual ~Store() = default;
  // Runs `work` in one transaction; returns when the commit is durable. May run it again after a conflict, and on
  // another thread, so it touches nothing outside `tx` but what it assigns anew each time. An exception from `work`
  // undoes everything it did and comes out of here. Throws Error{unavailable} where the database does not answer.
  virtual void write(const std::function<void(Transaction&)>& work) = 0;
  // One consistent state.
  virtual void read(const std::function<void(const Snapshot&)>& work) = 0;
  // Cheap (no query on the common path). Changes by other processes are seen within 250 ms, one's own at once.
  [[nodiscard]] virtual Revision revision() = 0;
  // One round trip to the database; throws Error{unavailable}.
  virtual void ping() = 0;
  // Puts together what the engine keeps in pieces from change to change, for quiet hours: what is found stays the same,
  // and finding it costs less. Short transactions; `stop` is asked between them.
  virtual void tidy(const std::function<bool()>& stop) = 0;
};

}  // namespace domain
