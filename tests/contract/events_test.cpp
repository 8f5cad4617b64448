#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Events : public Contract {
 protected:
  std::optional<Event> find(std::int64_t id) {
    return read([&](const Snapshot& s) { return s.events().find(EventId{id}); });
  }
};
ON_EVERY_ENGINE(Events);

TEST_P(Events, everything_of_an_event_comes_back) {
  Event event = sample_event((std::int64_t{1} << 48) - 1, {});
  const auto series = write([](Transaction& tx) { return tx.events().insert(Series{}); });
  const auto other = write([](Transaction& tx) { return tx.organisations().insert({{}, "Valma", ""}); });
  const auto mimosa = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", ""}); });
  event.organisers = {{mimosa, "Mimosa"}, {other, "Valma"}};
  event.super_event = series;
  event.import_key = "programme/7";
  event.status = EventStatus::rescheduled;
  event.cancellation_reason = {{LanguageTag("fi"), "Kouluttaja sairastui"}};
  event.previous_start_time = at(-60);
  event.attendance_closed_time = at(90);
  event.confirmed_persons = 21;
  event.waitlisted_persons = 22;
  event.external_registration_url = "https://example.org/form";
  store->write([&](Transaction& tx) { tx.events().insert(event); });
  EXPECT_EQ(describe(find(event.id.value).value()), describe(event));
  EXPECT_EQ(describe(read([](const Snapshot& s) { return s.events().find_by_import_key("programme/7"); }).value()),
            describe(event));
  EXPECT_FALSE(find(5));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.events().find_by_import_key(""); }));
}

TEST_P(Events, an_event_with_nothing_optional_comes_back) {
  Event event;
  event.id = {1};
  event.uid = "1@example.org";
  event.location.online_url = "https://example.org/meet";
  store->write([&](Transaction& tx) { tx.events().insert(event); });
  EXPECT_EQ(describe(find(1).value()), describe(event));
}

TEST_P(Events, a_second_one_of_the_same_id_uid_or_import_key_is_a_duplicate) {
  Event event = sample_event(1, {});
  event.import_key = "key";
  write([&](Transaction& tx) { return put_event(tx, event); });
  for (int same = 0; same < 3; ++same) {
    Event other = sample_event(2, {});
    if (same == 0) other.id = event.id;
    if (same == 1) other.uid = event.uid;
    if (same == 2) other.import_key = event.import_key;
    EXPECT_EQ(fixtures::problem_of([&] { write([&](Transaction& tx) { return put_event(tx, other); }); }), "duplicate");
  }
  Event other = sample_event(2, {});
  write([&](Transaction& tx) { return put_event(tx, other); });
  EXPECT_TRUE(find(2));
}

TEST_P(Events, a_locked_events_version_moves_by_one_with_its_changes_and_not_without) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  const auto locked = write([](Transaction& tx) { return tx.events().lock(EventId{1}); });
  EXPECT_EQ(locked->version, 5);
  EXPECT_EQ(find(1)->version, 5);
  const auto lock_and = [&](const std::function<void(Transaction&, const Event&)>& change) {
    store->write([&](Transaction& tx) { change(tx, tx.events().lock(EventId{1}).value()); });
    return find(1)->version;
  };
  EXPECT_EQ(lock_and([](Transaction& tx, const Event& event) { EXPECT_EQ(tx.events().update(event), 6); }), 6);
  const auto change_twice = [](Transaction& tx, const Event& event) {
    EXPECT_EQ(tx.events().add_to_counts(event.id, 1, 0), 7);
    EXPECT_EQ(tx.events().update(event), 7);
  };
  EXPECT_EQ(lock_and(change_twice), 7);
  EXPECT_FALSE(write([](Transaction& tx) { return tx.events().lock(EventId{2}); }));
}

