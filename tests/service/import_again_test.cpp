#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "service/import_programme.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using domain::PublicationStatus;
using samples::one_row;
using service::RowOutcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// What is stored by the time a file is brought in, and whose it is.
class ImportAgain : public testing::Test {
 protected:
  service::ImportReport import(const domain::Principal& principal, const std::string& csv,
                               const service::ImportOptions& options = {}) {
    return service::import_file(*world.ports, principal, csv, options);
  }
  std::vector<domain::Event> events() {
    domain::EventFilter filter;
    filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all};
    filter.limit = 1000;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }
  // Mondays from 7.12.2026 on.
  static std::string weekly(const std::string& last, const std::vector<samples::Cell>& more = {}) {
    std::vector<samples::Cell> cells{
        {"Pvm", "7.12.2026"}, {"Järjestäjät", "Mimosa"}, {"Toistuu", "viikoittain: ma"}, {"Viimeinen kerta", last}};
    cells.insert(cells.end(), more.begin(), more.end());
    return one_row(cells);
  }
  std::vector<PublicationStatus> publication() {
    std::vector<PublicationStatus> all;
    for (const auto& event : events()) all.push_back(event.publication_status);
    return all;
  }

  fixtures::World world;
  domain::Principal mimosa = world.organiser("Mimosa");
};

TEST_F(ImportAgain, a_series_of_another_organisation_gets_no_dates_and_tells_nothing) {
  (void)import(mimosa, weekly("28.12.2026"));
  ASSERT_THAT(events(), SizeIs(4));
  const auto other = world.organiser("Toinen");
  const auto report = import(other, weekly("18.1.2027", {{"Ei pidetä", "14.12.2026"}}));
  ASSERT_EQ(report.rows[0].outcome, RowOutcome::refused);
  EXPECT_EQ(report.rows[0].problems[0].code, "forbidden");
  EXPECT_THAT(report.rows[0].notes, IsEmpty());
  EXPECT_THAT(events(), SizeIs(4));
  EXPECT_EQ(import(mimosa, weekly("18.1.2027")).rows[0].created, 3U);
}

std::string without_visibility(const std::string& csv) {
  return samples::replace_all(samples::replace_all(csv, ";Näkyvyys", ""), ";Julkinen", "");
}

TEST_F(ImportAgain, a_new_date_is_no_more_public_than_the_file_says_though_the_first_one_is) {
  (void)import(mimosa, without_visibility(weekly("14.12.2026")));
  (void)domain::edit_event(*world.ports, mimosa, events().at(0).id, [](domain::EventDetails& details) {
    details.publication_status = PublicationStatus::open_to_all;
  });
  EXPECT_EQ(import(mimosa, without_visibility(weekly("28.12.2026"))).rows[0].created, 2U);
  EXPECT_THAT(publication(), ElementsAre(PublicationStatus::open_to_all, PublicationStatus::draft,
                                         PublicationStatus::draft, PublicationStatus::draft));
}

TEST_F(ImportAgain, new_dates_of_a_partners_public_series_are_handed_in) {
  (void)import(mimosa, weekly("14.12.2026"));
  domain::Principal partner = world.organiser("Mimosa", domain::Role::partner);
  partner.approval_wanted = true;
  world.store->write([&](domain::Transaction& tx) {
    auto own = tx.organisations().find(*partner.organisation).value();
    own.approved_by = tx.organisations().insert({{}, "Kaupunki", {}});
    tx.organisations().update(own);
  });
  const auto report = import(partner, weekly("21.12.2026"));
  EXPECT_THAT(report.rows[0].problems, IsEmpty());
  EXPECT_EQ(report.rows[0].created, 1U);
  EXPECT_THAT(publication(),
              ElementsAre(PublicationStatus::open_to_all, PublicationStatus::open_to_all, PublicationStatus::draft));
  world.store->read([&](const domain::Snapshot& snapshot) { EXPECT_TRUE(snapshot.approvals().find(events()[2].id)); });
}

TEST_F(ImportAgain, more_dates_than_anybody_holds_are_refused_before_any_is_stored) {
  std::string csv = "Tyyppi;Otsikko;Pvm;Alkaa;Päättyy;Paikka;Järjestäjät;Toistuu;Viimeinen kerta\r\n";
  for (int i = 0; i < 6; ++i)
    csv += "Ryhmä;Kuoro " + std::to_string(i) +
           ";7.12.2026;15.00;17.00;Mimosa;Mimosa;viikoittain: ma, ti, ke, to, pe, la, su;1.12.2031\r\n";
  EXPECT_EQ(fixtures::problem_of([&] { (void)import(mimosa, csv, {.dry_run = true}); }), "too_many_dates");
}

TEST_F(ImportAgain, once_somebody_decided_a_row_that_was_not_seen_coming_in_stays_out) {
  const auto place = [](const char* name) { return one_row({{"Järjestäjät", "Mimosa"}, {"Paikka", name}}); };
  const auto decided = [](std::map<std::size_t, service::RowDecision> decisions) {
    service::ImportOptions options;
    options.decisions = std::move(decisions);
    return options;
  };
  const auto outcome = [&](const std::string& csv, const service::ImportOptions& options) {
    return import(mimosa, csv, options).rows.at(0).outcome;
  };
  EXPECT_EQ(outcome(place("Mimosa"), decided({{2, {true, RowOutcome::refused}}})), RowOutcome::skipped);
  EXPECT_EQ(outcome(place("Mimosa"), decided({{3, {true, RowOutcome::created}}})), RowOutcome::skipped);
  EXPECT_THAT(events(), IsEmpty());
  EXPECT_EQ(outcome(place("Mimosa"), decided({{2, {true, RowOutcome::created}}})), RowOutcome::created);
  EXPECT_EQ(outcome(place("Talo"), decided({{2, {true, RowOutcome::unchanged}}})), RowOutcome::skipped);
  EXPECT_EQ(outcome(place("Talo"), decided({{3, {true, RowOutcome::updated}}})), RowOutcome::skipped);
  EXPECT_EQ(events().at(0).location.name, "Mimosa");
  EXPECT_EQ(outcome(place("Talo"), decided({{2, {true, RowOutcome::updated}}})), RowOutcome::updated);
}

}  // namespace
