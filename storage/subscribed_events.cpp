#include "storage/comma_list.hpp"
#include "storage/subscriptions.hpp"

// The events that came from calendars.
namespace storage {
namespace {

// As stored: lists are one text, and 0 is no recurrence_id, so that the unique index sees it.
struct SubscribedRow {
  domain::SubscribedEvent event;
  domain::Instant recurrence_id;
  std::string keywords;
  std::string open;
  std::optional<domain::Instant> wanted_start;
  std::optional<domain::Instant> wanted_end;
  domain::CalendarSlot wanted;
};

#define KUTSU_SUBSCRIBED                                                                                            \
  "select s.event_id, s.subscription_id, s.uid, s.recurrence_id, s.name, s.description, s.start_time, s.end_time, " \
  "s.time_zone, s.place_name, s.street_address, s.municipality, s.online_url, s.keywords, s.registration_url, "     \
  "s.cancelled_there, s.vanished_time, s.open_fields, s.refusal, s.left_alone, "                                    \
  "s.wanted_start_time, s.wanted_end_time, s.wanted_time_zone, s.wanted_place_name, s.wanted_street_address, "      \
  "s.wanted_municipality, s.wanted_online_url, s.cancelled_by_it from subscribed_event s "

auto fields(SubscribedRow& row) {
  domain::SubscribedEvent& e = row.event;
  domain::ForeignContent& t = e.theirs;
  return std::tie(e.event, e.subscription, e.uid, row.recurrence_id, t.name, t.description, t.start_time, t.end_time,
                  t.time_zone, t.location.name, t.location.street_address, t.location.municipality,
                  t.location.online_url, row.keywords, t.registration_url, e.cancelled_there, e.vanished_time, row.open,
                  e.refusal, e.left, row.wanted_start, row.wanted_end, row.wanted.time_zone, row.wanted.location.name,
                  row.wanted.location.street_address, row.wanted.location.municipality, row.wanted.location.online_url,
                  e.cancelled_by_it);
}

domain::SubscribedEvent open(SubscribedRow row) {
  domain::SubscribedEvent& event = row.event;
  if (row.recurrence_id != domain::Instant{}) event.recurrence_id = row.recurrence_id;
  event.theirs.keywords = split_commas(row.keywords);
  if (row.wanted_start && row.wanted_end) {
    row.wanted.start_time = *row.wanted_start;
    row.wanted.end_time = *row.wanted_end;
    event.wanted = std::move(row.wanted);
  }
  for (const std::string& word : split_commas(row.open)) event.open.insert(domain::parse_subscribed_field(word, ""));
  return std::move(event);
}

std::vector<domain::SubscribedEvent> open(std::vector<SubscribedRow> rows) {
  std::vector<domain::SubscribedEvent> events;
  events.reserve(rows.size());
  for (SubscribedRow& row : rows) events.push_back(open(std::move(row)));
  return events;
}

std::string words_of(const domain::SubscribedFields& fields) {
  std::vector<std::string> words;
  for (const auto field : fields) words.emplace_back(to_word(field));
  return join_commas(words);
}

using Moment = std::optional<domain::Instant>;

// As columns.
struct Wanted {
  explicit Wanted(const domain::SubscribedEvent& event)
      : slot(event.wanted.value_or(
            domain::CalendarSlot{.start_time = {}, .end_time = {}, .time_zone = "", .location = {}})),
        start(event.wanted ? Moment(slot.start_time) : std::nullopt),
        end(event.wanted ? Moment(slot.end_time) : std::nullopt) {}
  domain::CalendarSlot slot;
  Moment start;
  Moment end;
};

}  // namespace

std::vector<domain::SubscribedEvent> SubscriptionRows::events_of(domain::SubscriptionId id) const {
  return open(context_.database.rows<SubscribedRow>(
      KUTSU_SUBSCRIBED "join event e on e.id = s.event_id where s.subscription_id = ? order by e.start_time, e.id",
      id));
}

std::optional<domain::SubscribedEvent> SubscriptionRows::of_event(domain::EventId event) const {
  auto row = context_.database.row<SubscribedRow>(KUTSU_SUBSCRIBED "where s.event_id = ?", event);
  if (!row) return {};
  return open(std::move(*row));
}

std::vector<domain::SubscribedEvent> SubscriptionRows::of_events(std::span<const domain::EventId> events) const {
  Connection& database = context_.database;
  if (events.empty()) return {};
  std::vector<std::int64_t> ids;
  for (const domain::EventId id : events) ids.push_back(id.value);
  return open(database.rows<SubscribedRow>(KUTSU_SUBSCRIBED "where " + any_of(database.engine(), "s.event_id", false),
                                           list_value(database.engine(), ids)));
}

void SubscriptionRows::insert(const domain::SubscribedEvent& e) {
  const domain::ForeignContent& t = e.theirs;
  const Wanted w(e);
  context_.database.run(
      "insert into subscribed_event (event_id, subscription_id, uid, recurrence_id, name, description, start_time, "
      "end_time, time_zone, place_name, street_address, municipality, online_url, keywords, registration_url, "
      "cancelled_there, vanished_time, open_fields, refusal, left_alone, wanted_start_time, wanted_end_time, "
      "wanted_time_zone, wanted_place_name, wanted_street_address, wanted_municipality, wanted_online_url, "
      "cancelled_by_it) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      e.event, e.subscription, e.uid, e.recurrence_id.value_or(domain::Instant{}), t.name, t.description, t.start_time,
      t.end_time, t.time_zone, t.location.name, t.location.street_address, t.location.municipality,
      t.location.online_url, join_commas(t.keywords), t.registration_url, e.cancelled_there, e.vanished_time,
      words_of(e.open), e.refusal, e.left, w.start, w.end, w.slot.time_zone, w.slot.location.name,
      w.slot.location.street_address, w.slot.location.municipality, w.slot.location.online_url, e.cancelled_by_it);
}

void SubscriptionRows::update(const domain::SubscribedEvent& e) {
  const domain::ForeignContent& t = e.theirs;
  const Wanted w(e);
  context_.database.run(
      "update subscribed_event set uid = ?, recurrence_id = ?, name = ?, description = ?, start_time = ?, "
      "end_time = ?, time_zone = ?, place_name = ?, street_address = ?, municipality = ?, online_url = ?, "
      "keywords = ?, registration_url = ?, cancelled_there = ?, vanished_time = ?, open_fields = ?, refusal = ?, "
      "left_alone = ?, wanted_start_time = ?, wanted_end_time = ?, wanted_time_zone = ?, wanted_place_name = ?, "
      "wanted_street_address = ?, wanted_municipality = ?, wanted_online_url = ?, cancelled_by_it = ? "
      "where event_id = ?",
      e.uid, e.recurrence_id.value_or(domain::Instant{}), t.name, t.description, t.start_time, t.end_time, t.time_zone,
      t.location.name, t.location.street_address, t.location.municipality, t.location.online_url,
      join_commas(t.keywords), t.registration_url, e.cancelled_there, e.vanished_time, words_of(e.open), e.refusal,
      e.left, w.start, w.end, w.slot.time_zone, w.slot.location.name, w.slot.location.street_address,
      w.slot.location.municipality, w.slot.location.online_url, e.cancelled_by_it, e.event);
}

void SubscriptionRows::clear_cancelled_by_it(domain::EventId event) {
  context_.database.later("update subscribed_event set cancelled_by_it = 0 where event_id = ? and cancelled_by_it = 1",
                          event);
}

}  // namespace storage
