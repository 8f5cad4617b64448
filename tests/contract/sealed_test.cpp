#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::HasSubstr;
using testing::Not;

namespace contract {

class Sealed : public Contract {};
ON_EVERY_ENGINE(Sealed);

TEST_P(Sealed, nothing_that_tells_of_a_person_can_be_read_off_the_disk) {
  store->write([](Transaction& tx) {
    put_event(tx, 1);
    Registration registration = sample_registration(EventId{1}, "a");
    registration.id = tx.registrations().insert(registration);
    tx.registrations().update(registration);
    Interpreter interpreter = sample_interpreter("Ahmed");
    interpreter.name = "Sanaton Tulkki";
    static_cast<void>(tx.interpreters().insert(interpreter));
    InterpreterBooking booking = sample_booking(EventId{1}, "a");
    booking.topic = "Työnhaku esitteineen";
    static_cast<void>(tx.interpreters().insert(booking));
    Message email = sample_message(EventId{1});
    email.recipient = "Fatima@example.org";
    const Message messages[] = {sample_message(EventId{1}), email};
    tx.outbox().insert(messages);
    AuditEntry moved = audit_entry({}, AuditAction::registration_moved, at(0));
    moved.registration = registration.id;
    moved.detail = "Sairaalassa viime viikolla";
    tx.audit_log().insert(moved);
  });
  const std::string bytes = database->bytes();
  ASSERT_THAT(bytes, HasSubstr("Monikulttuurikeskus"));
  for (const char* personal :
       {"Fáṭima", "Esimerkki\x1f", "405550123", "atima@", "pyörätuoli", "sianlihaa", "405550199", "tulkki@example",
        "Olga", "Sanaton", "Työnhaku esitteineen", "example.org/esite", "Sairaalassa"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(personal)));
  }
}

TEST_P(Sealed, the_same_text_is_sealed_differently_each_time_and_indexed_alike) {
  store->write([](Transaction& tx) {
    put_event(tx, 1);
    static_cast<void>(tx.registrations().insert(sample_registration(EventId{1}, "a")));
    static_cast<void>(tx.registrations().insert(sample_registration(EventId{1}, "b")));
  });
  const auto distinct = [&](const std::string& column) {
    return database->query("select cast(count(distinct " + column + ") as text) from registration")[0];
  };
  EXPECT_EQ(distinct("contact_name"), "2");
  EXPECT_EQ(distinct("contact_phone"), "2");
  EXPECT_EQ(distinct("blind_phone"), "1");
  EXPECT_EQ(distinct("blind_email"), "1");
}

TEST_P(Sealed, what_was_altered_or_moved_to_another_column_does_not_open) {
  const auto id = write([](Transaction& tx) {
    put_event(tx, 1);
    return tx.registrations().insert(sample_registration(EventId{1}, "a"));
  });
  const auto open = [&] { store->read([&](const Snapshot& s) { static_cast<void>(s.registrations().find(id)); }); };
  EXPECT_NO_THROW(open());
  database->query("update registration set contact_name = contact_phone");
  EXPECT_THROW(open(), std::runtime_error);
}

}  // namespace contract
