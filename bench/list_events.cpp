#include "bench/list_events.hpp"

#include <algorithm>
#include <array>

#include "bench/programme.hpp"
#include "domain/plan_messages.hpp"
#include "domain/store.hpp"
#include "storage/connection.hpp"

namespace bench {
namespace {

using namespace std::chrono_literals;
using domain::Event;
using domain::LanguageTag;

constexpr std::size_t events_a_commit = 1000;
constexpr std::array themes{"job-seeking", "economy",  "housing", "wellbeing", "studying",
                            "society",     "language", "family",  "network"};
constexpr std::array languages{"ar", "fa", "so", "ru", "uk", "tr", "ckb", "en"};
constexpr std::array kinds{domain::EventKind::info_session, domain::EventKind::group_activity,
                           domain::EventKind::civic_orientation, domain::EventKind::training};

// Numbers that tell little of one another.
std::size_t mixed(std::size_t number, std::size_t salt) {
  std::uint64_t x = number * 0x9e3779b97f4a7c15ULL + salt * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 31U)) * 0x94d049bb133111ebULL;
  return static_cast<std::size_t>((x ^ (x >> 29U)) >> 16U);
}

Event event_of(std::size_t number, std::size_t count, domain::Instant first,
               const std::vector<domain::Organiser>& organisers) {
  const auto one_of = [&](std::size_t salt, std::size_t most) { return mixed(number, salt) % most; };
  const bool housing = one_of(1, 10) == 0;
  const std::string number_text = std::to_string(number);
  Event event;
  event.id = {static_cast<std::int64_t>(mixed(number, 2) % (1ULL << 40U) * 1'000'000 % (1ULL << 52U) + number + 1)};
  event.uid = number_text + "@example.org";
  event.kind = kinds[one_of(3, kinds.size())];
  event.name = {{LanguageTag("fi"), std::string(housing ? "Asuminen" : "Tapaaminen") + ": " +
                                        (one_of(4, 3) == 0 ? "neuvonta " : "ilta ") + rare_word(one_of(5, 100)) + " " +
                                        (number % std::max<std::size_t>(1, count / 10) == 0 ? rarest_word + " " : "") +
                                        number_text},
                {LanguageTag("ar"), housing ? "السكن في فنلندا" : "لقاء مفتوح للجميع"}};
  event.short_description = {
      {LanguageTag("fi"), "Kerromme, miten asia hoituu Suomessa, ja autamme lomakkeiden täyttämisessä. Mukana tulkki."},
      {LanguageTag("en"), "How things are done in Finland, and help with filling in forms. An interpreter is there."}};
  event.start_time = first + std::chrono::seconds(365LL * 24 * 3600 * static_cast<long long>(number) /
                                                  static_cast<long long>(count) / 900 * 900);
  event.end_time = event.start_time + 2h;
  event.location = {
      "Kerhotalo " + std::to_string(one_of(6, 40)), "Esimerkkikatu 1", "Kunta " + std::to_string(one_of(7, 12)), {}};
  event.keywords = {themes[one_of(8, themes.size())]};
  event.in_language = {LanguageTag("fi")};
  event.interpreted_languages = {LanguageTag(languages[one_of(9, languages.size())])};
  event.organisers = {organisers[one_of(10, organisers.size())]};
  event.maximum_attendee_capacity = 20;
  event.confirmed_persons = one_of(11, 2) == 0 ? 20 : 3;
  event.reminders = domain::default_reminders();
  event.publication_status = domain::PublicationStatus::open_to_all;
  event.created_time = event.last_modified_time = first;
  return event;
}

std::vector<domain::Organiser> add_organisations(domain::Store& store) {
  std::vector<domain::Organiser> organisers;
  store.write([&](domain::Transaction& tx) {
    organisers.clear();
    for (int i = 0; i < 12; ++i) {
      domain::Organisation organisation;
      organisation.name = "Yhdistys " + std::to_string(i);
      organisation.municipality = "Mikkeli";
      organisers.push_back({tx.organisations().insert(organisation), organisation.name});
    }
  });
  return organisers;
}

}  // namespace

void fill_with_events(const std::filesystem::path& folder, const std::string& url, std::size_t count) {
  const House house(folder, url);
  domain::Store& store = house.ports().store;
  const auto organisers = add_organisations(store);
  const domain::Instant first = std::chrono::floor<std::chrono::days>(house.ports().clock.now()) - 180 * 24h;
  for (std::size_t begin = 0; begin < count; begin += events_a_commit) {
    store.write([&](domain::Transaction& tx) {
      for (std::size_t i = begin; i < std::min(count, begin + events_a_commit); ++i) {
        tx.events().insert(event_of(i, count, first, organisers));
      }
    });
  }
  // What every night does.
  store.tidy([] { return false; });
  if (url.empty()) return;
  // What autovacuum does in the minutes after so many rows.
  const auto database = storage::Connection::open_postgresql(url);
  database->run_once("set statement_timeout = 0");
  database->run_once("vacuum analyze");
}

std::string rare_word(std::size_t number) {
  constexpr std::array starts{"kaisla", "lumi", "meri", "metsä", "niitty", "puro", "ranta", "saari", "tuuli", "vuori"};
  constexpr std::array ends{"laulu", "polku", "retki", "tarina", "kerho", "kurssi", "piiri", "paja", "aamu", "kahvila"};
  return std::string(starts[number / 10 % 10]) + ends[number % 10];
}

std::string today() {
  return domain::format_date(std::chrono::floor<std::chrono::days>(domain::SystemClock().now()));
}

std::string in_schema(const std::string& url, const std::string& schema) {
  storage::Connection::open_postgresql(url)->run_once("create schema if not exists " + schema);
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

}  // namespace bench
