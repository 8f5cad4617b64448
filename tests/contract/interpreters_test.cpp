#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace contract {

class Interpreters : public Contract {
 protected:
  Interpreters() {
    write([](Transaction& tx) { return put_event(tx, 1); });
    write([](Transaction& tx) { return put_event(tx, 2); });
  }
  InterpreterId put(const Interpreter& interpreter) {
    return write([&](Transaction& tx) { return tx.interpreters().insert(interpreter); });
  }
  InterpreterBookingId put(const InterpreterBooking& booking) {
    return write([&](Transaction& tx) { return tx.interpreters().insert(booking); });
  }
  template <class IdType>
  auto find(IdType id) {
    return read([&](const Snapshot& s) { return s.interpreters().find(id); });
  }
  static std::vector<InterpreterBookingId> ids(const std::vector<InterpreterBooking>& bookings) {
    std::vector<InterpreterBookingId> all;
    for (const auto& booking : bookings) all.push_back(booking.id);
    return all;
  }
};
ON_EVERY_ENGINE(Interpreters);

TEST_P(Interpreters, everything_of_an_interpreter_comes_back_and_changes) {
  Interpreter sample = sample_interpreter("Ahmed");
  const auto id = put(sample);
  EXPECT_EQ(describe(find(id).value()), describe(sample));
  const auto by_hash = [&](const char* hash) {
    return read([&](const Snapshot& s) { return s.interpreters().find_by_calendar_hash(hash); });
  };
  EXPECT_EQ(by_hash("hash of Ahmed")->id, id);
  sample.id = id;
  sample.name = "Ahmed A.";
  sample.agency = "";
  sample.phone.reset();
  sample.email.reset();
  sample.message_language = LanguageTag("en");
  sample.languages = {{LanguageTag("ckb"), ""}};
  sample.calendar_seed = "new seed";
  sample.calendar_token_hash = "new hash";
  store->write([&](Transaction& tx) { tx.interpreters().update(sample); });
  EXPECT_EQ(describe(find(id).value()), describe(sample));
  EXPECT_FALSE(by_hash("hash of Ahmed"));
  EXPECT_FALSE(find(InterpreterId{99}));
  EXPECT_FALSE(by_hash(""));
}

