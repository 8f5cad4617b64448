#include "storage/incoming_messages.hpp"

#include <unordered_map>

namespace storage {
namespace {

// As stored: number and text are sealed.
struct IncomingRow {
  domain::IncomingMessage message;
  std::string phone;
};

#define KUTSU_INCOMING "select id, phone, text, time, handled_time from incoming_sms "

// Those that wait for somebody come first.
#define KUTSU_INCOMING_ORDER " order by case when handled_time is null then 0 else 1 end, id desc limit ?"

auto fields(IncomingRow& row) {
  domain::IncomingMessage& m = row.message;
  return std::tie(m.id, row.phone, m.text, m.time, m.handled_time);
}

std::vector<domain::IncomingMessage> complete(Context& context, std::vector<IncomingRow> rows) {
  std::vector<domain::IncomingMessage> messages;
  if (rows.empty()) return messages;
  std::vector<std::int64_t> ids;
  std::unordered_map<domain::IncomingMessageId, std::size_t> places;
  messages.reserve(rows.size());
  for (IncomingRow& row : rows) {
    ids.push_back(row.message.id.value);
    places.emplace(row.message.id, messages.size());
    row.message.from.emplace(context.cipher.open("incoming_sms.phone", row.phone));
    row.message.text = context.cipher.open("incoming_sms.text", row.message.text);
    messages.push_back(std::move(row.message));
  }
  Connection& database = context.database;
  using About = std::tuple<domain::IncomingMessageId, domain::EventId>;
  for (const auto& [id, event] : database.rows<About>(
           "select incoming_sms_id, event_id from incoming_sms_event where " +
               any_of(database.engine(), "incoming_sms_id", false) + " order by incoming_sms_id, event_id",
           list_value(database.engine(), ids))) {
    messages[places.at(id)].events.push_back(event);
  }
  return messages;
}

}  // namespace

std::optional<domain::IncomingMessage> IncomingMessageRows::find(domain::IncomingMessageId id) const {
  auto found = complete(context_, context_.database.rows<IncomingRow>(KUTSU_INCOMING "where id = ?", id));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<domain::IncomingMessage> IncomingMessageRows::newest(std::optional<domain::OrganisationId> organisation,
                                                                 std::size_t limit) const {
  Connection& database = context_.database;
  if (!organisation) return complete(context_, database.rows<IncomingRow>(KUTSU_INCOMING KUTSU_INCOMING_ORDER, limit));
  return complete(
      context_,
      database.rows<IncomingRow>(
          KUTSU_INCOMING
          "where id in (select s.incoming_sms_id from incoming_sms_event s "
          "join event_organiser o on o.event_id = s.event_id where o.organisation_id = ?)" KUTSU_INCOMING_ORDER,
          *organisation, limit));
}

std::vector<domain::IncomingMessage> IncomingMessageRows::of_phone(const domain::PhoneNumber& phone) const {
  Connection& database = context_.database;
  return complete(context_,
                  database.rows<IncomingRow>(
                      KUTSU_INCOMING "where " + any_of(database.engine(), "blind_phone", true) + " order by id desc",
                      list_value(database.engine(), context_.cipher.blind_indexes("phone", phone.e164()))));
}

std::optional<domain::Instant> IncomingMessageRows::oldest() const {
  return context_.database.rows<std::optional<domain::Instant>>(
      "select min(time) from (select min(time) as time from incoming_sms union all "
      "select min(time) as time from incoming_sms_key) oldest")[0];
}

bool IncomingMessageRows::is_remembered(std::string_view key, domain::Instant since) const {
  return context_.database.rows<int>("select count(*) from incoming_sms_key where key = ? and time >= ?", key,
                                     since)[0] > 0;
}

void IncomingMessageRows::remember(std::string_view key, domain::Instant now) {
  context_.database.run(
      "insert into incoming_sms_key (key, time) values (?, ?) on conflict (key) do update set time = excluded.time",
      key, now);
}

domain::IncomingMessageId IncomingMessageRows::insert(const domain::IncomingMessage& message) {
  const FieldCipher& cipher = context_.cipher;
  const std::string& phone = message.from.value().e164();
  const auto id = context_.database.row<domain::IncomingMessageId>(
      "insert into incoming_sms (phone, blind_phone, text, time, handled_time) values (?, ?, ?, ?, ?) returning id",
      cipher.seal("incoming_sms.phone", phone), cipher.blind_index("phone", phone),
      cipher.seal("incoming_sms.text", message.text), message.time, message.handled_time);
  for (const domain::EventId event : message.events) {
    context_.database.run("insert into incoming_sms_event (incoming_sms_id, event_id) values (?, ?)", *id, event);
  }
  return id.value();
}

void IncomingMessageRows::mark_handled(domain::IncomingMessageId id, domain::Instant now) {
  context_.database.run("update incoming_sms set handled_time = ? where id = ? and handled_time is null", now, id);
}

void IncomingMessageRows::remove_of(const domain::PhoneNumber& phone) {
  Connection& database = context_.database;
  database.run("delete from incoming_sms where " + any_of(database.engine(), "blind_phone", true),
               list_value(database.engine(), context_.cipher.blind_indexes("phone", phone.e164())));
}

std::size_t IncomingMessageRows::remove_before(domain::Instant time, std::size_t limit) {
  Connection& database = context_.database;
  const auto messages = database.run(
      "delete from incoming_sms where id in (select id from incoming_sms where time < ? order by time limit ?)", time,
      limit);
  const auto keys = database.run(
      "delete from incoming_sms_key where key in (select key from incoming_sms_key where time < ? order by time "
      "limit ?)",
      time, limit);
  return static_cast<std::size_t>(messages + keys);
}

}  // namespace storage
