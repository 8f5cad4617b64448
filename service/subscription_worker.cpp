#include "service/subscription_worker.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "calendar/foreign_events.hpp"
#include "domain/error.hpp"
#include "domain/subscriptions.hpp"
#include "service/programme_words.hpp"
#include "ui/pages.hpp"
#include "ui/reader.hpp"

namespace service {
namespace {

using domain::CalendarAnswer;
using domain::Subscription;

domain::CalendarRequest request_for(const Subscription& claimed, domain::Instant now) {
  domain::CalendarRequest request{claimed.address, {}, {}};
  // A reading with something wrong in it is worth another one.
  const bool believed = claimed.read_time && now < *claimed.read_time + SubscriptionWorker::belief;
  if (believed && claimed.complete) {
    request.etag = claimed.etag;
    request.last_modified = claimed.last_modified;
  }
  return request;
}

std::string name_of(const Subscription& claimed) {
  return "calendar " + std::to_string(claimed.id.value) + " at " + domain::host_of(claimed.address);
}

}  // namespace

SubscriptionWorker::SubscriptionWorker(const domain::Ports& ports, domain::CalendarSource& source,
                                       domain::StepWords words, const SubscriptionSettings& settings, Log log)
    : ports_(ports), source_(source), words_(std::move(words)), settings_(settings), log_(std::move(log)) {}

SubscriptionWorker::~SubscriptionWorker() {
  stop();
}

void SubscriptionWorker::start() {
  thread_ = std::thread([this] { loop(); });
}

void SubscriptionWorker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool SubscriptionWorker::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void SubscriptionWorker::loop() {
  bool told = false;
  for (;;) {
    try {
      while (!is_stopping() && run_once()) {
      }
      told = false;
    } catch (const std::exception&) {
      // Of the database, whose words may hold what it stores.
      if (!told) log_("keeping calendars in step failed; it is tried again");
      told = true;
    }
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, pace, [this] { return stopping_; })) return;
  }
}

bool SubscriptionWorker::run_once() {
  std::optional<Subscription> claimed;
  const domain::Instant now = ports_.clock.now();
  ports_.store.write([&](domain::Transaction& tx) { claimed = tx.subscriptions().claim(now, now + lease); });
  if (!claimed) return false;
  fetch(*claimed);
  return true;
}

void SubscriptionWorker::fetch(const Subscription& claimed) {
  const domain::Instant now = ports_.clock.now();
  const CalendarAnswer answer = source_.fetch(request_for(claimed, now), [this] { return is_stopping(); });
  switch (answer.kind) {
    case CalendarAnswer::Kind::failed:
      if (is_stopping()) {
        // Somebody else's turn.
        record(claimed, {.tried_time = now,
                         .next_time = now,
                         .error = claimed.error,
                         .read_time = {},
                         .etag = {},
                         .last_modified = {}});
      } else {
        record_failure(claimed, answer.error, answer.retry_after.value_or(std::chrono::seconds{0}));
      }
      break;
    case CalendarAnswer::Kind::unchanged:
      record(claimed, {.tried_time = now,
                       .next_time = next_time(settings_.interval),
                       .error = {},
                       .read_time = {},
                       .etag = {},
                       .last_modified = {}});
      break;
    case CalendarAnswer::Kind::read:
      read(claimed, answer);
      break;
  }
}

void SubscriptionWorker::read(const Subscription& claimed, const CalendarAnswer& answer) {
  const domain::Instant now = ports_.clock.now();
  const domain::ForeignWindow window{now, now + ahead, std::string(domain::default_time_zone)};
  domain::ForeignLimits limits;
  limits.bytes = settings_.maximum_bytes;
  domain::ForeignCalendar calendar;
  try {
    calendar = calendar::read_calendar(answer.body, window, ports_.zones, limits);
  } catch (const domain::Error& error) {
    record_failure(claimed, error.problems().front().code);
    return;
  }
  const domain::StepResult result =
      domain::keep_in_step(ports_, claimed, calendar, window, words_, [this] { return is_stopping(); });
  if (!result.finished) {
    record(claimed,
           {.tried_time = now, .next_time = now, .error = {}, .read_time = {}, .etag = {}, .last_modified = {}});
    return;
  }
  calendar.problems.insert(calendar.problems.end(), result.problems.begin(), result.problems.end());
  ports_.store.write([&](domain::Transaction& tx) {
    const auto still = tx.subscriptions().lock(claimed.id);
    if (!still || still->attempt != claimed.attempt || still->version != claimed.version) return;
    tx.subscriptions().keep_problems(claimed.id, calendar.problems);
    tx.subscriptions().record(claimed, {.tried_time = now,
                                        .next_time = next_time(settings_.interval),
                                        .error = {},
                                        .read_time = now,
                                        .etag = answer.etag,
                                        .last_modified = answer.last_modified,
                                        .complete = calendar.complete});
  });
  if (result.created + result.changed + result.vanished == 0) return;
  log_(name_of(claimed) + ": " + std::to_string(result.created) + " new, " + std::to_string(result.changed) +
       " changed, " + std::to_string(result.vanished) + " vanished");
}

void SubscriptionWorker::record(const Subscription& claimed, const domain::FetchRecord& record) {
  ports_.store.write([&](domain::Transaction& tx) { tx.subscriptions().record(claimed, record); });
}

void SubscriptionWorker::record_failure(const Subscription& claimed, std::string error, std::chrono::seconds at_least) {
  // Twice as long each time.
  const int doublings = std::min(claimed.failures, 10);
  const auto wait = std::min<std::chrono::seconds>(std::chrono::seconds(first_retry) * (1 << doublings), longest_retry);
  log_(name_of(claimed) + " was not read: " + error);
  const domain::Instant now = ports_.clock.now();
  record(claimed, {.tried_time = now,
                   .next_time = std::max(next_time(wait), now + at_least),
                   .error = std::move(error),
                   .read_time = {},
                   .etag = {},
                   .last_modified = {}});
}

// A tenth more or less, so that what was asked for at once is not asked for at once again.
domain::Instant SubscriptionWorker::next_time(std::chrono::seconds wait) const {
  const std::int64_t tenth = std::max<std::int64_t>(wait.count() / 10, 1);
  return ports_.clock.now() + wait + std::chrono::seconds{ports_.secrets.random_id() % (2 * tenth + 1) - tenth};
}

domain::StepWords step_words(const ui::Pages& pages) {
  domain::StepWords words;
  words.theme_of = [](std::string_view category) {
    return ProgrammeWords::configured().theme(category).value_or(std::string());
  };
  for (const domain::LanguageTag& language : pages.catalogue().languages()) {
    words.cancelled[language] = pages.reader(language).text("subscription.cancelled_there");
  }
  return words;
}

}  // namespace service
