#include "service/rehearsal.hpp"

#include "service/rehearsed_events.hpp"

namespace service {
namespace {

template <class Found, class Key, class Find>
const Found& known(std::map<Key, Found>& all, const Key& key, const Find& find) {
  const auto at = all.find(key);
  return at != all.end() ? at->second : all.emplace(key, find()).first->second;
}

class Organisations final : public domain::Organisations {
 public:
  explicit Organisations(const domain::Organisations& stored) : stored_(stored) {}
  std::optional<domain::Organisation> find(domain::OrganisationId id) const override {
    return known(by_id_, id, [&] { return stored_.find(id); });
  }
  std::optional<domain::Organisation> find_by_name(std::string_view name) const override {
    return known(by_name_, std::string(name), [&] { return stored_.find_by_name(name); });
  }
  std::vector<domain::Organisation> all() const override { return stored_.all(); }
  domain::OrganisationId insert(const domain::Organisation& /*organisation*/) override { throw Unrehearsed(); }
  void update(const domain::Organisation& /*organisation*/) override { throw Unrehearsed(); }

 private:
  const domain::Organisations& stored_;
  mutable std::map<domain::OrganisationId, std::optional<domain::Organisation>> by_id_;
  mutable std::map<std::string, std::optional<domain::Organisation>> by_name_;
};

class Rooms final : public domain::Rooms {
 public:
  explicit Rooms(const domain::Rooms& stored) : stored_(stored) {}
  std::optional<domain::Room> find(domain::RoomId id) const override {
    return known(by_id_, id, [&] { return stored_.find(id); });
  }
  std::vector<domain::Room> all() const override { return stored_.all(); }
  std::optional<domain::Room> lock(domain::RoomId id) override { return find(id); }
  domain::RoomId insert(const domain::Room& /*room*/) override { throw Unrehearsed(); }
  void update(const domain::Room& /*room*/) override { throw Unrehearsed(); }

 private:
  const domain::Rooms& stored_;
  mutable std::map<domain::RoomId, std::optional<domain::Room>> by_id_;
};

class Changes final : public domain::EventChanges {
 public:
  Changes(const domain::EventChanges& stored, NewEvents& added) : stored_(stored), added_(added) {}
  std::optional<domain::EventChange> find(domain::EventChangeId id) const override { return stored_.find(id); }
  std::vector<domain::EventChange> of_event(domain::EventId event, std::size_t limit,
                                            std::optional<domain::EventChangeId> before) const override {
    return stored_.of_event(event, limit, before);
  }
  std::vector<domain::EventChange> of_series(domain::SeriesId series, std::size_t limit,
                                             std::optional<domain::EventChangeId> before) const override {
    return stored_.of_series(series, limit, before);
  }
  std::vector<domain::EventChange> along_with(domain::EventChangeId id) const override {
    return stored_.along_with(id);
  }
  std::vector<domain::EventChange> origins(std::span<const domain::EventId> events) const override {
    return stored_.origins(events);
  }
  domain::EventChangeId insert(const domain::EventChange& /*change*/) override {
    added_.changed = true;
    return {};
  }
  std::size_t remove_before(domain::Instant /*time*/, std::size_t /*limit*/) override { throw Unrehearsed(); }
  std::optional<domain::Instant> oldest() const override { return stored_.oldest(); }

 private:
  const domain::EventChanges& stored_;
  NewEvents& added_;
};

class Interpreters final : public domain::Interpreters {
 public:
  using Id = domain::InterpreterId;
  using Booking = domain::InterpreterBooking;
  using Bookings = std::vector<Booking>;
  Interpreters(const domain::Interpreters& stored, const NewEvents& added) : stored_(stored), added_(added) {}

  std::optional<domain::Interpreter> find(Id id) const override { return stored_.find(id); }
  std::optional<domain::Interpreter> find_by_calendar_hash(std::string_view hash) const override {
    return stored_.find_by_calendar_hash(hash);
  }
  std::vector<domain::Interpreter> all() const override { return stored_.all(); }
  std::vector<domain::Interpreter> of_contact(const std::optional<domain::PhoneNumber>& phone,
                                              const std::optional<domain::EmailAddress>& email) const override {
    return stored_.of_contact(phone, email);
  }
  std::vector<domain::IdleInterpreter> idle(domain::Instant inactive_before, domain::Instant active_before,
                                            std::size_t limit) const override {
    return stored_.idle(inactive_before, active_before, limit);
  }
  std::optional<domain::Instant> oldest_contact_person() const override { return stored_.oldest_contact_person(); }
  std::optional<Booking> find(domain::InterpreterBookingId id) const override { return stored_.find(id); }
  std::optional<Booking> find_booking_by_offer_hash(std::string_view hash) const override {
    return stored_.find_booking_by_offer_hash(hash);
  }
  // Nobody can have been booked for what is new.
  Bookings bookings_of(domain::EventId event) const override {
    return added_.find(event) != nullptr ? Bookings() : stored_.bookings_of(event);
  }
  Bookings bookings_of(domain::SeriesId series) const override { return stored_.bookings_of(series); }
  Bookings bookings_of_request(std::string_view hash) const override { return stored_.bookings_of_request(hash); }
  Bookings bookings_of(Id interpreter) const override { return stored_.bookings_of(interpreter); }
  Bookings busy(Id interpreter, domain::Instant from, domain::Instant to) const override {
    return stored_.busy(interpreter, from, to);
  }
  std::optional<domain::Interpreter> lock(Id id) override { return stored_.find(id); }
  std::optional<Booking> lock(domain::InterpreterBookingId id) override { return stored_.find(id); }
  Id insert(const domain::Interpreter& /*interpreter*/) override { throw Unrehearsed(); }
  void update(const domain::Interpreter& /*interpreter*/) override { throw Unrehearsed(); }
  domain::InterpreterBookingId insert(const Booking& /*booking*/) override { throw Unrehearsed(); }
  void update(const Booking& /*booking*/) override { throw Unrehearsed(); }
  std::size_t forget_contact_persons(domain::Instant /*time*/, std::size_t /*limit*/) override { throw Unrehearsed(); }

