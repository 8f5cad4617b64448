#include "domain/approve_event.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_reason = 1000;
// Later it is no news.
constexpr std::chrono::days told_within{7};

[[noreturn]] void nothing_handed_in() {
  throw Error(ErrorKind::not_found, "not_found", "nothing was handed in for you to decide on");
}

// The event, locked, and what waits for `principal` to decide.
Submission take_submission(Transaction& tx, const Principal& principal, EventId id) {
  auto event = tx.events().lock(id);
  auto approval = tx.approvals().find(id);
  if (!event || !approval || !may_decide(principal, *approval)) nothing_handed_in();
  require_uncancelled(*event);
  return {std::move(*event), std::move(*approval)};
}

void decide(Transaction& tx, const Ports& ports, const Principal& principal, Approval approval, ApprovalState state) {
  approval.state = state;
  approval.decided_by = principal.display_name;
  approval.decided_time = ports.clock.now();
  tx.approvals().keep(approval);
}

// By email, where they have given an address. The words, and with them the reason, are made when it
// goes.
void tell_submitter(Transaction& tx, const Ports& ports, const Event& event, const Approval& approval,
                    MessageKind kind) {
  const auto account = find_submitter(tx.accounts(), approval, event);
  if (!account || !account->email) return;
  Message message;
  message.kind = kind;
  message.channel = Channel::email;
  message.recipient = account->email->str();
  message.language = account->language;
  message.event = event.id;
  message.due_time = ports.clock.now();
  message.expires_time = message.due_time + told_within;
  tx.outbox().insert({&message, 1});
}

}  // namespace

std::optional<Account> find_submitter(const Accounts& accounts, const Approval& approval, const Event& event) {
  auto account = approval.submitter ? accounts.find(*approval.submitter) : std::nullopt;
  const auto is_theirs = [&](const Organiser& one) { return accounts.membership(account->id, one.id).has_value(); };
  if (account && !account->administers && std::ranges::none_of(event.organisers, is_theirs)) return std::nullopt;
  return account;
}

Approval hand_in(Transaction& tx, const Ports& ports, const Principal& principal, const Event& event,
                 PublicationStatus as) {
  require_uncancelled(event);
  if (!is_draft(event)) throw Error(ErrorKind::conflict, "not_a_draft", "it is published already");
  if (may(principal, Permission::publish_event, &event)) {
    throw Error(ErrorKind::conflict, "approval_not_wanted", "it may be published as it is");
  }
  const auto own = principal.organisation ? tx.organisations().find(*principal.organisation) : std::nullopt;
  // Lifted since they signed in.
  if (!own || !own->approved_by) throw Error(ErrorKind::conflict, "approval_not_wanted", "nobody's approval is wanted");
  Approval approval{event.id,         *own->approved_by, as, ApprovalState::submitted, principal.display_name,
                    ports.clock.now()};
  approval.submitter = principal.account;
  tx.approvals().keep(approval);
  note_change(tx, ports, principal, event, ChangeKind::submitted);
  return approval;
}

Approval submit_event(const Ports& ports, const Principal& principal, EventId id, PublicationStatus as) {
  if (as == PublicationStatus::draft) {
    throw Error(ErrorKind::invalid, "unknown_value", "must be public, unlisted or staff", "publication_status");
  }
  Approval approval;
  ports.store.write(
      [&](Transaction& tx) { approval = hand_in(tx, ports, principal, lock_for(tx, principal, id), as); });
  return approval;
}

void withdraw_event(const Ports& ports, const Principal& principal, EventId id) {
  ports.store.write([&](Transaction& tx) {
    const Event event = lock_for(tx, principal, id);
    const auto approval = tx.approvals().find(id);
    if (!approval || approval->state != ApprovalState::submitted) return;
    tx.approvals().remove(id);
    note_change(tx, ports, principal, event, ChangeKind::withdrawn);
  });
}

Event approve_event(const Ports& ports, const Principal& principal, EventId id, const std::optional<Seen>& seen) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    Submission submission = take_submission(tx, principal, id);
    event = std::move(submission.event);
    if (seen &&
        (seen->version != event.version || seen->as.value_or(submission.approval.as) != submission.approval.as)) {
      throw Error(ErrorKind::conflict, "changed_since_seen", "it was changed since it was read");
    }
    if (is_draft(event)) {
      EventDetails details = event;
      details.publication_status = submission.approval.as;
      Notices notices;
      store_details(tx, ports, principal, event, std::move(details), notices, {ChangeKind::approved});
      notices.send(tx, ports);
    } else {
      note_change(tx, ports, principal, event, ChangeKind::approved);
    }
    decide(tx, ports, principal, submission.approval, ApprovalState::approved);
    tell_submitter(tx, ports, event, submission.approval, MessageKind::submission_approved);
  });
  return event;
}

void return_event(const Ports& ports, const Principal& principal, EventId id, std::string_view reason) {
  ports.store.write([&](Transaction& tx) {
    auto [event, approval] = take_submission(tx, principal, id);
    approval.reason = clean_text(reason, "reason", longest_reason);
    if (approval.reason.empty()) throw Error(ErrorKind::invalid, "required", "is required", "reason");
    note_change(tx, ports, principal, event, ChangeKind::returned, approval.reason);
    decide(tx, ports, principal, approval, ApprovalState::returned);
    tell_submitter(tx, ports, event, approval, MessageKind::submission_returned);
  });
}

std::size_t count_to_decide(const Snapshot& snapshot, const Principal& principal) {
  const bool everywhere = may(principal, Permission::administer);
  if (!everywhere && !principal.organisation) return 0;
  const auto waiting = snapshot.approvals().waiting(everywhere ? std::nullopt : principal.organisation);
  return static_cast<std::size_t>(
      std::ranges::count_if(waiting, [&](const Approval& one) { return may_decide(principal, one); }));
}

Submissions list_submissions(const Ports& ports, const Principal& principal) {
  Submissions listed;
  ports.store.read([&](const Snapshot& snapshot) {
    listed = {};
    const auto add = [&](std::vector<Submission>& to, const Approval& approval) {
      if (auto event = snapshot.events().find(approval.event)) to.push_back({std::move(*event), approval});
    };
    const bool everywhere = may(principal, Permission::administer);
    if (everywhere || principal.organisation) {
      for (const Approval& one : snapshot.approvals().waiting(everywhere ? std::nullopt : principal.organisation)) {
        if (may_decide(principal, one)) add(listed.to_decide, one);
      }
    }
    if (!principal.organisation) return;
    for (const Approval& one : snapshot.approvals().undecided_of(*principal.organisation)) {
      if (!may_decide(principal, one)) add(listed.own, one);
    }
  });
  std::erase_if(listed.own, [&](const Submission& one) { return !may(principal, Permission::edit_event, &one.event); });
  return listed;
}

}  // namespace domain
