#include "storage/inspection.hpp"

#include "storage/migrate.hpp"
#include "storage/side_connection.hpp"

namespace storage {

Inspection::Inspection(const StoreSettings& settings) : database_(open_beside(settings.url)) {}

int Inspection::schema_version() {
  return storage::schema_version(*database_);
}

std::size_t Inspection::messages_waiting_since(domain::Instant before) {
  return database_->rows<std::size_t>("select count(*) from outbox where claim_time < ?", before)[0];
}

std::size_t Inspection::sessions_over_since(domain::Instant before) {
  return database_->rows<std::size_t>("select count(*) from account_session where expires_time < ?", before)[0];
}

std::size_t Inspection::details_of_nobody() {
  return database_->rows<std::size_t>(
      "select count(*) from audit_log a where a.detail <> '' and a.registration_id is not null and not exists "
      "(select 1 from registration r where r.id = a.registration_id)")[0];
}

// No foreign key watches these: what they refer to is looked up, not loaded with them.
std::size_t Inspection::orphans() {
  return database_->rows<std::size_t>(
      "select (select count(*) from outbox o where o.invitation_id is not null and not exists "
      "(select 1 from invitation i where i.id = o.invitation_id)) + "
      "(select count(*) from registration r where not exists "
      "(select 1 from person p where p.registration_id = r.id))")[0];
}

}  // namespace storage
