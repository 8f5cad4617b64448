#include <gmock/gmock.h>

#include "domain/count_limit.hpp"
#include "tests/contract/stored_events.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace contract {

class EventFilters : public StoredEvents {
 protected:
  std::vector<std::int64_t> found(const EventFilter& filter) {
    std::vector<std::int64_t> ids;
    const EventPage all = page(filter);
    for (const Event& event : all.events) ids.push_back(event.id.value);
    EXPECT_EQ(all.count, ids.size());
    return ids;
  }
  template <class Change>
  std::vector<std::int64_t> found_with(const Change& change) {
    EventFilter filter;
    change(filter);
    return found(filter);
  }
};
ON_EVERY_ENGINE(EventFilters);

TEST_P(EventFilters, events_come_by_start_then_id_in_pages_with_the_count_of_all) {
  for (const auto& [id, start] : {std::pair{5, 30}, {3, 10}, {4, 20}, {2, 10}, {1, 40}}) put(id, start);
  EXPECT_THAT(found({}), ElementsAre(2, 3, 4, 5, 1));
  EventFilter filter;
  filter.limit = 2;
  filter.offset = 2;
  const EventPage middle = page(filter);
  EXPECT_EQ(middle.count, 5U);
  ASSERT_EQ(middle.events.size(), 2U);
  EXPECT_EQ(describe(middle.events[0]),
            describe(read([](const Snapshot& s) { return s.events().find(EventId{4}); }).value()));
  EXPECT_EQ(middle.events[1].id.value, 5);
  filter.offset = 4;
  EXPECT_EQ(page(filter).count, 5U);
  EXPECT_EQ(page(filter).events.size(), 1U);
  filter.offset = 10;
  EXPECT_EQ(page(filter).count, 5U);
  EXPECT_THAT(page(filter).events, IsEmpty());
  filter.limit = 0;
  EXPECT_EQ(page(filter).count, 5U);
  filter.limit = std::numeric_limits<std::size_t>::max();
  filter.offset = 0;
  EXPECT_EQ(page(filter).events.size(), 5U);
}

TEST_P(EventFilters, from_is_before_the_end_and_to_after_the_start) {
  put(1, 0);
  put(2, 100);
  EXPECT_THAT(found_with([](EventFilter& f) { f.from = at(89); }), ElementsAre(1, 2));
  EXPECT_THAT(found_with([](EventFilter& f) { f.from = at(90); }), ElementsAre(2));
  EXPECT_THAT(found_with([](EventFilter& f) { f.to = at(100); }), ElementsAre(1));
  EXPECT_THAT(found_with([](EventFilter& f) { f.to = at(101); }), ElementsAre(1, 2));
}

TEST_P(EventFilters, lists_let_through_any_of_what_they_name) {
  put(1, 0, [](Event& e) { e.kind = EventKind::training; });
  put(2, 1, [](Event& e) {
    e.kind = EventKind::client_panel;
    e.keywords = {"housing"};
    e.in_language = {LanguageTag("so")};
    e.interpreted_languages = {};
    e.location.municipality = "Kemi";
  });
  put(3, 2, [](Event& e) {
    e.keywords = {"family", "it's {odd}, \"really\\"};
    e.location.municipality = "Savonlinna";
    e.in_language = {};
    e.interpreted_languages = {LanguageTag("fa")};
  });
  EXPECT_THAT(found_with([](EventFilter& f) { f.kinds = {EventKind::training}; }), ElementsAre(1));
  EXPECT_THAT(found_with([](EventFilter& f) {
                f.kinds = {EventKind::training, EventKind::client_panel};
              }),
              ElementsAre(1, 2));
  EXPECT_THAT(found_with([](EventFilter& f) { f.themes = {"economy", "housing"}; }), ElementsAre(1, 2));
  EXPECT_THAT(found_with([](EventFilter& f) { f.themes = {"housing"}; }), ElementsAre(2));
  EXPECT_THAT(found_with([](EventFilter& f) { f.themes = {"it's {odd}, \"really\\", "x"}; }), ElementsAre(3));
  EXPECT_THAT(found_with([](EventFilter& f) {
                f.languages = {LanguageTag("so"), LanguageTag("fa")};
              }),
              ElementsAre(2, 3));
  EXPECT_THAT(found_with([](EventFilter& f) { f.languages = {LanguageTag("ar")}; }), ElementsAre(1));
  EXPECT_THAT(found_with([](EventFilter& f) { f.municipalities = {"Kemi", "Savonlinna"}; }), ElementsAre(2, 3));
  EXPECT_THAT(found_with([](EventFilter& f) { f.municipalities = {"Kemi' or 1=1 --"}; }), IsEmpty());
}

