#include "service/subscription_worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>

#include "domain/subscriptions.hpp"
#include "service/import_programme.hpp"
#include "tests/service/api_world.hpp"

namespace {

using domain::CalendarAnswer;
using domain::CalendarRequest;
using domain::Subscription;
using namespace std::chrono_literals;
using Kind = CalendarAnswer::Kind;
using testing::HasSubstr;
using testing::Not;

// Answers what it was told to, in order; then as the last time.
class ScriptedSource final : public domain::CalendarSource {
 public:
  CalendarAnswer fetch(const CalendarRequest& request, const std::function<bool()>& stopping) override {
    requests.push_back(request);
    if (waits) {
      asked = true;
      while (!stopping()) std::this_thread::sleep_for(1ms);
      CalendarAnswer stopped;
      stopped.error = "fetch_stopped";
      return stopped;
    }
    const CalendarAnswer answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    return answer;
  }
  std::deque<CalendarAnswer> answers;
  std::vector<CalendarRequest> requests;
  bool waits = false;
  std::atomic<bool> asked{false};
};

CalendarAnswer read_answer(const std::string& events, const std::string& etag = "\"1\"") {
  CalendarAnswer answer;
  answer.kind = Kind::read;
  answer.body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
  answer.etag = etag;
  return answer;
}

CalendarAnswer failure(const std::string& code, std::optional<std::chrono::seconds> retry = {}) {
  CalendarAnswer answer;
  answer.error = code;
  answer.retry_after = retry;
  return answer;
}

std::string event(const std::string& uid, const std::string& start, const std::string& more = {}) {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:Ryhmä\r\nDTSTART:" + start + "\r\nDURATION:PT1H\r\n" + more +
         "END:VEVENT\r\n";
}

class Worker : public testing::Test {
 protected:
  Worker() {
    domain::SubscriptionDetails details;
    details.name = "Partner";
    details.municipality = "Mikkeli";
    details.publication_status = domain::PublicationStatus::open_to_all;
    id = domain::create_subscription(*world.ports, world.organiser("Mimosa"), details,
                                     "https://example.org/secret-part.ics?key=hidden")
             .id;
  }
  Subscription now() {
    Subscription found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.subscriptions().find(id).value(); });
    return found;
  }
  std::vector<domain::ForeignProblem> problems() {
    std::vector<domain::ForeignProblem> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.subscriptions().problems_of(id); });
    return found;
  }
  domain::SubscriptionCounts counts() {
    domain::SubscriptionCounts found;
    world.store->read(
        [&](const domain::Snapshot& snapshot) { found = snapshot.subscriptions().counts(id, world.clock.now()); });
    return found;
  }
  std::chrono::seconds wait() { return now().next_time - world.clock.now(); }
  void until_due() { world.clock.set(now().next_time); }

  fixtures::ApiWorld world;
  ScriptedSource source;
  service::SubscriptionSettings settings;
  std::string log;
  domain::SubscriptionId id;
  service::SubscriptionWorker worker{*world.ports, source, service::step_words(world.pages), settings,
                                     [this](std::string_view line) { log.append(line).append("\n"); }};
};

TEST_F(Worker, reads_a_calendar_that_is_due_and_again_after_the_interval_a_tenth_more_or_less) {
  source.answers = {read_answer(event("a", "20261201T150000Z"))};
  EXPECT_TRUE(worker.run_once());
  EXPECT_EQ(counts().events, 1);
  EXPECT_EQ(now().read_time, world.clock.now());
  EXPECT_GE(wait(), 54min);
  EXPECT_LE(wait(), 66min);
  EXPECT_FALSE(worker.run_once()) << "it is not due";
  until_due();
  EXPECT_TRUE(worker.run_once());
  EXPECT_EQ(counts().events, 1);
}

TEST_F(Worker, asks_for_what_is_new_and_once_a_day_for_all) {
  source.answers = {read_answer(event("a", "20261201T150000Z"), "\"e1\"")};
  (void)worker.run_once();
  until_due();
  CalendarAnswer unchanged;
  unchanged.kind = Kind::unchanged;
  source.answers = {unchanged};
  (void)worker.run_once();
  EXPECT_EQ(source.requests[0].etag, "");
  EXPECT_EQ(source.requests[1].etag, "\"e1\"");
  EXPECT_EQ(now().error, "");
  world.clock.set(now().read_time.value() + 25h);
  (void)worker.run_once();
  EXPECT_EQ(source.requests[2].etag, "") << "what recurs without end has another date by now";
}

TEST_F(Worker, waits_longer_each_time_a_calendar_cannot_be_reached_and_as_long_as_it_is_told_to) {
  source.answers = {failure("fetch_time")};
  std::chrono::seconds last{0};
  for (int i = 0; i < 5; ++i) {
    (void)worker.run_once();
    EXPECT_GT(wait(), last) << i;
    last = wait();
    until_due();
  }
  EXPECT_EQ(now().failures, 5);
  EXPECT_EQ(now().error, "fetch_time");
  for (int i = 0; i < 10; ++i) {
    (void)worker.run_once();
    until_due();
  }
  (void)worker.run_once();
  EXPECT_LE(wait(), 27h);
  until_due();
  source.answers = {failure("fetch_status", 48h)};
  (void)worker.run_once();
  EXPECT_GE(wait(), 48h);
  until_due();
  source.answers = {read_answer(event("a", "20261201T150000Z"))};
  (void)worker.run_once();
  EXPECT_EQ(now().failures, 0) << "and begins anew once it is reached";
}

