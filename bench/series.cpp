#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "bench/programme.hpp"
#include "bench/raw_sqlite.hpp"
#include "bench/table.hpp"
#include "calendar/recurrence.hpp"
#include "domain/edit_event.hpp"

// A series of every day of five years: its rule expanded and its events saved, against the same rows inserted by
// SQLite's C API with prepared statements in one transaction.
namespace {

using namespace bench;
using domain::LanguageTag;

constexpr double goal = 3;
const std::string rule = "FREQ=DAILY;COUNT=1826";
const std::vector<std::string> tables{"series",         "series_text",     "event",
                                      "event_text",     "event_search",    "event_keyword",
                                      "event_language", "event_organiser", "event_reminder"};

domain::SeriesDraft draft_of() {
  domain::SeriesDraft draft;
  draft.recurrence = rule;
  domain::EventDetails& details = draft.details;
  details.kind = domain::EventKind::group_activity;
  details.name = {
      {LanguageTag("fi"), "Kielikahvila"}, {LanguageTag("en"), "Language café"}, {LanguageTag("ar"), "مقهى اللغة"}};
  details.short_description = {{LanguageTag("fi"), "Puhumme suomea helposti ja iloisesti. Tule sellaisena kuin olet."},
                               {LanguageTag("en"), "We speak easy Finnish. Come as you are."}};
  details.start_time = std::chrono::sys_days{std::chrono::year{2027} / 1 / 4} + std::chrono::hours{13};
  details.end_time = details.start_time + std::chrono::hours{2};
  details.location = {"Monikulttuurikeskus Mimosa", "Esimerkkikatu 1", "Mikkeli", {}};
  details.keywords = {"language"};
  details.in_language = {LanguageTag("fi")};
  details.interpreted_languages = {LanguageTag("ar")};
  details.organisers = {{{}, "Mimosa"}};
  details.reminders = domain::default_reminders();
  details.publication_status = domain::PublicationStatus::open_to_all;
  return draft;
}

struct Round {
  double expand = 0;
  double save = 0;
  double raw = 0;
  std::size_t events = 0;
};

Round measure() {
  const TemporaryFolder folder;
  const auto before = folder.path() / "before.db";
  Round round;
  {
    const House house(folder.path());
    domain::Principal admin;
    admin.role = domain::Role::admin;
    house.ports().store.write([](domain::Transaction& tx) { (void)tx.organisations().insert({{}, "Mimosa", {}}); });
    copy_database(folder.path() / "kutsu.db", before);
    domain::SeriesDraft draft = draft_of();
    const auto began = std::chrono::steady_clock::now();
    draft.starts =
        calendar::expand(rule, house.ports().zones.to_local(draft.details.start_time, draft.details.time_zone), {});
    const auto expanded = std::chrono::steady_clock::now();
    round.events = domain::create_series(house.ports(), admin, std::move(draft)).events.size();
    const auto saved = std::chrono::steady_clock::now();
    round.expand = std::chrono::duration<double>(expanded - began).count();
    round.save = std::chrono::duration<double>(saved - expanded).count();
  }
  round.raw = write_tables(folder.path() / "kutsu.db", before, tables);
  return round;
}

void print(const std::vector<Round>& rounds) {
  const auto middle = [&](double Round::*member) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*member * 1000);
    return median(values);
  };
  const double ours = middle(&Round::expand) + middle(&Round::save);
  const double raw = middle(&Round::raw);
  print_table({{"", "ms", "against the rows", "target"},
               {"expanding the rule", fixed(middle(&Round::expand), 1), "", ""},
               {"saving the series", fixed(middle(&Round::save), 1), "", ""},
               {"both", fixed(ours, 1), fixed(ours / raw, 2), fixed(goal, 1)},
               {"C API, the same rows", fixed(raw, 1), "", ""}});
  std::printf("%zu events, medians of %zu rounds\n", rounds.front().events, rounds.size());
}

}  // namespace

// Arguments: rounds (7).
int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  try {
    std::vector<Round> measured;
    for (int round = 0; round < rounds; ++round) measured.push_back(measure());
    print(measured);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
