#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

#include "service/export_events.hpp"
#include "service/export_table.hpp"
#include "service/import_programme.hpp"
#include "service/programme_csv.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::LanguageTag;
using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using service::RowOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view mark = "\xEF\xBB\xBF";

// What a reader of its own sees in the file.
std::vector<std::string> read_xlsx(const std::string& bytes) {
  const fixtures::TemporaryFolder folder;
  const std::string file = folder.path() / "table.xlsx";
  std::ofstream(file, std::ios::binary) << bytes;
  const std::string command = "/usr/bin/python3 tests/service/read_xlsx.py '" + file + "' 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> output(popen(command.c_str(), "r"), pclose);
  std::string text;
  char part[4096];
  while (const std::size_t size = fread(part, 1, sizeof part, output.get())) text.append(part, size);
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

std::string csv_of(std::vector<service::ExportCell> row) {
  service::ExportTable table;
  table.headings.resize(row.size());
  table.rows = {std::move(row)};
  const std::string file = service::to_csv(table);
  return file.substr(file.find('\n') + 1);
}

class Export : public testing::Test {
 protected:
  // Everything that a row can say.
  domain::EventDetails rich() {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.kind = domain::EventKind::group_activity;
    details.name = {{LanguageTag("fi"), "=Työnhaku; \"kesä\""}, {LanguageTag("ar"), "البحث عن عمل"}};
    details.short_description = {{LanguageTag("fi"), "Rivi\ntoinen rivi"}, {LanguageTag("so"), "@shaqo"}};
    details.neutral_name = {{LanguageTag("en"), "+Group meeting"}};
    details.keywords = {"job-seeking", "economy"};
    details.location = {"-Mimosa", "Esimerkkikatu 1", "Mikkeli", {}};
    details.in_language = {LanguageTag("fi"), LanguageTag("fi-simple")};
    details.interpreted_languages = {LanguageTag("ar"), LanguageTag("kmr-Latn")};
    details.maximum_attendee_capacity = 20;
    details.waiting_list_capacity = 5;
    details.childcare_capacity = 4;
    details.enrolment_end_time = world.local("2026-12-04T12:00");
    details.external_registration_url = "";
    details.machine_made = {{"name", LanguageTag("ar")}};
    return details;
  }
  std::vector<domain::Event> all_events() {
    domain::EventFilter filter;
    filter.publication.clear();
    filter.limit = 1000;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }
  std::string exported() { return world.sign_in(Role::admin).get("/organiser/events.csv?when=all").text; }

  ConsoleWorld world;
};

TEST(ExportTable, csv_is_what_finnish_spreadsheets_read) {
  service::ExportTable table{"", false, {"Otsikko", "Pvm"}, {}};
  table.rows.push_back({std::string("a;b \"c\"\nd"), std::chrono::year_month_day{std::chrono::year{2027} / 2 / 3}});
  table.rows.push_back({std::monostate{}, std::chrono::minutes{9 * 60 + 5}});
  table.rows.push_back({std::int64_t{-7}, domain::LocalTime{std::chrono::local_days{std::chrono::year{2027} / 2 / 3}} +
                                              std::chrono::minutes{905}});
  EXPECT_EQ(service::to_csv(table),
            std::string(mark) + "Otsikko;Pvm\r\n\"a;b \"\"c\"\"\nd\";3.2.2027\r\n;9.05\r\n-7;3.2.2027 15.05\r\n");
}

TEST(ExportTable, nothing_in_a_csv_file_is_a_formula) {
  for (const char* text : {"=1+1", "+358405550123", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "   +1",
                           "\u00A0=1", "\uFEFF@x", "＝1", "'=1", "''=1", "=cmd|' /C calc'!A0"}) {
    const std::string stored = service::without_formula(text);
    EXPECT_EQ(stored.front(), '\'') << text;
    EXPECT_EQ(service::as_it_was(stored), text);
    EXPECT_THAT(csv_of({std::string(text)}), StartsWith("\"'")) << text;
  }
  for (const char* text : {"", "a=1", "1-2", "Info", "'lainaus'", "10 % @ Mimosa", "–viiva"}) {
    EXPECT_EQ(service::without_formula(text), text);
    EXPECT_EQ(service::as_it_was(text), text);
  }
}

TEST(ExportTable, xlsx_holds_real_dates_and_words_that_are_never_formulas) {
  service::ExportTable table{"Ohjelma", true, {"Otsikko", "Pvm", "Alkaa", "Hetki", "Määrä"}, {}};
  const std::chrono::local_days day{std::chrono::year{2027} / 2 / 3};
  table.rows.push_back({std::string("=HYPERLINK(\"x\")"), std::chrono::year_month_day{day}, std::chrono::minutes{905},
                        domain::LocalTime{day} + std::chrono::minutes{905}, std::int64_t{12}});
  table.rows.push_back(
      {std::string("ä <&> \" '\nعربي 😀"), std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}});
  EXPECT_THAT(read_xlsx(service::to_xlsx(table)),
              ElementsAre("sheet 1 frozen A2 rtl True filter A1:E3 title Ohjelma",
                          "str:Otsikko | str:Pvm | str:Alkaa | str:Hetki | str:Määrä",
                          "str:=HYPERLINK(\"x\") | datetime:2027-02-03 00:00:00 | time:15:05:00 | "
                          "datetime:2027-02-03 15:05:00 | int:12",
                          "str:ä <&> \" '\\nعربي 😀 | NoneType:None | NoneType:None | NoneType:None | NoneType:None"));
}