TEST_P(EventFilters, organisations_are_named_by_id_or_name) {
  put(1, 0);
  put(2, 1, [](Event& e) { e.organisers = {{{}, "Valma"}}; });
  put(3, 2, [](Event& e) { e.organisers = {{{}, "Valma"}, {{}, "Mimosa"}}; });
  const auto mimosa = read([](const Snapshot& s) { return s.organisations().find_by_name("Mimosa"); })->id;
  EXPECT_THAT(found_with([](EventFilter& f) { f.organisations = {"Mimosa"}; }), ElementsAre(1, 3));
  EXPECT_THAT(found_with([&](EventFilter& f) { f.organisations = {std::to_string(mimosa.value)}; }), ElementsAre(1, 3));
  EXPECT_THAT(found_with([](EventFilter& f) { f.organisations = {"Mimosa", "Valma"}; }), ElementsAre(1, 2, 3));
  EXPECT_THAT(found_with([](EventFilter& f) { f.organisations = {"x"}; }), IsEmpty());
  EXPECT_THAT(found_with([&](EventFilter& f) { f.organiser = mimosa; }), ElementsAre(1, 3));
}

TEST_P(EventFilters, places_are_found_by_any_part_of_their_names) {
  put(1, 0);
  put(2, 1, [](Event& e) { e.location.name = "ÄIDINKIELEN TALO 100 %"; });
  const auto place = [&](const std::string& part) { return found_with([&](EventFilter& f) { f.place = part; }); };
  EXPECT_THAT(place("keskus mim"), ElementsAre(1));
  EXPECT_THAT(place("aidinkielen"), ElementsAre(2));
  EXPECT_THAT(place("100"), ElementsAre(2));
  EXPECT_THAT(place("keskus_mimosa"), ElementsAre(1)) << "a sign stands between words";
  EXPECT_THAT(place("kesk%sa"), IsEmpty());
  EXPECT_THAT(place(" "), ElementsAre(1, 2));
  EXPECT_THAT(found_with([](EventFilter& f) {
                f.place = "talo";
                f.q = "työnhaku";
              }),
              ElementsAre(2));
}

TEST_P(EventFilters, the_latest_come_first_where_that_is_asked_for) {
  for (const auto& [id, start] : {std::pair{5, 30}, {3, 10}, {4, 20}, {2, 10}, {1, 40}}) put(id, start);
  EXPECT_THAT(found_with([](EventFilter& f) { f.latest_first = true; }), ElementsAre(1, 5, 4, 3, 2));
  EXPECT_THAT(found_with([](EventFilter& f) {
                f.latest_first = true;
                f.q = "työ";
              }),
              ElementsAre(1, 5, 4, 3, 2));
}

TEST_P(EventFilters, what_is_more_than_anybody_counts_is_said_to_be_more) {
  write([](Transaction& tx) {
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(most_counted) + 5; ++id) {
      put_event(tx, id, static_cast<int>(id));
    }
    return 0;
  });
  for (const char* q : {"", "työnhaku"}) {
    EventFilter filter;
    filter.q = q;
    EXPECT_EQ(page(filter).count, *q == '\0' ? most_counted : most_counted_of_one) << q;
    EXPECT_TRUE(page(filter).more_than_counted);
    filter.offset = most_counted;
    filter.limit = 4;
    EXPECT_EQ(page(filter).count, most_counted + 4);
    EXPECT_TRUE(page(filter).more_than_counted);
    EXPECT_EQ(page(filter).events.at(3).id.value, static_cast<std::int64_t>(most_counted) + 4);
    filter.limit = 20;
    EXPECT_EQ(page(filter).count, most_counted + 5);
    EXPECT_FALSE(page(filter).more_than_counted);
    EXPECT_EQ(page(filter).events.size(), 5U);
  }
  EventFilter several;
  several.q = "työnhaku";
  several.themes = {"economy"};
  EXPECT_EQ(page(several).count, most_counted_of_several);
  EXPECT_TRUE(page(several).more_than_counted);
  several.offset = most_counted_of_several - 10;
  EXPECT_EQ(page(several).count, most_counted_of_several + 10);
  EventFilter by_place;
  by_place.place = "mimo";
  EXPECT_EQ(page(by_place).count, most_counted_of_several);
  several.offset = most_counted;
  EXPECT_EQ(page(several).count, most_counted + 5);
  EXPECT_FALSE(page(several).more_than_counted);
}

