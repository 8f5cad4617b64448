#include <gmock/gmock.h>

#include <thread>

#include "domain/delete_drafts.hpp"
#include "domain/edit_event.hpp"
#include "domain/invitations.hpp"
#include "domain/publish_drafts.hpp"
#include "domain/register_participants.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;
using testing::IsEmpty;
using testing::SizeIs;

// Drafts that go, on each engine: with every row that refers to them.
namespace contract {

class DeletedDrafts : public TwoServers {
 protected:
  DeletedDrafts() {
    mimosa = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", ""}); });
    who.role = Role::organiser;
    who.organisation = mimosa;
    who.display_name = "Aino";
  }
  Event draft(std::int64_t id, std::optional<SeriesId> series = {}) {
    Event event = sample_event(id, mimosa);
    event.publication_status = PublicationStatus::draft;
    event.status = EventStatus::scheduled;
    event.super_event = series;
    event.confirmed_persons = event.waitlisted_persons = event.confirmed_children = 0;
    write([&](Transaction& tx) { return put_event(tx, event); });
    return event;
  }
  bool is_there(std::int64_t id) {
    return read([&](const Snapshot& s) { return s.events().find(EventId{id}).has_value(); });
  }
  std::string refusal(std::int64_t id) {
    try {
      delete_draft(ports(0), who, EventId{id});
      return {};
    } catch (const Error& error) {
      return error.problems().front().code;
    }
  }
  std::vector<std::string> rows(const std::string& table) { return database->query("select '1' from " + table); }

