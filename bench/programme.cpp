#include "bench/programme.hpp"

#include <cstdlib>
#include <stdexcept>

#include "domain/edit_event.hpp"
#include "domain/plan_messages.hpp"
#include "storage/key_file.hpp"
#include "storage/open_store.hpp"
#include "storage/secrets.hpp"

namespace bench {
namespace {

using namespace std::chrono_literals;
using domain::LanguageTag;

domain::EventDetails details_of(std::size_t number, domain::Instant tomorrow) {
  static const char* const towns[] = {"Mikkeli", "Savonlinna", "Pieksämäki", "Juva"};
  static const char* const themes[] = {"job-seeking", "economy", "housing", "wellbeing", "studying"};
  domain::EventDetails details;
  const auto text = std::to_string(number);
  details.name = {{LanguageTag("fi"), "Työnhakuinfo " + text},
                  {LanguageTag("en"), "Information on looking for a job " + text},
                  {LanguageTag("ar"), "جلسة عن البحث عن عمل " + text}};
  details.short_description = {
      {LanguageTag("fi"), "Kerromme, miten kesätöitä haetaan, ja autamme hakemuksen kirjoittamisessa."},
      {LanguageTag("en"), "How to look for a summer job, and help with writing an application."}};
  details.start_time = tomorrow + std::chrono::days(number / 5) + std::chrono::hours(9 + number % 5 * 2);
  details.end_time = details.start_time + 2h;
  details.location = {"Monikulttuurikeskus Mimosa", "Esimerkkikatu 1", towns[number % 4], {}};
  details.keywords = {themes[number % 5]};
  details.in_language = {LanguageTag("fi")};
  details.interpreted_languages = {LanguageTag("ar"), LanguageTag("ru")};
  details.organisers = {{{}, "Mimosa"}};
  details.reminders = domain::default_reminders();
  details.publication_status = domain::PublicationStatus::open_to_all;
  return details;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "kutsu-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

House::House(const std::filesystem::path& folder, const std::string& url) {
  const auto keys = storage::load_or_create_keys(folder);
  secrets_ = storage::make_secrets(keys);
  store_ = storage::open_store({url.empty() ? "sqlite3://" + (folder / "kutsu.db").string() : url, keys});
  ports_ = std::make_unique<domain::Ports>(domain::Ports{*store_, clock_, zones_, *secrets_, {}});
}

void add_events(const domain::Ports& ports, std::size_t count) {
  domain::Principal admin;
  admin.role = domain::Role::admin;
  const domain::Instant tomorrow = std::chrono::ceil<std::chrono::days>(ports.clock.now());
  for (std::size_t i = 0; i < count; ++i) (void)domain::create_event(ports, admin, details_of(i, tomorrow));
}

}  // namespace bench
