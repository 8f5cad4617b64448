#include "storage/audit_log.hpp"

#include <limits>

namespace storage {
namespace {

constexpr std::string_view detail_column = "audit_log.detail";

// As stored: the detail is sealed.
struct AuditRow {
  domain::AuditEntry entry;
};

auto fields(AuditRow& row) {
  domain::AuditEntry& e = row.entry;
  return std::tie(e.id, e.time, e.account, e.actor, e.action, e.event, e.registration, e.detail);
}

}  // namespace

std::vector<domain::AuditEntry> AuditRows::newest(std::size_t limit, std::optional<domain::AuditId> before) const {
  std::vector<domain::AuditEntry> entries;
  const domain::AuditId end = before.value_or(domain::AuditId{std::numeric_limits<std::int64_t>::max()});
  for (AuditRow& row : context_.database.rows<AuditRow>(
           "select id, time, account_id, actor, action, event_id, registration_id, detail from audit_log "
           "where id < ? order by id desc limit ?",
           end, limit)) {
    row.entry.detail = context_.cipher.open(detail_column, row.entry.detail);
    entries.push_back(std::move(row.entry));
  }
  return entries;
}

std::optional<domain::Instant> AuditRows::oldest() const {
  return context_.database.rows<std::optional<domain::Instant>>("select min(time) from audit_log")[0];
}

void AuditRows::insert(const domain::AuditEntry& e) {
  context_.database.run(
      "insert into audit_log (time, account_id, actor, action, event_id, registration_id, detail) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      e.time, e.account, e.actor, e.action, e.event, e.registration, context_.cipher.seal(detail_column, e.detail));
}

void AuditRows::forget_details(domain::RegistrationId registration) {
  context_.database.run("update audit_log set detail = '' where registration_id = ? and detail <> ''", registration);
}

std::size_t AuditRows::remove_before(domain::Instant time, std::size_t limit) {
  return static_cast<std::size_t>(context_.database.run(
      "delete from audit_log where id in (select id from audit_log where time < ? order by time limit ?)", time,
      limit));
}

}  // namespace storage
