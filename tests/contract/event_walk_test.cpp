#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "domain/search_words.hpp"
#include "tests/contract/stored_events.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace contract {

// Lists that are found by several things at once, or by very many.
class EventWalk : public StoredEvents {
 protected:
  void put_named(std::int64_t id, int start, const std::string& name, const std::string& description) {
    put(id, start, [&](Event& e) {
      e.name = {{LanguageTag("fi"), name}};
      e.short_description = {{LanguageTag("fi"), description}};
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
    filter.limit = 100;
    const auto all = ids(filter);
    EXPECT_EQ(page(filter).count, all.size()) << q;
    return all;
  }
};
ON_EVERY_ENGINE(EventWalk);

TEST_P(EventWalk, a_beginning_finds_every_event_with_any_of_its_words_once) {
  // More words than are looked up one by one, and each of two events under several of them.
  constexpr int many = 40;
  for (int i = 0; i < many; ++i) {
    const std::string word(1, static_cast<char>('a' + i % 26));
    put_named(i + 1, i / 2, "Kalastus Ka" + word + std::to_string(i) + " ka" + word + "x", "kangas kulma" + word);
  }
  put_named(100, 5, "Lukupiiri", "kaislikko kulmaa");
  put_named(101, 6, "Lukupiiri", "muuta");
  std::vector<std::int64_t> in_name;
  for (int i = 0; i < many; ++i) in_name.push_back(i + 1);
  std::vector<std::int64_t> everything = in_name;
  everything.push_back(100);
  EXPECT_EQ(found("ka"), everything);
  EXPECT_EQ(found("kal"), in_name);
  EXPECT_EQ(found("k").size(), everything.size() + 1);
  EXPECT_THAT(found("ka luku"), ElementsAre(100));
  auto by_start = everything;  // nobody has both in the name
  by_start.pop_back();
  by_start.insert(by_start.begin() + 12, 100);
  EXPECT_EQ(found("ka kulma"), by_start) << "both words begin many";
  EXPECT_THAT(found("kaa kulmaa"), ElementsAre(1, 27));
  EventFilter narrowed;
  narrowed.q = "k";
  narrowed.languages = {LanguageTag("ar"), LanguageTag("fi")};
  narrowed.publication = {PublicationStatus::open_to_all, PublicationStatus::staff};
  EXPECT_EQ(ids(narrowed).size(), 20U);
  EXPECT_EQ(page(narrowed).count, everything.size() + 1);
  narrowed.latest_first = true;
  EXPECT_EQ(ids(narrowed).front(), many);
}

TEST_P(EventWalk, lists_of_many_names_are_looked_through) {
  for (int i = 0; i < 30; ++i) {
    put(i + 1, i, [&](Event& e) { e.location.municipality = "Kunta " + std::to_string(i); });
  }
  EventFilter filter;
  for (int i = 29; i >= 10; --i) filter.municipalities.push_back("Kunta " + std::to_string(i));
  filter.themes = {"economy"};
  filter.limit = 3;
  EXPECT_THAT(ids(filter), ElementsAre(11, 12, 13));
  EXPECT_EQ(page(filter).count, 20U);
  filter.q = "työnhaku";
  EXPECT_THAT(ids(filter), ElementsAre(11, 12, 13));
  filter.themes = {"x", "y"};
  EXPECT_THAT(ids(filter), IsEmpty());
}

TEST_P(EventWalk, open_follows_places_as_they_are_taken_and_come_back) {
  put(1, 100, [](Event& e) {
    e.maximum_attendee_capacity = 12;
    e.confirmed_persons = 10;
  });
  EventFilter open;
  open.open_at = at(50);
  const auto is_open = [&] { return !ids(open).empty(); };
  const auto locked = [&](auto&& work) {
    store->write([&](Transaction& tx) {
      Event event = tx.events().lock(EventId{1}).value();
      work(tx.events(), event);
    });
  };
  EXPECT_TRUE(is_open());
  locked([](Events& events, Event&) { events.add_to_counts(EventId{1}, 1, 0); });
  EXPECT_TRUE(is_open());
  locked([](Events& events, Event&) { events.add_to_counts(EventId{1}, 1, 0); });
  EXPECT_FALSE(is_open());
  locked([](Events& events, Event&) { events.add_to_counts(EventId{1}, 0, 1); });
  EXPECT_FALSE(is_open());
  locked([](Events& events, Event&) {
    events.add_to_counts(EventId{1}, -1, 0);
    events.add_to_counts(EventId{1}, 2, 0);
    events.add_to_counts(EventId{1}, -2, 0);
  });
  EXPECT_TRUE(is_open());
  locked([](Events& events, Event& event) {
    event.maximum_attendee_capacity = 11;
    events.update(event);
  });
  EXPECT_FALSE(is_open());
  locked([](Events& events, Event& event) {
    event.maximum_attendee_capacity = 13;
    events.update(event);
    events.add_to_counts(EventId{1}, 2, 0);
  });
  EXPECT_FALSE(is_open());
  locked([](Events& events, Event& event) {
    event.maximum_attendee_capacity.reset();
    events.update(event);
  });
  EXPECT_TRUE(is_open());
  store->write([](Transaction& tx) { tx.events().add_to_counts(EventId{1}, 50, 0); });
  EXPECT_TRUE(is_open());
}

namespace {

const std::vector<std::string> walk_words{"abc", "abd", "bca", "cab", "cad", "dab", "dac", "abcd"};

// The same on every machine.
class Chance {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }
  bool one_in(std::size_t limit) { return below(limit) == 0; }
  template <class T>
  const T& of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::uint64_t state_ = 20261122;
};

const std::vector<std::string> walk_themes{"economy", "housing", "family"};
const std::vector<LanguageTag> walk_languages{LanguageTag("ar"), LanguageTag("so"), LanguageTag("fa")};
const std::vector<EventKind> kinds{EventKind::training, EventKind::info_session, EventKind::network_meeting};
const std::vector<PublicationStatus> publications{PublicationStatus::open_to_all, PublicationStatus::open_to_all,
                                                  PublicationStatus::staff, PublicationStatus::draft};

Event any_event(std::int64_t id, Chance& chance) {
  Event event = sample_event(id, {}, static_cast<int>(chance.below(300)));
  event.name = {{LanguageTag("fi"), chance.of(walk_words) + " " + chance.of(walk_words)}};
  event.short_description = {{LanguageTag("fi"), chance.of(walk_words) + " " + chance.of(walk_words)}};
  event.location = {"Talo", "Katu", "Kunta", {}};
  event.organisers = {{{}, chance.one_in(2) ? "Yksi" : "Kaksi"}};
  event.keywords = {chance.of(walk_themes)};
  if (chance.one_in(3)) event.keywords.emplace_back("network");
  event.in_language = {chance.of(walk_languages)};
  event.interpreted_languages = {};
  event.kind = chance.of(kinds);
  event.publication_status = chance.of(publications);
  event.end_time = event.start_time + std::chrono::minutes(10 + chance.below(60));
  event.maximum_attendee_capacity = 5;
  event.confirmed_persons = chance.one_in(2) ? 5 : 4;
  event.enrolment_start_time.reset();
  event.enrolment_end_time.reset();
  return event;
}

EventFilter any_filter(Chance& chance) {
  EventFilter filter;
  filter.limit = 500;
  filter.latest_first = chance.one_in(3);
  if (chance.one_in(2)) filter.from = at(static_cast<int>(chance.below(200)));
  if (chance.one_in(4)) filter.to = at(100 + static_cast<int>(chance.below(200)));
  if (chance.one_in(2)) filter.themes = {chance.of(walk_themes)};
  if (chance.one_in(6)) filter.themes = {"housing", "network"};
  if (chance.one_in(3)) filter.languages = {chance.of(walk_languages)};
  if (chance.one_in(5)) filter.kinds = {chance.of(kinds), EventKind::training};
  if (chance.one_in(5)) filter.organisations = {"Yksi"};
  if (chance.one_in(4)) filter.open_at = at(-500);
  if (chance.one_in(3)) filter.publication.clear();
  if (chance.one_in(5)) filter.publication = {PublicationStatus::staff, PublicationStatus::draft};
  for (std::size_t left = chance.below(3); left > 0; --left) {
    filter.q += chance.of(walk_words).substr(0, 1 + chance.below(3)) + " ";
  }
  return filter;
}

template <class T, class Get>
bool any_in(const std::vector<T>& wanted, const Get& has) {
  return wanted.empty() || std::ranges::any_of(wanted, has);
}

bool has_words(const std::string& text, const std::string& q) {
  std::set<std::string> indexed;
  add_indexed_words(text, Inner::no, indexed);
  return std::ranges::all_of(asked_words(q), [&](const std::string& word) {
    return std::ranges::any_of(indexed, [&](const std::string& of) { return of.starts_with(word); });
  });
}

bool in_name(const Event& e, const EventFilter& filter) {
  return has_words(e.name.begin()->second, filter.q);
}

bool is_let_through(const Event& e, const EventFilter& filter) {
  const auto has = [](const auto& values) {
    return [&](const auto& wanted) { return std::ranges::find(values, wanted) != values.end(); };
  };
  return (!filter.from || e.end_time > *filter.from) && (!filter.to || e.start_time < *filter.to) &&
         any_in(filter.themes, has(e.keywords)) && any_in(filter.languages, has(e.in_language)) &&
         any_in(filter.kinds, [&](EventKind kind) { return kind == e.kind; }) &&
         any_in(filter.organisations, [&](const std::string& name) { return name == e.organisers.front().name; }) &&
         (!filter.open_at || enrolment_state(e, *filter.open_at) == Enrolment::open) &&
         any_in(filter.publication, [&](PublicationStatus status) { return status == e.publication_status; }) &&
         has_words(e.name.begin()->second + " " + e.short_description.begin()->second + " talo katu kunta " +
                       e.organisers.front().name,
                   filter.q);
}

// As somebody finds them who looks at every event. On the whole those that go on have begun before the others.
std::vector<std::int64_t> expected(const std::vector<Event>& events, const EventFilter& filter) {
  std::vector<const Event*> found;
  for (const Event& event : events) {
    if (is_let_through(event, filter)) found.push_back(&event);
  }
  std::ranges::sort(found, [&](const Event* a, const Event* b) {
    const bool a_named = in_name(*a, filter), b_named = in_name(*b, filter);
    if (a_named != b_named) return a_named;
    const auto key = [](const Event* e) { return std::pair(e->start_time, e->id.value); };
    return filter.latest_first ? key(a) > key(b) : key(a) < key(b);
  });
  std::vector<std::int64_t> ids;
  for (const Event* event : found) ids.push_back(event->id.value);
  return ids;
}

}  // namespace

TEST_P(EventWalk, whatever_is_combined_is_found_as_if_every_event_were_looked_at) {
  Chance chance;
  std::vector<Event> events;
  for (std::int64_t id = 1; id <= 150; ++id) events.push_back(any_event(id, chance));
  write([&](Transaction& tx) {
    for (const Event& event : events) put_event(tx, event);
    return 0;
  });
  std::size_t found = 0;
  for (int i = 0; i < 400; ++i) {
    EventFilter filter = any_filter(chance);
    const auto all = expected(events, filter);
    ASSERT_EQ(ids(filter), all) << i << ": " << filter.q;
    ASSERT_EQ(page(filter).count, all.size()) << i;
    found += all.size();
    filter.offset = all.size() / 2;
    filter.limit = 3;
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(filter.offset);
    const auto rest = std::min<std::ptrdiff_t>(3, all.end() - begin);
    ASSERT_EQ(ids(filter), std::vector(begin, begin + rest)) << i << ": " << filter.q;
  }
  EXPECT_GT(found, 400U) << "the filters let nothing through";
}

}  // namespace contract
