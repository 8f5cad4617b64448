#include <libical/ical.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "bench/programme.hpp"
#include "bench/raw_sqlite.hpp"
#include "bench/table.hpp"
#include "calendar/foreign_events.hpp"
#include "domain/error.hpp"
#include "service/import_programme.hpp"

// A partner's calendar, from its bytes on: read into checked events, previewed, and saved, against libical that does no
// more than parse the same bytes, and against the rows that come of it, inserted by SQLite's C API in one transaction.
namespace {

using namespace bench;

constexpr double goal = 0.3;
const std::vector<std::string> tables{"event",         "event_text",      "event_search",   "search_word",
                                      "event_keyword", "event_organiser", "event_reminder", "event_change"};
const auto first_day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days{2};

// As Google and Nextcloud write events: with a zone, a description in folded lines, a place and an alarm.
std::string calendar_of(int events) {
  std::string text =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Kausi\r\n";
  for (int i = 0; i < events; ++i) {
    const std::chrono::year_month_day day{first_day + std::chrono::days{i / 5}};
    char stamp[32];
    std::snprintf(stamp, sizeof stamp, "%04d%02u%02uT%02d", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), 9 + i % 5 * 2);
    const std::string number = std::to_string(i);
    text += "BEGIN:VEVENT\r\nUID:" + number + "-kausi@example.org\r\nDTSTAMP:20291101T080000Z\r\nDTSTART;TZID=Europe/";
    text += std::string("Helsinki:") + stamp + "0000\r\nDTEND;TZID=Europe/Helsinki:" + stamp + "4500\r\nSUMMARY:";
    text += "Kielikahvila " + number +
            "\r\nDESCRIPTION:Puhumme suomea helposti ja iloisesti. Tule sellaisena\r\n  kuin olet\\, ilmoittautua ei "
            "tarvitse. Kahvia\\, teetä ja seuraa.\r\nLOCATION:Monikulttuurikeskus Mimosa\\, Esimerkkikatu 1\r\n";
    text += "CATEGORIES:Kieli\r\nSEQUENCE:1\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nLAST-MODIFIED:20291101T080000Z\r\n";
    text += "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\nDESCRIPTION:Kohta\r\nEND:VALARM\r\nEND:VEVENT\r\n";
  }
  return text + "END:VCALENDAR\r\n";
}

double seconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void parse_bare(const std::string& bytes, int events) {
  const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> calendar(icalparser_parse_string(bytes.c_str()),
                                                                          icalcomponent_free);
  if (!calendar || icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT) != events)
    throw std::runtime_error("libical read something else");
}

struct Round {
  double bare = 0;
  double read = 0;
  double preview = 0;
  double save = 0;
  double again = 0;
  double rows = 0;
};

void measure_house(const std::filesystem::path& folder, const std::string& bytes, int events, Round& round) {
  const House house(folder);
  domain::Principal admin;
  admin.role = domain::Role::admin;
  house.ports().store.write([&](domain::Transaction& tx) {
    admin.organisation = tx.organisations().insert({{}, "M", {}});
  });
  copy_database(folder / "kutsu.db", folder / "before.db");
  round.read = seconds([&] {
    const domain::ForeignWindow window{first_day - std::chrono::days{2}, first_day + std::chrono::days{events}};
    if (static_cast<int>(calendar::read_calendar(bytes, window, house.ports().zones).occurrences.size()) != events)
      throw std::runtime_error("the reader read something else");
  });
  service::ImportOptions options;
  const auto import = [&](service::RowOutcome outcome) {
    const auto report = service::import_file(house.ports(), admin, bytes, options);
    if (static_cast<int>(report.count(outcome)) != events) throw std::runtime_error("the importer took something else");
  };
  options.dry_run = true;
  round.preview = seconds([&] { import(service::RowOutcome::created); });
  options.dry_run = false;
  round.save = seconds([&] { import(service::RowOutcome::created); });
  round.again = seconds([&] { import(service::RowOutcome::unchanged); });
}

Round measure(const std::string& bytes, int events) {
  Round round;
  round.bare = seconds([&] { parse_bare(bytes, events); });
  const TemporaryFolder folder;
  measure_house(folder.path(), bytes, events, round);
  round.rows = write_tables(folder.path() / "kutsu.db", folder.path() / "before.db", tables);
  return round;
}

void print(const std::vector<Round>& rounds, int events) {
  const auto rate = [&](double Round::*member) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(events / (round.*member));
    return median(values);
  };
  const auto ratio = [&](double Round::*against, double Round::*member) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*against / (round.*member));
    return fixed(median(values), 3);
  };
  const auto row = [&](const char* name, double Round::*member, const std::string& target) {
    return std::vector<std::string>{name, grouped(rate(member)), ratio(&Round::bare, member), "", target};
  };
  auto saved = row("brought in, on the disk", &Round::save, "");
  saved[3] = ratio(&Round::rows, &Round::save);
  print_table({{"", "events/s", "of libical's", "of the rows'", "target"},
               {"libical, parsing alone", grouped(rate(&Round::bare)), "", "", ""},
               row("read: checked, in their zones", &Round::read, fixed(goal, 1)),
               row("previewed", &Round::preview, fixed(goal, 1)),
               row("brought in again, unchanged", &Round::again, fixed(goal, 1)),
               saved,
               row("C API, the rows alone", &Round::rows, "")});
  std::printf("%d events, medians of %zu rounds\n", events, rounds.size());
}

}  // namespace

// Arguments: rounds (7), events (1,500: within the two years that a calendar is read for).
int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const int events = argc > 2 ? std::atoi(argv[2]) : 1500;
  try {
    const std::string bytes = calendar_of(events);
    std::vector<Round> measured;
    for (int round = 0; round < rounds; ++round) measured.push_back(measure(bytes, events));
    print(measured, events);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