  OrganisationId mimosa;
  Principal who;
};
ON_EVERY_ENGINE(DeletedDrafts);

TEST_P(DeletedDrafts, nothing_that_was_a_drafts_own_is_left_but_the_line_of_the_log) {
  draft(1);
  write([&](Transaction& tx) {
    EventChange change;
    change.event = EventId{1};
    change.fields = {{"name", "fi", "a", "b"}};
    tx.event_changes().insert(change);
    Approval approval;
    approval.event = EventId{1};
    approval.by = mimosa;
    approval.state = ApprovalState::returned;
    tx.approvals().keep(approval);
    Message told = sample_message(EventId{1});
    told.kind = MessageKind::submission_returned;
    told.registration.reset();
    told.booking.reset();
    told.invitation.reset();
    tx.outbox().insert({&told, 1});
    InterpreterBooking note = sample_booking(EventId{1}, "a");
    note.interpreter.reset();
    note.status = BookingStatus::requested;
    tx.interpreters().insert(note);
    return true;
  });
  Contact invited;
  invited.name = "Kutsuttu";
  (void)invite(ports(0), EventId{1}, {invited}, who);
  EXPECT_EQ(refusal(1), "");
  EXPECT_FALSE(is_there(1));
  for (const char* table : {"event_text", "event_search", "event_keyword", "event_language", "event_organiser",
                            "event_reminder", "event_question", "event_change", "event_change_field", "approval",
                            "outbox", "invitation", "interpreter_booking"}) {
    EXPECT_THAT(rows(table), IsEmpty()) << table;
  }
  EventFilter everything;
  everything.publication = {PublicationStatus::draft};
  everything.q = "a";
  EXPECT_THAT(read([&](const Snapshot& s) { return s.events().find(everything).events; }), IsEmpty());
  const auto log = read([](const Snapshot& s) { return s.audit_log().newest(10); });
  ASSERT_THAT(log, SizeIs(1));
  EXPECT_EQ(log[0].action, AuditAction::draft_deleted);
  EXPECT_EQ(log[0].event, EventId{1});
  EXPECT_EQ(log[0].actor, "Aino");
  EXPECT_THAT(log[0].detail, testing::StartsWith("2026-11-23T10:00:00Z "));
}

TEST_P(DeletedDrafts, what_somebody_has_heard_of_stays_and_says_why) {
  draft(1);
  Event shown = draft(2);
  store->write([&](Transaction& tx) {
    shown = tx.events().lock(EventId{2}).value();
    shown.publication_status = PublicationStatus::unlisted;
    tx.events().update(shown);
  });
  EXPECT_EQ(refusal(2), "not_a_draft");
  store->write([&](Transaction& tx) {
    shown = tx.events().lock(EventId{2}).value();
    shown.publication_status = PublicationStatus::draft;
    tx.events().update(shown);
  });
  EXPECT_EQ(refusal(2), "was_public");
  draft(3);
  store->write([&](Transaction& tx) {
    Registration party = sample_registration(EventId{3}, "a");
    party.status = RegistrationStatus::cancelled;
    tx.registrations().insert(party);
  });
  EXPECT_EQ(refusal(3), "somebody_registered");
  draft(4);
  store->write([&](Transaction& tx) {
    InterpreterBooking asked = sample_booking(EventId{4}, "b");
    asked.interpreter = tx.interpreters().insert(sample_interpreter("Sara"));
    tx.interpreters().insert(asked);
  });
  EXPECT_EQ(refusal(4), "interpreter_asked");
  EXPECT_EQ(refusal(5), "not_found");
  const std::vector<EventId> all{{4}, {3}, {2}, {1}, {5}};
  const auto plan = plan_deletion(ports(0), who, all);
  EXPECT_EQ(std::ranges::count(plan, "", &DraftDeletion::refusal), 1);
  EXPECT_TRUE(is_there(1)) << "looking deletes nothing";
  const auto deleted = delete_drafts(ports(0), who, all);
  EXPECT_EQ(std::ranges::count(deleted, "", &DraftDeletion::refusal), 1);
  for (const std::int64_t id : {1, 2, 3, 4}) EXPECT_EQ(is_there(id), id != 1) << id;
}

TEST_P(DeletedDrafts, a_series_and_its_files_go_with_the_last_of_its_dates_unless_a_file_may_bring_others) {
  const auto series = write([](Transaction& tx) {
    return std::pair(tx.events().insert(Series{{}, {{LanguageTag("fi"), "Ryhmä"}}, "FREQ=WEEKLY", {}, {}}),
                     tx.events().insert(Series{{}, {}, {}, {}, "tiedosto/1"}));
  });
  draft(1, series.first);
  draft(2, series.first);
  draft(3, series.second);
  store->write([&](Transaction& tx) {
    MaterialFile file{{}, "ohjelma.pdf", "application/pdf", 5, "abc"};
    file.id = tx.materials().insert(file, mimosa, "%PDF-");
    Material material;
    material.series = series.first;
    material.organisation = mimosa;
    material.title = "Ohjelma";
    material.content = file;
    (void)tx.materials().insert(material);
  });
  const auto known = [&](SeriesId id) {
    return read([&](const Snapshot& s) { return s.events().find(id).has_value(); });
  };
  EXPECT_EQ(refusal(1), "");
  EXPECT_TRUE(known(series.first));
  EXPECT_THAT(rows("material_file"), SizeIs(1));
  EXPECT_EQ(refusal(2), "");
  EXPECT_FALSE(known(series.first));
  EXPECT_THAT(rows("material_file"), IsEmpty());
  EXPECT_EQ(refusal(3), "");
  EXPECT_TRUE(known(series.second)) << "brought in again, its dates come to it";
}

TEST_P(DeletedDrafts, a_date_of_a_followed_calendar_is_remembered_until_it_is_wanted_again) {
  draft(1);
  Subscription calendar;
  calendar.name = "Ryhmät";
  calendar.organisation = mimosa;
  calendar.address = "https://example.org/a.ics";
  calendar.etag = "\"1\"";
  calendar.id = write([&](Transaction& tx) { return tx.subscriptions().insert(calendar); });
  store->write([&](Transaction& tx) {
    SubscribedEvent link{calendar.id, "uid@example.org", at(7), EventId{1}};
    link.theirs.name = "Ryhmä";
    link.theirs.start_time = at(7);
    link.theirs.end_time = at(8);
    tx.subscriptions().insert(link);
  });
  EXPECT_EQ(refusal(1), "");
  const auto removed = [&](int after) {
    return read([&](const Snapshot& s) { return s.drafts().removed_dates(calendar.id, at(after)); });
  };
  ASSERT_THAT(removed(6), SizeIs(1));
  EXPECT_EQ(removed(6)[0].uid, "uid@example.org");
  EXPECT_EQ(removed(6)[0].recurrence_id, at(7));
  EXPECT_EQ(removed(6)[0].name, "Ryhmä");
  EXPECT_THAT(removed(7), IsEmpty());
  EXPECT_EQ(bring_removed_dates_back(ports(0), who, calendar.id), 1U);
  EXPECT_THAT(removed(6), IsEmpty());
  EXPECT_EQ(read([&](const Snapshot& s) { return s.subscriptions().find(calendar.id)->etag; }), "")
      << "or nothing new would be said";
}

TEST_P(DeletedDrafts, publishing_and_deleting_at_once_never_leave_half_of_a_draft) {
  std::vector<EventId> ids;
  for (std::int64_t id = 1; id <= 12; ++id) ids.push_back(draft(id).id);
  at_once(4, [&](int thread) {
    if (thread < 2) {
      (void)delete_drafts(ports(thread), who, ids);
    } else {
      (void)publish_drafts(ports(thread), who, ids, PublicationStatus::unlisted);
    }
  });
  for (const EventId id : ids) {
    const auto event = read([&](const Snapshot& s) { return s.events().find(id); });
    EXPECT_TRUE(!event || event->publication_status == PublicationStatus::unlisted) << id.value;
  }
  EXPECT_EQ(rows("event_search").size(), rows("event").size());
}

}  // namespace contract
