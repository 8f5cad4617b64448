#include "storage/outbox.hpp"

#include <algorithm>

namespace storage {
namespace {

// As stored: the recipient is sealed.
struct MessageRow {
  domain::Message message;
};

#define KUTSU_MESSAGE_COLUMNS                                                                                 \
  "id, kind, channel, recipient, language, event_id, registration_id, booking_id, minutes_before, due_time, " \
  "expires_time, state, attempts, invitation_id, account_link_id"

#define KUTSU_OF_SEVERAL_BOOKINGS \
  "('interpreter_dates_offered', 'interpreter_dates_confirmed', 'interpreter_dates_cancelled')"

// Takes the event twice. Messages of registrations are found by these, so that each is stored beside the others of its
// time.
#define KUTSU_OF_EVENT                                                                     \
  "id in (select id from outbox where registration_id is null and event_id = ? union all " \
  "select o.id from registration r join outbox o on o.registration_id = r.id where r.event_id = ?)"

auto fields(MessageRow& row) {
  domain::Message& m = row.message;
  return std::tie(m.id, m.kind, m.channel, m.recipient, m.language, m.event, m.registration, m.booking, m.before,
                  m.due_time, m.expires_time, m.state, m.attempts, m.invitation, m.account_link);
}

std::vector<domain::Message> open(const FieldCipher& cipher, std::vector<MessageRow> rows) {
  std::vector<domain::Message> messages;
  messages.reserve(rows.size());
  for (MessageRow& row : rows) {
    row.message.recipient = cipher.open("outbox.recipient", row.message.recipient);
    messages.push_back(std::move(row.message));
  }
  return messages;
}

bool is_over(domain::MessageState state) {
  return state != domain::MessageState::pending && state != domain::MessageState::sending;
}

// "for update skip locked" lets claimers of other instances take the next rows instead of waiting for these. SQLite
// has one writer.
std::string claim_statement(Engine engine, bool one_channel) {
  return std::string("with due as materialized (select id from outbox where claim_time <= ?") +
         (one_channel ? " and channel = ?" : "") + " order by claim_time, id limit ?" +
         (engine == Engine::postgresql ? " for update skip locked" : "") +
         ") update outbox set state = 'sending', claim_time = ?, attempts = attempts + 1 "
         "where id in (select id from due) returning " KUTSU_MESSAGE_COLUMNS;
}

// Each number of rows is a statement of its own.
constexpr std::size_t most_in_a_statement = 8;

std::string insert_statement(std::size_t rows) {
  std::string sql =
      "insert into outbox (kind, channel, recipient, language, event_id, registration_id, booking_id, minutes_before, "
      "due_time, expires_time, state, attempts, invitation_id, account_link_id, claim_time, reference, reason) values ";
  for (std::size_t i = 0; i < rows; ++i) {
    sql.append(i == 0 ? "" : ", ").append("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')");
  }
  return sql;
}

// The messages of one registration go to one phone and one mailbox, which are sealed once.
void insert_together(Context& context, std::span<const domain::Message> messages) {
  std::vector<std::string> sealed(messages.size());
  std::vector<Value> values;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const domain::Message& m = messages[i];
    const auto same = std::ranges::find(messages.first(i), m.recipient, &domain::Message::recipient);
    const auto earlier = static_cast<std::size_t>(same - messages.begin());
    sealed[i] = earlier < i ? sealed[earlier] : context.cipher.seal("outbox.recipient", m.recipient);
    const auto event = m.event == domain::EventId{} ? std::nullopt : std::optional(m.event);
    const auto claim_time = is_over(m.state) ? std::nullopt : std::optional(m.due_time);
    for (const Value& value : {to_value(m.kind), to_value(m.channel), to_value(sealed[i]), to_value(m.language),
                               to_value(event), to_value(m.registration), to_value(m.booking), to_value(m.before),
                               to_value(m.due_time), to_value(m.expires_time), to_value(m.state), to_value(m.attempts),
                               to_value(m.invitation), to_value(m.account_link), to_value(claim_time)}) {
      values.push_back(value);
    }
  }
  context.database.later_with(insert_statement(messages.size()), values);
}

}  // namespace

domain::OutboxState OutboxRows::state(domain::Instant now) const {
  Connection& database = context_.database;
  using Pending = std::tuple<std::size_t, std::optional<domain::Instant>>;
  domain::OutboxState state;
  state.pending = database.rows<std::size_t>("select count(*) from outbox where claim_time is not null")[0];
  state.failed = database.rows<std::size_t>("select count(*) from outbox where state = 'failed'")[0];
  state.oldest_due = std::get<1>(database.rows<Pending>(
      "select count(*), min(due_time) from outbox where claim_time <= ? and state = 'pending'", now)[0]);
  return state;
}

std::vector<domain::Message> OutboxRows::of_event(domain::EventId event) const {
  return open(
      context_.cipher,
      context_.database.rows<MessageRow>(
          "select " KUTSU_MESSAGE_COLUMNS " from outbox where " KUTSU_OF_EVENT " order by due_time, id", event, event));
}