TEST_F(Export, what_is_taken_out_is_read_back_as_it_was) {
  world.event(rich());
  domain::EventDetails night = world.details("2026-12-08T20:00");
  night.end_time = world.local("2026-12-09T06:30");
  night.time_zone = "Europe/Stockholm";
  night.name = {{LanguageTag("so"), "Habeen"}};
  night.location = {"", "", "", "https://example.org/huone"};
  night.publication_status = domain::PublicationStatus::draft;
  world.event(night);
  const std::string file = exported();
  ConsoleWorld other;
  const auto report = service::import_programme(*other.ports, other.admin, file, false);
  for (const auto& row : report.rows) {
    EXPECT_EQ(row.outcome, RowOutcome::created) << row.line;
    for (const auto& problem : row.problems) ADD_FAILURE() << problem.field << ": " << problem.message;
  }
  EXPECT_THAT(report.notes, IsEmpty());
  const auto before = all_events();
  const auto after = other.events();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    domain::EventDetails expected = before[i];
    domain::EventDetails found = after[i];
    ASSERT_EQ(found.organisers.size(), expected.organisers.size());
    found.organisers = expected.organisers;
    EXPECT_TRUE(found == expected) << file;
  }
}

TEST_F(Export, what_comes_back_unchanged_changes_nothing_and_what_was_edited_is_taken) {
  domain::EventDetails details = rich();
  details.invited_only = true;
  const domain::Event event = world.event(details);
  world.event("2026-12-10T15:00", 12);
  const std::string file = exported();
  const auto same = service::import_programme(*world.ports, world.admin, file, false);
  EXPECT_EQ(same.count(RowOutcome::unchanged), 2U);
  EXPECT_EQ(world.now(event).version, event.version);
  std::string edited = file;
  edited.replace(edited.find("Esimerkkikatu 1"), 15, "Esimerkkikatu 2");
  const auto report = service::import_programme(*world.ports, world.admin, edited, false);
  EXPECT_EQ(report.count(RowOutcome::updated), 1U);
  EXPECT_EQ(report.count(RowOutcome::unchanged), 1U);
  EXPECT_EQ(world.now(event).location.street_address, "Esimerkkikatu 2");
  EXPECT_TRUE(world.now(event).invited_only) << "no column says anything of it";
  EXPECT_EQ(world.now(event).id, event.id);
  EXPECT_EQ(all_events().size(), 2U);
}

