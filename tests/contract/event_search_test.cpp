#include <gmock/gmock.h>

#include <functional>
#include <utility>

#include "tests/contract/stored_events.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace contract {

class EventSearch : public StoredEvents {
 protected:
  // With this name in Finnish and nothing else to be found by but the place.
  void put_named(std::int64_t id, int start, const std::string& name, const std::string& description = {}) {
    put(id, start, [&](Event& e) {
      e.name = {{LanguageTag("fi"), name}};
      e.short_description.clear();
      if (!description.empty()) e.short_description = {{LanguageTag("fi"), description}};
    });
  }
  std::vector<std::int64_t> ids(const EventFilter& filter) {
    std::vector<std::int64_t> found;
    for (const Event& event : page(filter).events) found.push_back(event.id.value);
    return found;
  }
  std::vector<std::int64_t> found(const std::string& q) {
    EventFilter filter;
    filter.q = q;
    const auto all = ids(filter);
    EXPECT_EQ(page(filter).count, all.size()) << q;
    return all;
  }
  template <class Change>
  void change(std::int64_t id, const Change& change) {
    store->write([&](Transaction& tx) {
      Event event = tx.events().lock(EventId{id}).value();
      change(event);
      tx.events().update(event);
    });
  }
};
ON_EVERY_ENGINE(EventSearch);

TEST_P(EventSearch, what_one_transaction_enters_is_found_in_it_and_after_it) {
  EventFilter filter;
  filter.q = "kielikahvila";
  write([&](Transaction& tx) {
    // At the same moment, so that their places in the index are next to each other.
    for (const std::int64_t id : {1, 2, 536870913}) {
      Event event = sample_event(id, {}, 0);
      event.name = {{LanguageTag("fi"), id == 2 ? "Asumisinfo" : "Kielikahvila"}};
      put_event(tx, event);
    }
    EXPECT_EQ(std::as_const(tx.events()).find(filter).count, 2U);
    Event event = tx.events().lock(EventId{2}).value();
    event.name = {{LanguageTag("fi"), "Toinen kielikahvila"}};
    tx.events().update(event);
    EXPECT_EQ(std::as_const(tx.events()).find(filter).count, 3U);
    return 0;
  });
  EXPECT_THAT(found("kielikahvila"), UnorderedElementsAre(1, 2, 536870913));
  EXPECT_THAT(found("asumisinfo"), IsEmpty());
}

TEST_P(EventSearch, every_word_is_the_beginning_of_one_in_name_description_place_or_organisers) {
  put(1, 0);
  put(2, 1, [](Event& e) {
    e.name = {{LanguageTag("ru"), "Поиск РАБОТЫ"}};
    e.short_description = {};
    e.location = {"ÄIDINKIELEN TALO", "Puistokatu 3", "Kemi", {}};
    e.organisers = {{{}, "Valma"}};
  });
  EXPECT_THAT(found("TYÖNHAKU"), ElementsAre(1));
  EXPECT_THAT(found("työ"), ElementsAre(1));
  EXPECT_THAT(found("info"), ElementsAre(1)) << "inside a compound";
  EXPECT_THAT(found("работы поиск"), ElementsAre(2));
  EXPECT_THAT(found("работы työnhaku"), IsEmpty());
  EXPECT_THAT(found("kesätyö 100 %"), ElementsAre(1));
  EXPECT_THAT(found("mimosa"), ElementsAre(1));
  EXPECT_THAT(found("valma"), ElementsAre(2));
  EXPECT_THAT(found("puistokatu kemi"), ElementsAre(2));
  EXPECT_THAT(found("varma_juttu"), ElementsAre(1));
  EXPECT_THAT(found("varmaxjuttu"), IsEmpty());
  EXPECT_THAT(found("  "), IsEmpty());
  EXPECT_THAT(found("%"), IsEmpty());
}

