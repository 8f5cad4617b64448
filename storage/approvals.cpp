#include "storage/approvals.hpp"

namespace storage {
namespace {

#define KUTSU_APPROVAL                                                                                    \
  "select a.event_id, a.decided_on_by, a.publication_status, a.state, a.submitted_by, a.submitted_time, " \
  "a.decided_by, a.decided_time, a.reason, a.submitted_by_account from approval a "

struct Row {
  domain::Approval approval;
};
auto fields(Row& row) {
  domain::Approval& a = row.approval;
  return std::tie(a.event, a.by, a.as, a.state, a.submitted_by, a.submitted_time, a.decided_by, a.decided_time,
                  a.reason, a.submitter);
}

std::vector<domain::Approval> approvals_of(std::vector<Row> rows) {
  std::vector<domain::Approval> approvals;
  for (Row& row : rows) approvals.push_back(std::move(row.approval));
  return approvals;
}

}  // namespace

std::optional<domain::Approval> ApprovalRows::find(domain::EventId event) const {
  auto found = context_.database.row<Row>(KUTSU_APPROVAL "where a.event_id = ?", event);
  if (!found) return {};
  return std::move(found->approval);
}

std::vector<domain::Approval> ApprovalRows::waiting(std::optional<domain::OrganisationId> by) const {
  Connection& database = context_.database;
  if (!by) {
    return approvals_of(
        database.rows<Row>(KUTSU_APPROVAL "where a.state = 'submitted' order by a.submitted_time, a.event_id"));
  }
  return approvals_of(database.rows<Row>(
      KUTSU_APPROVAL "where a.state = 'submitted' and a.decided_on_by = ? order by a.submitted_time, a.event_id", *by));
}

std::vector<domain::Approval> ApprovalRows::undecided_of(domain::OrganisationId organisation) const {
  return approvals_of(context_.database.rows<Row>(
      KUTSU_APPROVAL
      "join event_organiser o on o.event_id = a.event_id where o.organisation_id = ? and a.state <> 'approved' "
      "order by a.submitted_time desc, a.event_id",
      organisation));
}

void ApprovalRows::keep(const domain::Approval& a) {
  context_.database.run(
      "insert into approval (event_id, decided_on_by, publication_status, state, submitted_by, submitted_time, "
      "decided_by, decided_time, reason, submitted_by_account) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "on conflict (event_id) do update set "
      "decided_on_by = excluded.decided_on_by, publication_status = excluded.publication_status, "
      "state = excluded.state, submitted_by = excluded.submitted_by, submitted_time = excluded.submitted_time, "
      "decided_by = excluded.decided_by, decided_time = excluded.decided_time, reason = excluded.reason, "
      "submitted_by_account = excluded.submitted_by_account",
      a.event, a.by, a.as, a.state, a.submitted_by, a.submitted_time, a.decided_by, a.decided_time, a.reason,
      a.submitter);
}

void ApprovalRows::remove(domain::EventId event) {
  context_.database.run("delete from approval where event_id = ?", event);
}

}  // namespace storage