TEST_P(EventFilters, open_means_what_the_domain_calls_open) {
  std::int64_t id = 0;
  const auto variant = [&](auto&& change) {
    ++id;
    put(id, static_cast<int>(id) + 100, change);
  };
  variant([](Event&) {});
  variant([](Event& e) { e.status = EventStatus::cancelled; });
  variant([](Event& e) { e.status = EventStatus::rescheduled; });
  variant([](Event& e) { e.external_registration_url = "https://example.org"; });
  variant([](Event& e) { e.confirmed_persons = 11; });
  variant([](Event& e) { e.confirmed_persons = 10; });
  variant([](Event& e) { e.confirmed_persons = 12; });
  variant([](Event& e) { e.maximum_attendee_capacity.reset(); });
  variant([](Event& e) { e.enrolment_start_time.reset(); });
  variant([](Event& e) { e.enrolment_start_time = at(50); });
  variant([](Event& e) { e.enrolment_start_time = at(51); });
  variant([](Event& e) { e.enrolment_end_time.reset(); });
  variant([](Event& e) { e.enrolment_end_time = at(50); });
  variant([](Event& e) { e.enrolment_end_time = at(51); });
  variant([](Event& e) {
    e.start_time = at(50);
    e.enrolment_end_time = at(60);
  });
  variant([](Event& e) { e.publication_status = PublicationStatus::draft; });
  variant([](Event& e) { e.publication_status = PublicationStatus::staff; });
  variant([](Event& e) { e.invited_only = true; });
  EventFilter all;
  all.publication.clear();
  std::vector<std::int64_t> open;
  for (const Event& event : page(all).events) {
    if (enrolment_state(event, at(50)) == Enrolment::open) open.push_back(event.id.value);
  }
  std::ranges::sort(open);
  all.open_at = at(50);
  std::vector<std::int64_t> let_through = found(all);
  std::ranges::sort(let_through);
  EXPECT_EQ(let_through, open);
  EXPECT_THAT(open, ElementsAre(1, 3, 6, 8, 9, 10, 12, 14, 17));
}

TEST_P(EventFilters, held_ones_are_told_from_those_whose_attendance_is_open) {
  put(1, 0);
  put(2, 0, [](Event& e) { e.attendance_closed_time = at(200); });
  EventFilter filter;
  filter.attendance_closed = true;
  EXPECT_THAT(found(filter), ElementsAre(2));
  filter.attendance_closed = false;
  EXPECT_THAT(found(filter), ElementsAre(1));
  filter.attendance_closed.reset();
  EXPECT_THAT(found(filter), ElementsAre(1, 2));
}

TEST_P(EventFilters, publication_is_public_unless_said_otherwise) {
  put(1, 0);
  put(2, 1, [](Event& e) { e.publication_status = PublicationStatus::staff; });
  put(3, 2, [](Event& e) { e.publication_status = PublicationStatus::draft; });
  put(4, 3, [](Event& e) { e.publication_status = PublicationStatus::unlisted; });
  EXPECT_THAT(found({}), ElementsAre(1));
  EXPECT_THAT(found_with([](EventFilter& f) {
                f.publication = {PublicationStatus::staff, PublicationStatus::draft};
              }),
              ElementsAre(2, 3));
  EXPECT_THAT(found_with([](EventFilter& f) { f.publication.clear(); }), ElementsAre(1, 2, 3, 4));
}

TEST_P(EventFilters, a_series_names_its_events) {
  const auto series = write([](Transaction& tx) { return tx.events().insert(Series{}); });
  put(1, 0);
  put(2, 1, [&](Event& e) { e.super_event = series; });
  EXPECT_THAT(found_with([&](EventFilter& f) { f.series = series; }), ElementsAre(2));
}

TEST_P(EventFilters, municipalities_are_those_of_events_let_through_by_name) {
  put(1, 0);
  put(2, 1, [](Event& e) { e.location.municipality = "Kemi"; });
  put(3, 2, [](Event& e) { e.location.municipality = ""; });
  put(4, 3, [](Event& e) {
    e.location.municipality = "Oulu";
    e.publication_status = PublicationStatus::draft;
  });
  put(5, 4);
  EXPECT_THAT(read([](const Snapshot& s) { return s.events().municipalities({}); }), ElementsAre("Kemi", "Mikkeli"));
  EventFilter filter;
  filter.from = at(92);
  EXPECT_THAT(read([&](const Snapshot& s) { return s.events().municipalities(filter); }), ElementsAre("Mikkeli"));
}

TEST_P(EventFilters, every_filter_at_once_is_one_valid_question) {
  put(1, 0);
  EventFilter filter;
  filter.from = at(-10);
  filter.to = at(10);
  filter.kinds = {EventKind::group_activity, EventKind::training};
  filter.themes = {"economy", "x"};
  filter.languages = {LanguageTag("fi"), LanguageTag("sv")};
  filter.organisations = {"Mimosa"};
  filter.municipalities = {"Mikkeli", "Kemi"};
  filter.place = "mimosa";
  filter.q = "kesätyö";
  filter.open_at = at(-40);
  filter.organiser = read([](const Snapshot& s) { return s.organisations().find_by_name("Mimosa"); })->id;
  EXPECT_THAT(found(filter), ElementsAre(1));
  filter.limit = 1;
  EXPECT_EQ(page(filter).count, 1U);
}

}  // namespace contract