TEST_P(EventSearch, visitors_find_it_with_the_keyboard_that_they_have) {
  put_named(1, 0, "Äidinkielen kerho");
  put_named(2, 1, "Doğru iş: ışık");
  put(3, 2, [](Event& e) { e.name = {{LanguageTag("ar"), "ورشة البحث عن عملٍ في المدرسة"}}; });
  put(4, 3, [](Event& e) { e.name = {{LanguageTag("fa"), "کلاس آشپزی می\u200cخواهیم ۱۲"}}; });
  put(5, 4, [](Event& e) { e.name = {{LanguageTag("zh-Hans"), "寻找工作的信息"}}; });
  put(6, 5, [](Event& e) { e.name = {{LanguageTag("th"), "การหางานทำ"}}; });
  put(7, 6, [](Event& e) { e.name = {{LanguageTag("so"), "Go'aanka guriga"}}; });
  put(8, 7, [](Event& e) { e.name = {{LanguageTag("uk"), "Зустріч: їжа й ґанок"}}; });
  put(9, 8, [](Event& e) { e.name = {{LanguageTag("ti"), "ትግርኛ ምዝርራብ"}}; });
  put(10, 9, [](Event& e) { e.name = {{LanguageTag("vi"), "Tìm việc làm ở Đà Nẵng"}}; });
  put(11, 10, [](Event& e) { e.name = {{LanguageTag("ckb"), "کۆبوونەوەی ژنان"}}; });
  EXPECT_THAT(found("aidinkielen"), ElementsAre(1));
  EXPECT_THAT(found("dogru is isik"), ElementsAre(2));
  EXPECT_THAT(found("العمل مدرسه"), ElementsAre(3));
  EXPECT_THAT(found("كلاس اشپزي ١٢"), ElementsAre(4));
  EXPECT_THAT(found("میخواهیم"), ElementsAre(4));
  EXPECT_THAT(found("工作"), ElementsAre(5));
  EXPECT_THAT(found("หางาน"), ElementsAre(6));
  EXPECT_THAT(found("goaan GURI"), ElementsAre(7));
  EXPECT_THAT(found("іжа ганок"), ElementsAre(8));
  EXPECT_THAT(found("ምዝር"), ElementsAre(9));
  EXPECT_THAT(found("tim viec da nang"), ElementsAre(10));
  EXPECT_THAT(found("كوبوونه"), ElementsAre(11));
}

TEST_P(EventSearch, a_word_in_the_name_comes_before_one_elsewhere_and_then_who_is_sooner) {
  put_named(1, 40, "Talousilta", "asuminen");
  put_named(2, 30, "Asuminen");
  put_named(3, 10, "Talous", "asuminen ja velat");
  put_named(4, 20, "Asuminen ja talous");
  put_named(5, 20, "Kerho", "muuta");
  EXPECT_THAT(found("asuminen"), ElementsAre(4, 2, 3, 1));
  EXPECT_THAT(found("asuminen talous"), ElementsAre(4, 3, 1)) << "both in the name, or one of them";
  for (std::size_t offset = 0; offset < 5; ++offset) {
    EventFilter filter;
    filter.q = "asuminen";
    filter.offset = offset;
    filter.limit = 2;
    std::vector<std::int64_t> expected{4, 2, 3, 1};
    expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(offset, 4)));
    if (expected.size() > 2) expected.resize(2);
    EXPECT_EQ(ids(filter), expected) << offset;
    EXPECT_EQ(page(filter).count, 4U) << offset;
  }
}

