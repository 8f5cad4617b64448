// What a conflict check costs among many events, as a multiple of one indexed look-up in the same run:
//   bench_conflicts [events] [checks] [database url]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "bench/programme.hpp"
#include "bench/table.hpp"
#include "domain/conflicts.hpp"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t organisations = 100;
constexpr std::size_t towns = 21;  // the municipal networks that there are
constexpr std::size_t rooms = 150;
constexpr int seasons = 3 * 365;  // days

struct Town {
  std::string name;
  std::vector<domain::Room> rooms;
};

class Programme {
 public:
  // Of an empty database.
  explicit Programme(const domain::Ports& ports) : random_(11) {
    first_day_ = std::chrono::ceil<std::chrono::days>(ports.clock.now());
    ports.store.write([&](domain::Transaction& tx) {
      organisations_.clear();
      towns_.clear();
      for (std::size_t i = 0; i < organisations; ++i) {
        organisations_.push_back(tx.organisations().insert({{}, "Järjestö " + std::to_string(i), "Mikkeli"}));
      }
      for (std::size_t i = 0; i < towns; ++i) towns_.push_back({"Kunta " + std::to_string(i), {}});
      for (std::size_t i = 0; i < rooms; ++i) {
        domain::Room room;
        room.organisation = organisations_[i % organisations];
        room.name = "Sali " + std::to_string(i);
        room.municipality = towns_[i % towns].name;
        room.capacity = 30;
        room.id = tx.rooms().insert(room);
        towns_[i % towns].rooms.push_back(room);
      }
    });
  }

  // Two thirds in a room, the others at one of five places of the town, of which one is called the same in every town;
  // by day, on any day of three years; some last long. Rooms may be taken twice here: it is the looking that is
  // measured.
  domain::EventDetails plan() {
    static const char* const themes[] = {"job-seeking", "economy", "housing", "wellbeing", "studying", "society"};
    static const char* const languages[] = {"fi", "en", "ar", "fa", "so", "ru", "uk", "ckb"};
    domain::EventDetails details;
    details.name = {{domain::LanguageTag("fi"), "Työnhakuinfo"}, {domain::LanguageTag("ar"), "جلسة"}};
    const int day = static_cast<int>(random_() % seasons);
    details.start_time = first_day_ + std::chrono::days{day} + std::chrono::minutes{6 * 60 + 15 * (random_() % 48)};
    details.end_time = details.start_time + (random_() % 100 == 0 ? 3 * 24h : random_() % 10 == 0 ? 7h : 2h);
    const Town& town = towns_[random_() % towns];
    details.location = place_in(town);
    details.keywords = {themes[random_() % 6], themes[random_() % 6]};
    details.in_language = {domain::LanguageTag(languages[random_() % 8])};
    details.interpreted_languages = {domain::LanguageTag(languages[random_() % 8])};
    details.organisers = {{organisations_[random_() % organisations], ""}};
    details.maximum_attendee_capacity = static_cast<int>(10 + random_() % 30);
    details.publication_status =
        random_() % 4 == 0 ? domain::PublicationStatus::draft : domain::PublicationStatus::open_to_all;
    return details;
  }

  void fill(const domain::Ports& ports, std::size_t count) {
    constexpr std::size_t at_once = 1000;
    for (std::size_t i = 0; i < count; i += at_once) {
      std::vector<domain::Event> events;
      for (std::size_t j = i; j < std::min(count, i + at_once); ++j) {
        domain::Event event;
        static_cast<domain::EventDetails&>(event) = plan();
        event.id = domain::EventId{ports.secrets.random_id()};
        event.uid = "event-" + std::to_string(j) + "@example.org";
        events.push_back(std::move(event));
      }
      ports.store.write([&](domain::Transaction& tx) {
        for (const domain::Event& event : events) tx.events().insert(event);
      });
      for (const domain::Event& event : events) events_.push_back(event.id);
    }
  }

  [[nodiscard]] domain::EventId any_event() { return events_[random_() % events_.size()]; }
  [[nodiscard]] domain::OrganisationId any_organisation() { return organisations_[random_() % organisations]; }

 private:
  domain::Place place_in(const Town& town) {
    if (random_() % 3 != 0) {
      const domain::Room& room = town.rooms[random_() % town.rooms.size()];
      return {room.name, room.street_address, room.municipality, {}, room.id};
    }
    const auto place = random_() % 5;
    const std::string name = place == 0 ? "Kirjasto" : town.name + ", talo " + std::to_string(place);
    return {name, "Esimerkkikatu 1", town.name, {}};
  }

  std::mt19937_64 random_;
  domain::Instant first_day_;
  std::vector<domain::OrganisationId> organisations_;
  std::vector<Town> towns_;
  std::vector<domain::EventId> events_;
};

template <class Work>
double microseconds(const domain::Ports& ports, const Work& work) {
  const auto before = Clock::now();
  ports.store.read(work);
  return std::chrono::duration<double, std::micro>(Clock::now() - before).count();
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const std::size_t checks = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 3000;
  const char* const given = std::getenv("KUTSU_TEST_POSTGRESQL_URL");
  const std::string url = argc > 3 ? argv[3] : given != nullptr ? given : "";
  const bench::TemporaryFolder folder;
  const auto programme_of = [&] {
    const bench::House house(folder.path(), url);
    Programme filled(house.ports());
    filled.fill(house.ports(), events);
    return filled;
  };
  Programme programme = programme_of();
  // Anew, as a server meets it that did not enter it all a moment ago: nothing is left in SQLite's log.
  const bench::House house(folder.path(), url);
  std::vector<double> row, event, check;
  std::size_t met = 0;
  for (std::size_t i = 0; i < checks; ++i) {
    const auto organisation = programme.any_organisation();
    row.push_back(microseconds(
        house.ports(), [&](const domain::Snapshot& snapshot) { (void)snapshot.organisations().find(organisation); }));
    const auto id = programme.any_event();
    event.push_back(
        microseconds(house.ports(), [&](const domain::Snapshot& snapshot) { (void)snapshot.events().find(id); }));
    const domain::EventDetails planned = programme.plan();
    domain::Principal planner;
    planner.role = domain::Role::organiser;
    planner.organisation = planned.organisers.front().id;
    check.push_back(microseconds(house.ports(), [&](const domain::Snapshot& snapshot) {
      met += domain::find_conflicts(snapshot, planner, planned).size();
    }));
  }
  const double one_row = bench::median(row);
  const double one_event = bench::median(event);
  const double one_check = bench::median(check);
  bench::print_table(
      {{"", "µs", "× one row", "× one event"},
       {"one row by its key", bench::fixed(one_row, 1), "1.0", ""},
       {"one event by its id, with its texts", bench::fixed(one_event, 1), bench::fixed(one_event / one_row, 1), "1.0"},
       {"conflict check among " + bench::grouped(static_cast<double>(events)), bench::fixed(one_check, 1),
        bench::fixed(one_check / one_row, 1), bench::fixed(one_check / one_event, 1)}});
  std::printf("\n%s conflicts a check\n",
              bench::fixed(static_cast<double>(met) / static_cast<double>(checks), 1).c_str());
  return 0;
}