TEST_F(Export, a_cancelled_event_is_not_brought_back_to_life) {
  const domain::Event event = world.event("2026-12-10T15:00");
  static_cast<void>(domain::cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairaus"}}));
  const std::string file = exported();
  EXPECT_THAT(file, HasSubstr("Peruttu"));
  ConsoleWorld other;
  const auto report = service::import_programme(*other.ports, other.admin, file, false);
  EXPECT_EQ(report.count(RowOutcome::unchanged), 1U);
  EXPECT_THAT(other.events(), IsEmpty());
}

TEST_F(Export, anybody_takes_the_public_list_with_its_filters) {
  world.event("2026-12-07T15:00", 12);
  domain::EventDetails details = world.details("2026-12-08T15:00");
  details.name = {{LanguageTag("fi"), "Asuminen"}};
  details.keywords = {"housing"};
  details.location = {"", "", "", "https://example.org/salainen"};
  world.event(details);
  details.publication_status = domain::PublicationStatus::draft;
  details.name = {{LanguageTag("fi"), "Luonnos"}};
  world.event(details);
  const Answer csv = world.call("GET", "/api/v1/events.csv?theme=housing");
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(csv.header("Content-Disposition"), "attachment; filename=\"kutsu-2026-11-23.csv\"");
  EXPECT_THAT(csv.text, StartsWith(std::string(mark)));
  const auto table = service::read_csv(csv.text);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_THAT(csv.text, HasSubstr("Asuminen"));
  EXPECT_THAT(csv.text, Not(HasSubstr("salainen"))) << "the link is for those who registered";
  EXPECT_THAT(csv.text, Not(HasSubstr("Ilmoittautuneita")));
  EXPECT_EQ(read_xlsx(world.call("GET", "/api/v1/events.xlsx").text).size(), 4U);
  const Answer json = world.call("GET", "/api/v1/events.json");
  EXPECT_EQ(json.number("meta.count"), 2);
  EXPECT_EQ(json.at("data[1].name.fi"), "Asuminen");
  const Answer ics = world.call("GET", "/api/v1/events.ics?q=asuminen");
  EXPECT_EQ(ics.header("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(ics.text, HasSubstr("SUMMARY:Asuminen"));
  EXPECT_EQ(world.call("GET", "/api/v1/events.pdf").status, 404);
  EXPECT_EQ(world.call("GET", "/api/v1/events.csv?them=x").status, 400);
}

TEST_F(Export, parameters_that_change_nothing_do_not_make_the_file_anew) {
  world.event("2026-12-07T15:00", 12);
  const auto body = [&](std::vector<std::pair<std::string, std::string>> query) {
    service::Request request;
    request.path = "/api/v1/events.csv";
    request.parameters = {{"format", "csv"}};
    request.query = std::move(query);
    return service::export_events(request, world.app).body;
  };
  const auto kept = body({});
  EXPECT_EQ(body({{"lang", "x1"}}).get(), kept.get());
  EXPECT_EQ(body({{"lang", "x2"}, {"lang", "x3"}}).get(), kept.get());
  EXPECT_EQ(body({{"page", "7"}, {"page_size", "3"}, {"q", " "}, {"open", "false"}}).get(), kept.get());
  EXPECT_NE(body({{"lang", "en"}}).get(), kept.get());
  EXPECT_NE(body({{"open", "true"}}).get(), kept.get());
  const auto themed = body({{"theme", "housing,economy"}});
  EXPECT_NE(themed.get(), kept.get());
  EXPECT_EQ(body({{"theme", "housing"}, {"theme", "economy"}}).get(), themed.get());
  EXPECT_EQ(body({{"from", "2026-12-01"}}).get(), body({{"from", "2026-12-01T00:00:00+02:00"}}).get());
}

TEST_F(Export, who_is_not_signed_in_takes_a_thousand_events_at_most) {
  domain::Event event = world.event("2026-12-07T15:00", 12);
  world.store->write([&](domain::Transaction& tx) {
    for (std::size_t i = 1; i < service::most_exported_signed_out; ++i) {
      ++event.id.value;
      event.uid = std::to_string(i) + "@test";
      tx.events().insert(event);
    }
  });
  const auto events_in = [](const Answer& calendar) {
    std::size_t count = 0;
    for (auto at = calendar.text.find("BEGIN:VEVENT"); at != std::string::npos; ++count) {
      at = calendar.text.find("BEGIN:VEVENT", at + 1);
    }
    return count;
  };
  EXPECT_EQ(events_in(world.call("GET", "/api/v1/events.ics")), 1000U);
  world.event("2026-12-09T15:00", 12);
  const Answer refused = world.call("GET", "/api/v1/events.json");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.at("code"), "export_too_large_signed_out");
  EXPECT_THAT(refused.text, HasSubstr("narrow the list by from, to"));
  EXPECT_EQ(world.call("GET", "/api/v1/events.json?from=2026-12-09").number("meta.count"), 1);
  EXPECT_EQ(events_in(world.call_as(world.token(), "GET", "/api/v1/events.ics")), 1001U);
}

TEST_F(Export, who_is_not_signed_in_takes_sixty_files_an_hour) {
  for (int i = 0; i < 60; ++i) EXPECT_EQ(world.call("GET", "/api/v1/events.csv").status, 200);
  const Answer refused = world.call("GET", "/api/v1/events.ics?q=x");
  EXPECT_EQ(refused.status, 429);
  EXPECT_NE(refused.header("Retry-After"), "");
  EXPECT_EQ(world.call_as(world.token(), "GET", "/api/v1/events.csv").status, 200);
}

TEST_F(Export, the_console_takes_out_what_its_list_shows) {
  world.event("2026-12-07T15:00", 12);
  domain::EventDetails details = world.details("2026-12-08T15:00");
  details.name = {{LanguageTag("fi"), "Luonnos"}};
  details.publication_status = domain::PublicationStatus::draft;
  world.event(details);
  Browser own = world.sign_in(Role::organiser);
  EXPECT_EQ(service::read_csv(own.get("/organiser/events.csv").text).rows.size(), 2U);
  EXPECT_EQ(service::read_csv(own.get("/organiser/events.csv?publication=draft").text).rows.size(), 1U);
  EXPECT_EQ(service::read_csv(own.get("/organiser/events.csv?when=past").text).rows.size(), 0U);
  EXPECT_THAT(own.get("/organiser/?publication=draft").text,
              HasSubstr("href=\"/organiser/events.xlsx?publication=draft\""));
  const auto sheet = read_xlsx(own.get("/organiser/events.xlsx?q=luonnos").text);
  ASSERT_EQ(sheet.size(), 3U);
  EXPECT_THAT(sheet[1], HasSubstr("str:Pvm | str:Alkaa"));
  EXPECT_THAT(sheet[2], HasSubstr("datetime:2026-12-08 00:00:00 | time:15:00:00"));
  Browser other = world.sign_in(Role::organiser, "Mikseri");
  EXPECT_EQ(service::read_csv(other.get("/organiser/events.csv").text).rows.size(), 0U);
}

TEST_F(Export, participants_come_a_row_each_and_the_reading_is_written_down) {
  const domain::Event event = world.event("2026-12-07T15:00", 12);
  world.register_party(event, 2);
  const std::string path = "/organiser/events/" + std::to_string(event.id.value) + "/participants";
  Browser organiser = world.sign_in(Role::organiser);
  const Answer csv = organiser.get(path + ".csv?lang=en");
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.header("Cache-Control"), "no-store");
  const auto table = service::read_csv(csv.text);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_THAT(table.header.cells, testing::IsSupersetOf({"Status", "Contact", "Phone", "Email", "Person"}));
  EXPECT_THAT(csv.text, HasSubstr("'+35840555")) << "no formula, though it begins with a plus";
  std::vector<domain::AuditEntry> written;
  world.store->read([&](const domain::Snapshot& snapshot) { written = snapshot.audit_log().newest(1); });
  EXPECT_EQ(written.at(0).action, domain::AuditAction::contacts_listed);
  EXPECT_EQ(written.at(0).event, event.id);
  Browser door = world.sign_in(Role::door);
  const auto names_only = read_xlsx(door.get(path + ".xlsx?lang=en").text);
  ASSERT_EQ(names_only.size(), 4U);
  EXPECT_THAT(names_only[1], Not(HasSubstr("Phone")));
  for (const std::string& line : names_only) EXPECT_THAT(line, Not(HasSubstr("+358")));
  EXPECT_EQ(world.sign_in(Role::viewer).get(path + ".csv").status, 403);
  EXPECT_EQ(world.sign_in(Role::organiser, "Mikseri").get(path + ".csv").status, 403);
  const Answer api =
      world.call_as(world.token(), "GET", "/api/v1/events/" + std::to_string(event.id.value) + "/registrations.csv");
  EXPECT_EQ(service::read_csv(api.text).rows.size(), 2U);
  EXPECT_EQ(organiser.get(path + ".json").status, 404);
}

TEST_F(Export, sheets_for_the_wall_show_a_month_and_an_event) {
  domain::EventDetails details = world.details("2026-12-07T15:00");
  details.name = {{LanguageTag("fi"), "Asumisilta"}, {LanguageTag("ar"), "أمسية السكن"}};
  const domain::Event event = world.event(details);
  world.event("2027-01-11T15:00");
  const Answer month = world.call("GET", "/fi/print?month=2026-12&fbclid=x");
  EXPECT_EQ(month.status, 200);
  EXPECT_THAT(month.text, HasSubstr("Asumisilta"));
  EXPECT_THAT(month.text, HasSubstr("href=\"/fi/print?month=2027-01\""));
  EXPECT_THAT(month.text, Not(HasSubstr("fbclid")));
  EXPECT_THAT(world.call("GET", "/ar/print?month=2026-12").text, HasSubstr("أمسية السكن"));
  EXPECT_THAT(world.call("GET", "/fi/print?month=2027-02").text, Not(HasSubstr("<table>")));
  EXPECT_EQ(world.call("GET", "/fi/print?month=2027-13").status, 400);
  const std::string id = std::to_string(event.id.value);
  const Answer poster = world.sign_in(Role::viewer).get("/organiser/events/" + id + "/poster?lang=ar");
  EXPECT_EQ(poster.status, 200);
  EXPECT_EQ(poster.header("Set-Cookie"), "") << "the console stays in its language";
  EXPECT_THAT(poster.text, HasSubstr("<li lang=\"fi\" dir=\"ltr\">Asumisilta</li>"));
  EXPECT_THAT(poster.text, HasSubstr("src=\"/ar/events/" + id + "/qr.svg\""));
  const Answer code = world.call("GET", "/ar/events/" + id + "/qr.svg");
  EXPECT_EQ(code.header("Content-Type"), "image/svg+xml");
  EXPECT_NE(code.text, world.call("GET", "/fi/events/" + id + "/qr.svg").text);
  EXPECT_EQ(world.call("GET", "/fi/qr.svg?q=" + std::string(190, 'a')).status, 200);
}

}  // namespace
