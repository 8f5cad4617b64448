#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

// A database as it was when the reason told who had cancelled an event.
class OlderSubscriptions : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Database> database = make_database(GetParam());

  // Its events 1 to 4 are cancelled: by the calendar, in other words, by somebody signed in with the calendar's words,
  // and by nobody.
  void make_older() {
    database->open()->write([](Transaction& tx) {
      const LocalisedText there{{LanguageTag("en"), "The organiser has cancelled the event."},
                                {LanguageTag("fi"), "Järjestäjä on perunut tilaisuuden."}};
      const auto owner = tx.organisations().insert({{}, "Mikseri", ""});
      Subscription subscription;
      subscription.name = "Kumppani";
      subscription.organisation = owner;
      subscription.address = "https://example.org/a.ics";
      subscription.id = tx.subscriptions().insert(subscription);
      for (const std::int64_t id : {1, 2, 3, 4}) {
        Event event = sample_event(id, owner);
        if (id != 4) event.status = EventStatus::cancelled;
        if (id != 4) event.cancellation_reason = id == 2 ? LocalisedText{{LanguageTag("fi"), "Sairaus"}} : there;
        put_event(tx, event);
        tx.subscriptions().insert(SubscribedEvent{subscription.id, std::to_string(id), {}, event.id});
        EventChange change;
        change.event = event.id;
        change.time = at(1);
        change.kind = ChangeKind::cancelled;
        if (id == 3) change.account = AccountId{7};
        (void)tx.event_changes().insert(change);
      }
    });
    for (const char* sql : {"delete from schema_migration where version = 18", "drop table template_material",
                            "alter table subscribed_event drop column wanted_start_time",
                            "alter table subscribed_event drop column wanted_end_time",
                            "alter table subscribed_event drop column wanted_time_zone",
                            "alter table subscribed_event drop column wanted_place_name",
                            "alter table subscribed_event drop column wanted_street_address",
                            "alter table subscribed_event drop column wanted_municipality",
                            "alter table subscribed_event drop column wanted_online_url",
                            "alter table subscribed_event drop column cancelled_by_it"}) {
      database->query(sql);
    }
  }
};
ON_EVERY_ENGINE(OlderSubscriptions);

TEST_P(OlderSubscriptions, know_what_the_calendar_cancelled_itself) {
  make_older();
  database->open()->read([](const Snapshot& s) {
    const auto link = [&](std::int64_t id) { return s.subscriptions().of_event(EventId{id}).value(); };
    EXPECT_TRUE(link(1).cancelled_by_it);
    EXPECT_FALSE(link(2).cancelled_by_it);
    EXPECT_FALSE(link(3).cancelled_by_it);
    EXPECT_FALSE(link(4).cancelled_by_it);
    EXPECT_FALSE(link(1).wanted);
  });
}

}  // namespace contract