TEST_P(Interpreters, active_ones_are_listed_by_name) {
  put(sample_interpreter("b"));
  put(sample_interpreter("a"));
  Interpreter gone = sample_interpreter("c");
  gone.active = false;
  put(gone);
  const auto all = read([](const Snapshot& s) { return s.interpreters().all(); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(describe(all[0]), describe(sample_interpreter("a")));
  EXPECT_EQ(describe(all[1]), describe(sample_interpreter("b")));
}

TEST_P(Interpreters, their_names_are_sorted_though_the_database_cannot_read_them) {
  for (const char* name : {"östen", "Bahar", "ahmed", "Äiti", "Zaki", "Cali"}) put(sample_interpreter(name));
  std::vector<std::string> names;
  for (const auto& one : read([](const Snapshot& s) { return s.interpreters().all(); })) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("ahmed", "Bahar", "Cali", "Zaki", "Äiti", "östen"));
}

TEST_P(Interpreters, are_found_by_phone_or_email_active_or_not) {
  Interpreter one = sample_interpreter("a");
  one.active = false;
  Interpreter other = sample_interpreter("b");
  other.phone = PhoneNumber("+358405550188");
  put(one);
  put(other);
  const auto found = [&](const char* phone, const char* email) {
    std::string names;
    const auto wanted_phone = *phone != '\0' ? std::optional<PhoneNumber>(PhoneNumber(phone)) : std::nullopt;
    const auto wanted_email = *email != '\0' ? std::optional<EmailAddress>(EmailAddress(email)) : std::nullopt;
    for (const auto& i :
         read([&](const Snapshot& s) { return s.interpreters().of_contact(wanted_phone, wanted_email); })) {
      names += i.name;
    }
    return names;
  };
  EXPECT_EQ(found("+358405550199", ""), "a");
  EXPECT_EQ(found("+358405550188", ""), "b");
  EXPECT_EQ(found("", "TULKKI@example.org"), "ab");
  EXPECT_EQ(found("+358405550111", ""), "");
  EXPECT_EQ(found("", ""), "");
}

TEST_P(Interpreters, without_a_calendar_several_are_no_duplicates_and_with_the_same_they_are) {
  Interpreter plain = sample_interpreter("a");
  plain.calendar_token_hash.clear();
  put(plain);
  put(plain);
  put(sample_interpreter("b"));
  EXPECT_EQ(fixtures::problem_of([&] { put(sample_interpreter("b")); }), "duplicate");
}

TEST_P(Interpreters, everything_of_a_booking_comes_back_and_changes) {
  InterpreterBooking sample = sample_booking(EventId{1}, "a");
  const auto id = put(sample);
  EXPECT_EQ(describe(find(id).value()), describe(sample));
  const auto by_hash = [&](const char* hash) {
    return read([&](const Snapshot& s) { return s.interpreters().find_booking_by_offer_hash(hash); });
  };
  EXPECT_EQ(by_hash("offer-a")->id, id);
  sample.id = id;
  sample.interpreter = put(sample_interpreter("Ahmed"));
  sample.language = LanguageTag("so");
  sample.dialect = "";
  sample.wished_gender = "";
  sample.mode = InterpretingMode::video;
  sample.start_time = at(5);
  sample.end_time = at(6);
  sample.topic = "t";
  sample.contact_person = "";
  sample.materials = "m";
  sample.status = BookingStatus::cancelled_billed;
  sample.link_seed = "new";
  sample.offer_token_hash = "offer-new";
  sample.request_token_hash = "request-new";
  store->write([&](Transaction& tx) { tx.interpreters().update(sample); });
  EXPECT_EQ(describe(find(id).value()), describe(sample));
  EXPECT_FALSE(by_hash("offer-a"));
  EXPECT_FALSE(by_hash(""));
  EXPECT_FALSE(find(InterpreterBookingId{99}));
}

TEST_P(Interpreters, bookings_are_found_by_event_and_by_interpreter) {
  const auto ahmed = put(sample_interpreter("Ahmed"));
  InterpreterBooking booking = sample_booking(EventId{1}, "late");
  booking.interpreter = ahmed;
  booking.start_time = at(100);
  const auto late = put(booking);
  const auto open = put(sample_booking(EventId{1}, "open"));
  booking = sample_booking(EventId{2}, "early");
  booking.interpreter = ahmed;
  const auto early = put(booking);
  EXPECT_THAT(ids(read([](const Snapshot& s) { return s.interpreters().bookings_of(EventId{1}); })),
              ElementsAre(late, open));
  EXPECT_THAT(ids(read([&](const Snapshot& s) { return s.interpreters().bookings_of(ahmed); })),
              ElementsAre(early, late));
}

TEST_P(Interpreters, bookings_asked_for_together_are_found_by_their_one_link) {
  std::vector<InterpreterBookingId> together;
  for (const int start : {100, 0}) {
    InterpreterBooking booking = sample_booking(EventId{start == 0 ? 1 : 2}, std::to_string(start));
    booking.offer_token_hash.clear();
    booking.request_token_hash = "one link";
    booking.start_time = at(start);
    together.insert(together.begin(), put(booking));
  }
  put(sample_booking(EventId{1}, "alone"));
  const auto found = [&](const char* hash) {
    return ids(read([&](const Snapshot& s) { return s.interpreters().bookings_of_request(hash); }));
  };
  EXPECT_EQ(found("one link"), together);
  EXPECT_THAT(found("another"), IsEmpty());
  store->write([&](Transaction& tx) {
    InterpreterBooking gone = std::as_const(tx.interpreters()).find(together[0]).value();
    gone.request_token_hash.clear();
    tx.interpreters().update(gone);
  });
  EXPECT_THAT(found("one link"), ElementsAre(together[1]));
  EXPECT_THAT(found(""), IsEmpty());
}

TEST_P(Interpreters, bookings_are_found_by_series) {
  const auto series = write([](Transaction& tx) {
    const SeriesId made = tx.events().insert(Series{{}, {{LanguageTag("fi"), "Kielikahvila"}}, "FREQ=WEEKLY", {}, ""});
    Event date = sample_event(3, {});
    date.super_event = made;
    put_event(tx, date);
    return made;
  });
  const auto of_series = put(sample_booking(EventId{3}, "in"));
  put(sample_booking(EventId{1}, "out"));
  EXPECT_THAT(ids(read([&](const Snapshot& s) { return s.interpreters().bookings_of(series); })),
              ElementsAre(of_series));
}

TEST_P(Interpreters, busy_are_confirmed_and_delivered_bookings_that_overlap) {
  const auto ahmed = put(sample_interpreter("Ahmed"));
  const auto other = put(sample_interpreter("Other"));
  std::vector<InterpreterBookingId> busy;
  for (int i = 0; i <= static_cast<int>(BookingStatus::no_show); ++i) {
    InterpreterBooking booking = sample_booking(EventId{1}, std::to_string(i));
    booking.interpreter = ahmed;
    booking.status = static_cast<BookingStatus>(i);
    const auto id = put(booking);
    if (booking.status == BookingStatus::confirmed || booking.status == BookingStatus::delivered) busy.push_back(id);
  }
  const auto found = [&](InterpreterId who, int from, int to) {
    return ids(read([&](const Snapshot& s) { return s.interpreters().busy(who, at(from), at(to)); }));
  };
  EXPECT_EQ(found(ahmed, 59, 90), busy);
  EXPECT_EQ(found(ahmed, -10, 1), busy);
  EXPECT_EQ(found(ahmed, 10, 20), busy);
  EXPECT_THAT(found(ahmed, 60, 90), IsEmpty());
  EXPECT_THAT(found(ahmed, -10, 0), IsEmpty());
  EXPECT_THAT(found(other, 0, 60), IsEmpty());
}

TEST_P(Interpreters, locking_moves_the_version) {
  const auto interpreter = put(sample_interpreter("Ahmed"));
  const auto booking = put(sample_booking(EventId{1}, "a"));
  const auto locked = write([&](Transaction& tx) { return tx.interpreters().lock(interpreter); });
  EXPECT_EQ(locked->version, 2);
  EXPECT_EQ(describe(*locked), describe(find(interpreter).value()));
  const auto locked_booking = write([&](Transaction& tx) { return tx.interpreters().lock(booking); });
  EXPECT_EQ(locked_booking->version, 2);
  EXPECT_EQ(describe(*locked_booking), describe(find(booking).value()));
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.interpreters().lock(InterpreterId{99}); }));
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.interpreters().lock(InterpreterBookingId{99}); }));
}

}  // namespace contract