TEST_P(Events, an_update_replaces_the_content_and_leaves_the_counts) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  store->write([&](Transaction& tx) { tx.events().add_to_counts(EventId{1}, 4, 2); });
  Event changed = find(1).value();
  changed.kind = EventKind::training;
  changed.status = EventStatus::cancelled;
  changed.publication_status = PublicationStatus::staff;
  changed.name = {{LanguageTag("so"), "Kulan"}};
  changed.short_description.clear();
  changed.cancellation_reason = {{LanguageTag("fi"), "Peruttu"}};
  changed.start_time = at(600);
  changed.end_time = at(700);
  changed.previous_start_time = at(0);
  changed.attendance_closed_time = at(70);
  changed.time_zone = "Europe/Stockholm";
  changed.location = {"", "", "", "https://example.org/meet"};
  changed.keywords = {"language"};
  changed.in_language = {LanguageTag("sv")};
  changed.interpreted_languages.clear();
  changed.organisers.push_back({write([](Transaction& tx) { return tx.organisations().insert({{}, "A", ""}); }), "A"});
  changed.maximum_attendee_capacity.reset();
  changed.waiting_list_capacity = 0;
  changed.childcare_capacity.reset();
  changed.enrolment_start_time.reset();
  changed.enrolment_end_time = at(1);
  changed.external_registration_url = "https://example.org/x";
  changed.reminders = {{Channel::sms, std::chrono::minutes{1}}};
  changed.sequence = 9;
  changed.last_modified_time = at(5);
  store->write([&](Transaction& tx) {
    Event stale = changed;
    stale.confirmed_persons = 0;
    stale.version = 1;
    tx.events().update(stale);
  });
  EXPECT_EQ(describe(find(1).value()), describe(changed));
  EXPECT_EQ(find(1)->confirmed_persons, 4);
  EXPECT_EQ(find(1)->waitlisted_persons, 2);
}

TEST_P(Events, what_was_rolled_back_is_not_remembered) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  const std::string before = describe(find(1).value());
  EXPECT_THROW(store->write([&](Transaction& tx) {
    Event event = tx.events().lock(EventId{1}).value();
    event.name = {{LanguageTag("fi"), "Ei näin"}};
    event.keywords = {"wrong"};
    tx.events().update(event);
    EXPECT_EQ(tx.events().find(EventId{1})->keywords, event.keywords);
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(describe(find(1).value()), before);
}

TEST_P(Events, counts_are_added_to) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  store->write([](Transaction& tx) {
    tx.events().add_to_counts(EventId{1}, 3, 0);
    tx.events().add_to_counts(EventId{1}, -1, 2);
  });
  EXPECT_EQ(find(1)->confirmed_persons, 2);
  EXPECT_EQ(find(1)->waitlisted_persons, 2);
}

TEST_P(Events, a_series_comes_back_by_id_and_by_import_key) {
  using namespace std::chrono;
  Series series;
  series.name = {{LanguageTag("fi"), "Naisten ryhmä"}, {LanguageTag("fa"), "گروه زنان"}};
  series.recurrence = "FREQ=WEEKLY;BYDAY=MO;COUNT=6";
  series.exceptions = {year{2026} / 12 / 7, year{2026} / 12 / 28};
  series.import_key = "programme/3";
  const auto id = write([&](Transaction& tx) { return tx.events().insert(series); });
  for (const auto& found : {read([&](const Snapshot& s) { return s.events().find(id); }), read([&](const Snapshot& s) {
                              return s.events().find_series_by_import_key("programme/3");
                            })}) {
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->name, series.name);
    EXPECT_EQ(found->recurrence, series.recurrence);
    EXPECT_EQ(found->exceptions, series.exceptions);
    EXPECT_EQ(found->import_key, series.import_key);
  }
  EXPECT_EQ(fixtures::problem_of([&] { write([&](Transaction& tx) { return tx.events().insert(series); }); }),
            "duplicate");
  EXPECT_FALSE(read([](const Snapshot& s) { return s.events().find(SeriesId{77}); }));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.events().find_series_by_import_key(""); }));
}

}  // namespace contract