TEST_P(EventSearch, words_are_narrowed_by_every_filter_of_the_list) {
  put(1, 0);
  put(2, 1, [](Event& e) {
    e.kind = EventKind::training;
    e.keywords = {"housing"};
    e.in_language = {LanguageTag("so")};
    e.interpreted_languages = {};
    e.location.municipality = "Kemi";
    e.location.name = "Talo";
    e.organisers = {{{}, "Valma"}};
    e.publication_status = PublicationStatus::staff;
    e.external_registration_url = "https://example.org";
  });
  const auto narrowed = [&](auto&& change) {
    EventFilter filter;
    filter.q = "työnhaku";
    filter.publication.clear();
    change(filter);
    return ids(filter);
  };
  EXPECT_THAT(narrowed([](EventFilter&) {}), ElementsAre(1, 2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.kinds = {EventKind::training}; }), ElementsAre(2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.themes = {"economy"}; }), ElementsAre(1));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.languages = {LanguageTag("so")}; }), ElementsAre(2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.municipalities = {"Kemi", "Oulu"}; }), ElementsAre(2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.organisations = {"Mimosa"}; }), ElementsAre(1));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.place = "tal"; }), ElementsAre(2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.publication = {PublicationStatus::open_to_all}; }), ElementsAre(1));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.open_at = at(-100); }), ElementsAre(1));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.from = at(90); }), ElementsAre(2));
  EXPECT_THAT(narrowed([](EventFilter& f) { f.to = at(1); }), ElementsAre(1));
}

TEST_P(EventSearch, a_changed_event_is_found_by_what_it_says_now_where_it_stands_now) {
  put(1, 0);
  put(2, 10);
  change(1, [](Event& e) {
    e.name = {{LanguageTag("fi"), "Kesätyöilta"}};
    e.short_description.clear();
  });
  EXPECT_THAT(found("kesätyöilta"), ElementsAre(1));
  EXPECT_THAT(found("työnhakuinfo"), ElementsAre(2));
  change(1, [](Event& e) {
    e.start_time = at(500);
    e.end_time = at(600);
  });
  EXPECT_THAT(found("mimosa"), ElementsAre(2, 1));
  change(1, [](Event& e) { e.publication_status = PublicationStatus::draft; });
  EXPECT_THAT(found("kesätyöilta"), IsEmpty());
}

TEST_P(EventSearch, events_are_found_by_the_new_name_of_an_organisation) {
  put(1, 0);
  store->write([](Transaction& tx) {
    Organisation mimosa = tx.organisations().find_by_name("Mimosa").value();
    mimosa.name = "Mikseri";
    tx.organisations().update(mimosa);
  });
  EXPECT_THAT(found("mikseri"), ElementsAre(1));
  EventFilter filter;
  filter.organisations = {"Mikseri"};
  EXPECT_THAT(ids(filter), ElementsAre(1));
  filter.organisations = {"Mimosa"};
  EXPECT_THAT(ids(filter), IsEmpty());
}

TEST_P(EventSearch, what_has_begun_and_goes_on_comes_first_whatever_narrows_the_list) {
  put(1, -60);
  put(2, 10);
  put(3, -200);
  put(4, -20, [](Event& e) { e.end_time = at(60 * 24 * 20); });
  put(5, 0);
  const auto listed = [&](bool latest, auto&& change) {
    EventFilter filter;
    filter.from = at(0);
    filter.latest_first = latest;
    change(filter);
    EXPECT_EQ(page(filter).count, 4U);
    return ids(filter);
  };
  for (const auto& change : std::vector<std::function<void(EventFilter&)>>{
           [](EventFilter&) {}, [](EventFilter& f) { f.themes = {"economy"}; },
           [](EventFilter& f) { f.q = "työnhaku"; }, [](EventFilter& f) { f.publication.clear(); },
           [](EventFilter& f) {
             f.publication = {PublicationStatus::draft, PublicationStatus::open_to_all};
             f.languages = {LanguageTag("ar")};
           }}) {
    EXPECT_THAT(listed(false, change), ElementsAre(1, 4, 5, 2));
    EXPECT_THAT(listed(true, change), ElementsAre(2, 5, 4, 1));
  }
}

TEST_P(EventSearch, a_change_that_is_undone_leaves_no_word_behind) {
  put(1, 0);
  EXPECT_ANY_THROW(store->write([](Transaction& tx) {
    Event event = tx.events().lock(EventId{1}).value();
    event.name = {{LanguageTag("fi"), "Peruttu"}};
    tx.events().update(event);
    put_event(tx, 2, 5);
    throw std::runtime_error("undo");
  }));
  EXPECT_THAT(found("peruttu"), IsEmpty());
  EXPECT_THAT(found("työnhaku"), ElementsAre(1));
}

