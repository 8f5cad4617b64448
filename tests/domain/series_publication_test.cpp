#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

// Two Mondays, as drafts.
class SeriesPublication : public testing::Test {
 protected:
  void SetUp() override {
    EventDetails details = world.details("2027-02-01T15:00");
    details.publication_status = PublicationStatus::draft;
    made = world.weekly(details, 2);
  }
  int publish(const Principal& who) {
    return publish_series(*world.ports, who, made.series.id, PublicationStatus::open_to_all);
  }
  PublicationStatus status(std::size_t date) { return world.now(made.events[date]).publication_status; }

  fixtures::World world;
  SeriesWithEvents made;
};

TEST_F(SeriesPublication, is_of_all_drafts_at_once) {
  EXPECT_EQ(publish(world.admin), 2);
  EXPECT_EQ(status(0), PublicationStatus::open_to_all);
  EXPECT_EQ(status(1), PublicationStatus::open_to_all);
  EXPECT_EQ(publish(world.admin), 0);
}

TEST_F(SeriesPublication, is_not_kept_back_by_a_date_of_another_organisation) {
  const Principal mimosa = world.organiser("Mimosa");
  const Principal another = world.organiser("Another");
  (void)edit_event(*world.ports, world.admin, made.events[0].id, [](EventDetails& details) {
    details.organisers = {{{}, "Another"}};
  });
  EXPECT_EQ(publish(mimosa), 1);
  EXPECT_EQ(status(0), PublicationStatus::draft);
  EXPECT_EQ(publish(another), 1);
  EXPECT_EQ(fixtures::problem_of([&] { (void)publish(world.organiser("Third")); }), "forbidden");
}

}  // namespace
}  // namespace domain