TEST_F(Worker, changes_nothing_where_the_answer_is_no_calendar) {
  source.answers = {read_answer(event("a", "20261201T150000Z"))};
  (void)worker.run_once();
  until_due();
  CalendarAnswer page = read_answer("");
  page.body = "<html>Please sign in</html>";
  source.answers = {page};
  (void)worker.run_once();
  EXPECT_EQ(now().error, "ics_not_a_calendar");
  EXPECT_EQ(counts().vanished, 0);
}

TEST_F(Worker, keeps_what_could_not_be_read_and_reads_the_others) {
  source.answers = {read_answer(
      event("a", "20261201T150000Z", "RRULE:FREQ=HOURLY\r\n") + event("b", "20261202T150000Z") +
      "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Leiri\r\nDTSTART:20261203T150000Z\r\nDURATION:P40D\r\nEND:VEVENT\r\n")};
  (void)worker.run_once();
  EXPECT_EQ(counts().events, 1);
  ASSERT_EQ(problems().size(), 2U);
  EXPECT_EQ(problems()[0].code, "ics_sub_daily");
  EXPECT_EQ(problems()[1].code, "too_long_event");
  EXPECT_EQ(problems()[1].summary, "Leiri");
}

TEST_F(Worker, takes_over_what_changes_there_and_marks_what_is_gone) {
  source.answers = {read_answer(event("a", "20261201T150000Z") + event("b", "20261202T150000Z"))};
  (void)worker.run_once();
  until_due();
  source.answers = {read_answer(event("a", "20261203T150000Z"))};
  (void)worker.run_once();
  EXPECT_EQ(counts().events, 2);
  EXPECT_EQ(counts().vanished, 1);
}

TEST_F(Worker, tells_the_log_no_secret_address) {
  source.answers = {failure("fetch_host")};
  (void)worker.run_once();
  until_due();
  source.answers = {read_answer(event("a", "20261201T150000Z"))};
  (void)worker.run_once();
  EXPECT_THAT(log, HasSubstr("example.org"));
  EXPECT_THAT(log, HasSubstr("1 new"));
  EXPECT_THAT(log, Not(HasSubstr("secret-part")));
  EXPECT_THAT(log, Not(HasSubstr("hidden")));
}

TEST_F(Worker, leaves_a_calendar_to_the_next_server_where_it_is_stopped) {
  source.waits = true;
  worker.start();
  const auto patience = std::chrono::steady_clock::now() + 2min;
  while (!source.asked && std::chrono::steady_clock::now() < patience) std::this_thread::sleep_for(1ms);
  ASSERT_TRUE(source.asked);
  const auto begin = std::chrono::steady_clock::now();
  worker.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
  EXPECT_EQ(now().next_time, world.clock.now());
  EXPECT_EQ(now().failures, 0);
}

TEST_F(Worker, of_another_server_takes_over_once_the_lease_is_over_and_the_late_one_stores_nothing) {
  std::optional<Subscription> died;
  world.store->write([&](domain::Transaction& tx) {
    died = tx.subscriptions().claim(world.clock.now(), world.clock.now() + service::SubscriptionWorker::lease);
  });
  source.answers = {read_answer(event("a", "20261201T150000Z"))};
  EXPECT_FALSE(worker.run_once());
  world.clock.set(world.clock.now() + service::SubscriptionWorker::lease);
  EXPECT_TRUE(worker.run_once());
  EXPECT_EQ(counts().events, 1);
  domain::ForeignOccurrence late;
  late.uid = "late";
  late.summary = "Myöhässä";
  late.start_time = world.clock.now() + 24h;
  late.end_time = late.start_time + 1h;
  const domain::ForeignWindow window{world.clock.now(), world.clock.now() + 100 * 24h};
  const auto result = domain::keep_in_step(*world.ports, died.value(), {"", {late}, {}, true}, window,
                                           service::step_words(world.pages), [] { return false; });
  EXPECT_FALSE(result.finished);
  EXPECT_EQ(result.created, 0U);
  EXPECT_EQ(counts().events, 1);
  EXPECT_EQ(counts().vanished, 0);
}

TEST_F(Worker, finds_what_was_brought_in_as_a_file_before) {
  const std::string weekly = "RRULE:FREQ=WEEKLY;COUNT=3\r\n";
  const CalendarAnswer calendar = read_answer(event("a", "20261201T150000Z", "LOCATION:Mimosa\\, Hallituskatu 1\r\n") +
                                              event("b", "20261202T150000Z", weekly));
  service::ImportOptions options;
  options.defaults.publication = domain::PublicationStatus::open_to_all;
  options.defaults.place = "Mimosa";
  const auto report = service::import_file(*world.ports, world.organiser("Mimosa"), calendar.body, options);
  ASSERT_EQ(report.rows.size(), 2U);
  for (const auto& row : report.rows) ASSERT_EQ(row.outcome, service::RowOutcome::created);
  const auto stored = [&] {
    domain::EventFilter all;
    std::size_t count = 0;
    world.store->read([&](const domain::Snapshot& snapshot) { count = snapshot.events().find(all).count; });
    return count;
  };
  ASSERT_EQ(stored(), 4U);
  source.answers = {calendar};
  ASSERT_TRUE(worker.run_once());
  EXPECT_EQ(stored(), 4U);
  EXPECT_EQ(counts().events, 4) << "and they follow from now on";
  EXPECT_TRUE(problems().empty());
}

}  // namespace