std::vector<domain::Message> OutboxRows::of_registration(domain::RegistrationId registration) const {
  return open(context_.cipher,
              context_.database.rows<MessageRow>("select " KUTSU_MESSAGE_COLUMNS
                                                 " from outbox where registration_id = ? order by due_time, id",
                                                 registration));
}

bool OutboxRows::anything_sent(domain::RegistrationId registration) const {
  return context_.database.rows<int>("select count(*) from outbox where registration_id = ? and attempts > 0",
                                     registration)[0] > 0;
}

std::size_t OutboxRows::remove_of_bookings_ended_before(domain::Instant before, std::size_t limit) {
  return static_cast<std::size_t>(context_.database.run(
      "delete from outbox where id in (select o.id from outbox o join interpreter_booking b on b.id = o.booking_id "
      "where b.end_time < ? limit ?)",
      before, limit));
}

void OutboxRows::remove_of(domain::InterpreterBookingId booking) {
  context_.database.run("delete from outbox where booking_id = ?", booking);
}

void OutboxRows::insert(std::span<const domain::Message> messages) {
  while (!messages.empty()) {
    const auto some = messages.first(std::min(messages.size(), most_in_a_statement));
    insert_together(context_, some);
    messages = messages.subspan(some.size());
  }
}

void OutboxRows::drop_pending(domain::RegistrationId registration) {
  context_.database.run(
      "update outbox set state = 'dropped', claim_time = null where registration_id = ? and state = 'pending' "
      "and kind not in ('dates_registered', 'dates_changed', 'dates_called_off')",
      registration);
}

void OutboxRows::drop_pending(domain::RegistrationId registration, domain::MessageKind kind) {
  context_.database.run(
      "update outbox set state = 'dropped', claim_time = null where registration_id = ? and state = 'pending' "
      "and kind = ?",
      registration, kind);
}

void OutboxRows::drop_pending_reminders(domain::RegistrationId registration) {
  context_.database.run(
      "update outbox set state = 'dropped', claim_time = null where registration_id = ? and state = 'pending' "
      "and kind = 'reminder'",
      registration);
}

void OutboxRows::drop_pending_reminders(domain::EventId event) {
  context_.database.run(
      "update outbox set state = 'dropped', claim_time = null "
      "where " KUTSU_OF_EVENT " and state = 'pending' and kind = 'reminder'",
      event, event);
}

void OutboxRows::drop_pending(domain::InterpreterBookingId booking) {
  context_.database.run(
      "update outbox set state = 'dropped', claim_time = null where booking_id = ? and state = 'pending' "
      "and kind not in " KUTSU_OF_SEVERAL_BOOKINGS,
      booking);
}

void OutboxRows::hand_over_pending(domain::InterpreterBookingId from, std::optional<domain::InterpreterBookingId> to) {
  if (to) {
    context_.database.run(
        "update outbox set booking_id = ?, event_id = (select event_id from interpreter_booking where id = ?) "
        "where booking_id = ? and state in ('pending', 'sending') and kind in " KUTSU_OF_SEVERAL_BOOKINGS,
        *to, *to, from);
  } else {
    context_.database.run(
        "update outbox set state = 'dropped', claim_time = null where booking_id = ? and state = 'pending' "
        "and kind in " KUTSU_OF_SEVERAL_BOOKINGS,
        from);
  }
}

std::vector<domain::Message> OutboxRows::claim(domain::Instant now, domain::Instant lease_until, std::size_t limit,
                                               std::optional<domain::Channel> channel) {
  Connection& database = context_.database;
  const std::string sql = claim_statement(database.engine(), channel.has_value());
  auto messages = open(context_.cipher, channel ? database.rows<MessageRow>(sql, now, *channel, limit, lease_until)
                                                : database.rows<MessageRow>(sql, now, limit, lease_until));
  std::ranges::sort(messages, {}, [](const domain::Message& m) { return std::pair(m.due_time, m.id); });
  return messages;
}

// `attempts` moves with every claim, so it tells this claim from the next one.
void OutboxRows::record_sent(const domain::Message& claimed, std::string_view reference, domain::Instant now) {
  context_.database.run(
      "update outbox set state = case when state = 'sending' then 'sent' else state end, claim_time = null, "
      "reference = ?, sent_time = ? where id = ? and attempts = ? and state in ('sending', 'delivered', 'failed')",
      reference, now, claimed.id, claimed.attempts);
}

void OutboxRows::record_retry(const domain::Message& claimed, domain::Instant due_again) {
  context_.database.run(
      "update outbox set state = 'pending', claim_time = ?, due_time = ? "
      "where id = ? and attempts = ? and state = 'sending'",
      due_again, due_again, claimed.id, claimed.attempts);
}

void OutboxRows::record_end(const domain::Message& claimed, domain::MessageState state, std::string_view reason) {
  context_.database.run(
      "update outbox set state = ?, claim_time = null, reason = ? "
      "where id = ? and attempts = ? and state in ('pending', 'sending', 'sent')",
      state, reason, claimed.id, claimed.attempts);
}

void OutboxRows::record_delivery(domain::MessageId id, bool delivered) {
  const auto state = delivered ? domain::MessageState::delivered : domain::MessageState::failed;
  context_.database.run("update outbox set state = ?, claim_time = null where id = ? and state in ('sending', 'sent')",
                        state, id);
}

}  // namespace storage
