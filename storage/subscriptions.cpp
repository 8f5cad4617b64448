#include "storage/subscriptions.hpp"

#include <algorithm>

#include "storage/comma_list.hpp"
#include "storage/fold_case.hpp"

namespace storage {
namespace {

constexpr std::string_view sealed_address = "subscription.address";

// As stored: the address is sealed, keywords are one text.
struct SubscriptionRow {
  domain::Subscription subscription;
  std::string keywords;
};

#define KUTSU_SUBSCRIPTION_COLUMNS                                                                              \
  "id, organisation_id, name, address, language, kind, keywords, municipality, publication_status, "            \
  "registration_url, paused, by_partner, created_time, etag, last_modified, read_time, tried_time, next_time, " \
  "failures, error, complete, attempt, version"

auto fields(SubscriptionRow& row) {
  domain::Subscription& s = row.subscription;
  return std::tie(s.id, s.organisation, s.name, s.address, s.language, s.kind, row.keywords, s.municipality,
                  s.publication_status, s.registration_url, s.paused, s.by_partner, s.created_time, s.etag,
                  s.last_modified, s.read_time, s.tried_time, s.next_time, s.failures, s.error, s.complete, s.attempt,
                  s.version);
}

domain::Subscription open(const FieldCipher& cipher, SubscriptionRow row) {
  row.subscription.address = cipher.open(sealed_address, row.subscription.address);
  row.subscription.keywords = split_commas(row.keywords);
  return std::move(row.subscription);
}

std::optional<domain::Subscription> open(const FieldCipher& cipher, std::optional<SubscriptionRow> row) {
  if (!row) return {};
  return open(cipher, std::move(*row));
}

struct ProblemRow {
  domain::ForeignProblem problem;
};
auto fields(ProblemRow& row) {
  return std::tie(row.problem.line, row.problem.uid, row.problem.summary, row.problem.code, row.problem.zone);
}

}  // namespace

std::optional<domain::Subscription> SubscriptionRows::find(domain::SubscriptionId id) const {
  return open(context_.cipher, context_.database.row<SubscriptionRow>(
                                   "select " KUTSU_SUBSCRIPTION_COLUMNS " from subscription where id = ?", id));
}

std::vector<domain::Subscription> SubscriptionRows::of(std::optional<domain::OrganisationId> organisation) const {
  Connection& database = context_.database;
  auto rows = organisation ? database.rows<SubscriptionRow>("select " KUTSU_SUBSCRIPTION_COLUMNS
                                                            " from subscription where organisation_id = ? order by id",
                                                            *organisation)
                           : database.rows<SubscriptionRow>("select " KUTSU_SUBSCRIPTION_COLUMNS
                                                            " from subscription order by id");
  std::vector<domain::Subscription> found;
  for (SubscriptionRow& row : rows) found.push_back(open(context_.cipher, std::move(row)));
  std::ranges::stable_sort(found, {}, [](const domain::Subscription& one) { return fold_case(one.name); });
  return found;
}

domain::SubscriptionCounts SubscriptionRows::counts(domain::SubscriptionId id, domain::Instant now) const {
  using Row = std::tuple<int, int, int, int>;
  const auto [events, open, cancelled, vanished] = context_.database.rows<Row>(
      "select count(*), count(case when s.open_fields <> '' or s.refusal <> '' then 1 end), "
      "count(case when s.cancelled_there = 1 and e.status <> 'EventCancelled' then 1 end), "
      "count(case when s.vanished_time is not null and e.status <> 'EventCancelled' then 1 end) "
      "from subscribed_event s join event e on e.id = s.event_id where s.subscription_id = ? and s.left_alone = 0 and "
      "e.end_time > ?",
      id, now)[0];
  const int problems = context_.database.rows<int>(
      "select count(*) from subscription_problem where subscription_id = ? and code not in ('ics_private', "
      "'ics_known_event')",
      id)[0];
  return {events, open, cancelled, vanished, problems};
}

std::vector<domain::ForeignProblem> SubscriptionRows::problems_of(domain::SubscriptionId id) const {
  std::vector<domain::ForeignProblem> problems;
  for (ProblemRow& row :
       context_.database.rows<ProblemRow>("select line, uid, summary, code, zone from subscription_problem where "
                                          "subscription_id = ? order by position",
                                          id)) {
    problems.push_back(std::move(row.problem));
  }
  return problems;
}

std::optional<domain::Subscription> SubscriptionRows::lock(domain::SubscriptionId id) {
  Connection& database = context_.database;
  // SQLite's one writer has the whole database.
  if (database.engine() == Engine::sqlite) return find(id);
  return open(context_.cipher,
              database.row<SubscriptionRow>(
                  "select " KUTSU_SUBSCRIPTION_COLUMNS " from subscription where id = ? for no key update", id));
}

std::optional<domain::Subscription> SubscriptionRows::claim(domain::Instant now, domain::Instant lease_until) {
  Connection& database = context_.database;
  const std::string sql =
      std::string(
          "with due as materialized (select id from subscription where paused = 0 and next_time <= ? "
          "order by next_time, id limit 1") +
      (database.engine() == Engine::postgresql ? " for update skip locked" : "") +
      ") update subscription set next_time = ?, tried_time = ?, attempt = attempt + 1 where id in (select id from due) "
      "returning " KUTSU_SUBSCRIPTION_COLUMNS;
  return open(context_.cipher, database.row<SubscriptionRow>(sql, now, lease_until, now));
}

// `attempt` moves with every claim, so it tells this claim from the next one; `version` moves when somebody wants it
// done anew.
void SubscriptionRows::record(const domain::Subscription& claimed, const domain::FetchRecord& record) {
  Connection& database = context_.database;
  database.run(
      "update subscription set tried_time = ?, next_time = ?, error = ?, failures = case when ? = '' then 0 else "
      "failures + 1 end where id = ? and attempt = ? and version = ?",
      record.tried_time, record.next_time, record.error, record.error, claimed.id, claimed.attempt, claimed.version);
  if (!record.read_time) return;
  database.run(
      "update subscription set read_time = ?, etag = ?, last_modified = ?, complete = ? "
      "where id = ? and attempt = ? and version = ?",
      record.read_time, record.etag, record.last_modified, record.complete, claimed.id, claimed.attempt,
      claimed.version);
}

domain::SubscriptionId SubscriptionRows::insert(const domain::Subscription& s) {
  const auto id = context_.database.row<domain::SubscriptionId>(
      "insert into subscription (organisation_id, name, address, language, kind, keywords, municipality, "
      "publication_status, registration_url, paused, by_partner, created_time, etag, last_modified, read_time, "
      "tried_time, next_time, failures, error, complete, attempt, version) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
      s.organisation, s.name, context_.cipher.seal(sealed_address, s.address), s.language, s.kind,
      join_commas(s.keywords), s.municipality, s.publication_status, s.registration_url, s.paused, s.by_partner,
      s.created_time, s.etag, s.last_modified, s.read_time, s.tried_time, s.next_time, s.failures, s.error, s.complete,
      s.attempt, s.version);
  return *id;
}

void SubscriptionRows::update(const domain::Subscription& s) {
  context_.database.run(
      "update subscription set name = ?, address = ?, language = ?, kind = ?, keywords = ?, municipality = ?, "
      "publication_status = ?, registration_url = ?, paused = ?, by_partner = ?, etag = ?, last_modified = ?, "
      "next_time = ?, version = version + 1 where id = ?",
      s.name, context_.cipher.seal(sealed_address, s.address), s.language, s.kind, join_commas(s.keywords),
      s.municipality, s.publication_status, s.registration_url, s.paused, s.by_partner, s.etag, s.last_modified,
      s.next_time, s.id);
}

void SubscriptionRows::remove(domain::SubscriptionId id) {
  context_.database.run("delete from subscription where id = ?", id);
}

void SubscriptionRows::keep_problems(domain::SubscriptionId id, std::span<const domain::ForeignProblem> problems) {
  context_.database.run("delete from subscription_problem where subscription_id = ?", id);
  int position = 0;
  for (const domain::ForeignProblem& problem : problems) {
    context_.database.run(
        "insert into subscription_problem (subscription_id, position, line, uid, summary, code, zone) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        id, position++, problem.line, problem.uid, problem.summary, problem.code, problem.zone);
  }
}

}  // namespace storage