TEST_P(EventSearch, nothing_that_is_typed_is_taken_for_an_order) {
  put(1, 0);
  std::vector<std::string> hostile{"\"",
                                   "'",
                                   "työ\"",
                                   "työ' OR '1'='1",
                                   "*",
                                   "työ*",
                                   "words:työ",
                                   "{words} : työ",
                                   "NEAR(työ haku, 3)",
                                   "-työ",
                                   "^työ",
                                   "(((",
                                   ") OR (",
                                   "työ & | ! <-> :*",
                                   "\\",
                                   "\\' \\\" :A",
                                   "😀👍🏽",
                                   std::string("työ\0nhaku", 10),
                                   "\xff\xfe\xc3",
                                   "\xed\xa0\x80",
                                   "\uE000työ",
                                   "ﷺ ﷽",
                                   "and or not near AND OR NOT NEAR",
                                   std::string(10'000, 'a'),
                                   std::string(10'000, '"'),
                                   std::string(10'000, '\'')};
  std::string long_words;
  for (int i = 0; i < 2000; ++i) long_words += "ö\"" + std::to_string(i) + "' ";
  hostile.push_back(long_words);
  // Signs that mean something to one engine or the other, in any order.
  constexpr std::string_view signs = "\"'*:()&|!<>-+^\\{}%_\0 \tAaöو中٣😀";
  std::uint32_t state = 20261122;
  const auto next = [&](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8U) % below;
  };
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (std::size_t length = next(40) + 1; length > 0; --length) text.push_back(signs[next(signs.size())]);
    hostile.push_back(text);
  }
  for (const std::string& text : hostile) {
    EventFilter filter;
    filter.q = text;
    EXPECT_NO_THROW(static_cast<void>(ids(filter))) << testing::PrintToString(text);
    filter.q.clear();
    filter.place = text;
    EXPECT_NO_THROW(static_cast<void>(ids(filter))) << testing::PrintToString(text);
  }
  EXPECT_THAT(found("työnhaku"), ElementsAre(1));
}

TEST_P(EventSearch, events_of_an_older_program_are_indexed_when_it_is_upgraded) {
  put(1, 0);
  put(3, 20, [](Event& e) {
    e.name = {{LanguageTag("fi"), "Kerho"}};
    e.confirmed_persons = *e.maximum_attendee_capacity;
  });
  put_named(2, 10, "Asuminen", "Työnhaku");
  change(2, [](Event& e) { e.status = EventStatus::cancelled; });
  const auto before = database->query("select sort_key || ' ' || place || ' ' || words from event_search order by 1");
  store.reset();
  // As it was before the migration.
  std::vector<std::string> undo{"drop index event_by_time",
                                "drop index event_by_length",
                                "drop index event_open",
                                "alter table event drop column is_full",
                                "delete from schema_migration where version in (10, 16)",
                                "drop index event_by_municipality",
                                "create index event_by_municipality on event (municipality, start_time)"};
  if (GetParam() == "sqlite") undo.insert(undo.end(), {"drop table event_words", "drop table search_word"});
  undo.emplace_back("drop table event_search");
  if (GetParam() == "postgresql") {
    undo.insert(undo.end(), {"drop table event_token", "drop function event_search_added()",
                             "drop function event_search_removed()"});
  }
  undo.emplace_back("create table event_search (event_id bigint primary key, place text, words text)");
  for (const std::string& sql : undo) database->query(sql);
  store = database->open();
  EXPECT_EQ(database->query("select sort_key || ' ' || place || ' ' || words from event_search order by 1"), before);
  EXPECT_THAT(found("työnhaku"), ElementsAre(1, 2));
  EventFilter open;
  open.open_at = at(-100);
  EXPECT_THAT(ids(open), ElementsAre(1)) << "2 is cancelled, 3 is full";
  change(2, [](Event& e) { e.name = {{LanguageTag("fi"), "Talous"}}; });
  EXPECT_THAT(found("talous"), ElementsAre(2));
  EXPECT_THAT(found("asuminen"), IsEmpty());
}

}  // namespace contract