 private:
  const domain::Interpreters& stored_;
  const NewEvents& added_;
};

}  // namespace

class Rehearsal::Unit final : public domain::Transaction, public domain::Snapshot {
 public:
  explicit Unit(const domain::Snapshot& stored)
      : stored_(stored),
        organisations_(stored.organisations()),
        rooms_(stored.rooms()),
        events_(stored.events(), added_),
        interpreters_(stored.interpreters(), added_),
        changes_(stored.event_changes(), added_),
        timetable_(stored.timetable(), added_) {}

  void begin() {
    added_.events.clear();
    added_.changed = false;
  }
  void keep_rooms() {
    for (const domain::Event& event : added_.events)
      if (event.location.room) added_.in_rooms.emplace(*event.location.room, slot_of(event));
  }
  [[nodiscard]] bool is_changed() const { return added_.changed; }

  const domain::Organisations& organisations() const override { return organisations_; }
  const domain::Events& events() const override { return events_; }
  const domain::Interpreters& interpreters() const override { return interpreters_; }
  const domain::EventChanges& event_changes() const override { return changes_; }
  const domain::Rooms& rooms() const override { return rooms_; }
  const domain::Timetable& timetable() const override { return timetable_; }
  const domain::Registrations& registrations() const override { return stored_.registrations(); }
  const domain::Invitations& invitations() const override { return stored_.invitations(); }
  const domain::AuditLog& audit_log() const override { return stored_.audit_log(); }
  const domain::Accounts& accounts() const override { return stored_.accounts(); }
  const domain::Approvals& approvals() const override { return stored_.approvals(); }
  const domain::Outbox& outbox() const override { return stored_.outbox(); }
  const domain::IncomingMessages& incoming_messages() const override { return stored_.incoming_messages(); }
  const domain::Materials& materials() const override { return stored_.materials(); }
  const domain::Subscriptions& subscriptions() const override { return stored_.subscriptions(); }
  const domain::EventTemplates& templates() const override { return stored_.templates(); }
  const domain::Imports& imports() const override { return stored_.imports(); }
  const domain::Drafts& drafts() const override { return stored_.drafts(); }

  domain::Organisations& organisations() override { return organisations_; }
  domain::Events& events() override { return events_; }
  domain::Interpreters& interpreters() override { return interpreters_; }
  domain::EventChanges& event_changes() override { return changes_; }
  domain::Rooms& rooms() override { return rooms_; }
  domain::Timetable& timetable() override { return timetable_; }
  domain::Registrations& registrations() override { throw Unrehearsed(); }
  domain::Invitations& invitations() override { throw Unrehearsed(); }
  domain::AuditLog& audit_log() override { throw Unrehearsed(); }
  domain::Accounts& accounts() override { throw Unrehearsed(); }
  domain::Approvals& approvals() override { throw Unrehearsed(); }
  domain::Outbox& outbox() override { throw Unrehearsed(); }
  domain::IncomingMessages& incoming_messages() override { throw Unrehearsed(); }
  domain::Materials& materials() override { throw Unrehearsed(); }
  domain::Subscriptions& subscriptions() override { throw Unrehearsed(); }
  domain::EventTemplates& templates() override { throw Unrehearsed(); }
  domain::Imports& imports() override { throw Unrehearsed(); }
  domain::Drafts& drafts() override { throw Unrehearsed(); }
  const domain::Snapshot& snapshot() const override { return *this; }

 private:
  const domain::Snapshot& stored_;
  NewEvents added_;
  Organisations organisations_;
  Rooms rooms_;
  RehearsedEvents events_;
  Interpreters interpreters_;
  Changes changes_;
  RehearsedTimetable timetable_;
};

Rehearsal::Rehearsal(const domain::Snapshot& stored) : unit_(std::make_unique<Unit>(stored)) {}
Rehearsal::~Rehearsal() = default;

domain::Transaction& Rehearsal::begin() {
  unit_->begin();
  return *unit_;
}

void Rehearsal::keep_rooms() {
  unit_->keep_rooms();
}

bool Rehearsal::is_changed() const {
  return unit_->is_changed();
}

}  // namespace service
