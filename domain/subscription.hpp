#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/foreign_calendar.hpp"
#include "domain/ids.hpp"

// A partner's own calendar that the programme is kept in step with.
namespace domain {

struct SubscriptionDetails {
  std::string name;
  LanguageTag language{"fi"};  // of the calendar's texts
  EventKind kind = EventKind::group_activity;
  std::vector<std::string> keywords;  // of events whose categories name no theme
  std::string municipality;           // of its places on site
  // What new events become. Where the organisation wants approval they are drafts that are handed in.
  PublicationStatus publication_status = PublicationStatus::draft;
  // Where people register for events that have no address of their own. Empty: they register here.
  std::string registration_url;
  bool paused = false;
  friend bool operator==(const SubscriptionDetails&, const SubscriptionDetails&) = default;
};

struct Subscription : SubscriptionDetails {
  SubscriptionId id;
  OrganisationId organisation;  // whose events they become
  std::string address;          // http or https; a secret, since whoever knows it reads the calendar; sealed at rest
  bool by_partner = false;      // made by who may have to ask for approval
  Instant created_time;
  // What the calendar's server wants back, to say that nothing is new.
  std::string etag;
  std::string last_modified;
  std::optional<Instant> read_time;   // when all of it was last read
  std::optional<Instant> tried_time;  // when it was last asked for
  Instant next_time;                  // when it is asked for next, or the lease of who asks now
  int failures = 0;                   // since it was last reached
  std::string error;                  // code of the last one; empty where it was reached
  bool complete = true;               // false where a limit ended the last reading
  std::int64_t attempt = 0;           // moves with each claim
  std::int64_t version = 1;           // moves with its details
};

// What a calendar says of one date, as an event has it.
struct ForeignContent {
  std::string name;
  std::string description;
  Instant start_time;
  Instant end_time;
  std::string time_zone{default_time_zone};
  Place location;
  std::vector<std::string> keywords;
  std::string registration_url;
  friend bool operator==(const ForeignContent&, const ForeignContent&) = default;
};

// What is compared, each by itself.
enum class SubscribedField { name, description, time, location, keywords, registration };
using SubscribedFields = std::set<SubscribedField>;

// When and where a calendar has a date.
struct CalendarSlot {
  Instant start_time;
  Instant end_time;
  std::string time_zone{default_time_zone};
  Place location;
  friend bool operator==(const CalendarSlot&, const CalendarSlot&) = default;
};

// An event and the date of a calendar that it came from.
struct SubscribedEvent {
  SubscriptionId subscription;
  std::string uid;
  std::optional<Instant> recurrence_id = {};  // with the UID: which date
  EventId event = {};
  ForeignContent theirs = {};  // as last read, but for the time and the place of `wanted`
  bool cancelled_there = false;
  std::optional<Instant> vanished_time = {};  // since when the calendar has it no more
  // Changed there after they were changed here: what is here stays, until somebody decides.
  SubscribedFields open = {};
  std::string refusal = {};  // code of why the last change there could not be taken
  // What could not be taken, and is tried again: it stands nowhere else.
  std::optional<CalendarSlot> wanted = {};
  // The calendar has cancelled the event here, nobody else, and may take that back.
  bool cancelled_by_it = false;
  bool left = false;  // its organisers look after it themselves; the calendar changes nothing any more
};

// Of the events to come that have not been left.
struct SubscriptionCounts {
  int events = 0;
  int open = 0;       // with differences that nobody has decided on
  int cancelled = 0;  // there and not here
  int vanished = 0;
  int problems = 0;  // of the last reading
};

// What became of asking.
struct FetchRecord {
  Instant tried_time;
  Instant next_time;
  std::string error;                 // empty: it was reached
  std::optional<Instant> read_time;  // where it was read
  std::string etag;                  // these where it was read
  std::string last_modified;
  bool complete = true;
};

class Subscriptions {
 public:
  virtual ~Subscriptions() = default;
  [[nodiscard]] virtual std::optional<Subscription> find(SubscriptionId id) const = 0;
  // By name; all without an organisation.
  [[nodiscard]] virtual std::vector<Subscription> of(std::optional<OrganisationId> organisation) const = 0;
  [[nodiscard]] virtual SubscriptionCounts counts(SubscriptionId id, Instant now) const = 0;
  // By start.
  [[nodiscard]] virtual std::vector<SubscribedEvent> events_of(SubscriptionId id) const = 0;
  [[nodiscard]] virtual std::optional<SubscribedEvent> of_event(EventId event) const = 0;
  // Those of these events that came from a calendar.
  [[nodiscard]] virtual std::vector<SubscribedEvent> of_events(std::span<const EventId> events) const = 0;
  [[nodiscard]] virtual std::vector<ForeignProblem> problems_of(SubscriptionId id) const = 0;

  // As Events::lock; taken after events and before rooms.
  [[nodiscard]] virtual std::optional<Subscription> lock(SubscriptionId id) = 0;
  // The longest due one that is not paused; nobody else gets it until `lease_until`, or until it is recorded.
  [[nodiscard]] virtual std::optional<Subscription> claim(Instant now, Instant lease_until) = 0;
  // Nothing where the claim has gone to somebody else since.
  virtual void record(const Subscription& claimed, const FetchRecord& record) = 0;
  virtual SubscriptionId insert(const Subscription& subscription) = 0;
  // Its details, address, next_time, etag and last_modified; the version moves.
  virtual void update(const Subscription& subscription) = 0;
  // With what is kept of its events; not the events.
  virtual void remove(SubscriptionId id) = 0;
  // In the place of the earlier ones.
  virtual void keep_problems(SubscriptionId id, std::span<const ForeignProblem> problems) = 0;
  // Unique: subscription, uid and recurrence_id; the event.
  virtual void insert(const SubscribedEvent& event) = 0;
  // By the event.
  virtual void update(const SubscribedEvent& event) = 0;
  // Where the event follows a calendar, that has not cancelled it. The event is locked.
  virtual void clear_cancelled_by_it(EventId event) = 0;
};

[[nodiscard]] std::string_view to_word(SubscribedField field);
// Throws Error{invalid, "unknown_value", field}.
[[nodiscard]] SubscribedField parse_subscribed_field(std::string_view word, std::string_view field);

}  // namespace domain
