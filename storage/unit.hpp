#pragma once
#include "domain/store.hpp"
#include "storage/accounts.hpp"
#include "storage/approvals.hpp"
#include "storage/audit_log.hpp"
#include "storage/context.hpp"
#include "storage/drafts.hpp"
#include "storage/event_changes.hpp"
#include "storage/event_templates.hpp"
#include "storage/events.hpp"
#include "storage/imports.hpp"
#include "storage/incoming_messages.hpp"
#include "storage/interpreters.hpp"
#include "storage/invitations.hpp"
#include "storage/materials.hpp"
#include "storage/organisations.hpp"
#include "storage/outbox.hpp"
#include "storage/registrations.hpp"
#include "storage/rooms.hpp"
#include "storage/subscriptions.hpp"
#include "storage/timetable.hpp"

namespace storage {

// The repositories of one open transaction.
class Unit final : public domain::Transaction, public domain::Snapshot {
 public:
  Unit(Connection& database, const FieldCipher& cipher, EventContents& contents, bool consistent)
      : context_{database, cipher, contents, consistent, {}} {}

  [[nodiscard]] const domain::Organisations& organisations() const override { return organisations_; }
  [[nodiscard]] const domain::Events& events() const override { return events_; }
  [[nodiscard]] const domain::Registrations& registrations() const override { return registrations_; }
  [[nodiscard]] const domain::Invitations& invitations() const override { return invitations_; }
  [[nodiscard]] const domain::AuditLog& audit_log() const override { return audit_log_; }
  [[nodiscard]] const domain::Interpreters& interpreters() const override { return interpreters_; }
  [[nodiscard]] const domain::Accounts& accounts() const override { return accounts_; }
  [[nodiscard]] const domain::Approvals& approvals() const override { return approvals_; }
  [[nodiscard]] const domain::EventChanges& event_changes() const override { return event_changes_; }
  [[nodiscard]] const domain::Outbox& outbox() const override { return outbox_; }
  [[nodiscard]] const domain::IncomingMessages& incoming_messages() const override { return incoming_messages_; }
  [[nodiscard]] const domain::Rooms& rooms() const override { return rooms_; }
  [[nodiscard]] const domain::Materials& materials() const override { return materials_; }
  [[nodiscard]] const domain::Timetable& timetable() const override { return timetable_; }
  [[nodiscard]] const domain::Imports& imports() const override { return imports_; }
  [[nodiscard]] const domain::Drafts& drafts() const override { return drafts_; }
  [[nodiscard]] const domain::Subscriptions& subscriptions() const override { return subscriptions_; }
  [[nodiscard]] const domain::EventTemplates& templates() const override { return templates_; }
  [[nodiscard]] domain::Organisations& organisations() override { return organisations_; }
  [[nodiscard]] domain::Events& events() override { return events_; }
  [[nodiscard]] domain::Registrations& registrations() override { return registrations_; }
  [[nodiscard]] domain::Invitations& invitations() override { return invitations_; }
  [[nodiscard]] domain::AuditLog& audit_log() override { return audit_log_; }
  [[nodiscard]] domain::Interpreters& interpreters() override { return interpreters_; }
  [[nodiscard]] domain::Accounts& accounts() override { return accounts_; }
  [[nodiscard]] domain::Approvals& approvals() override { return approvals_; }
  [[nodiscard]] domain::EventChanges& event_changes() override { return event_changes_; }
  [[nodiscard]] domain::Outbox& outbox() override { return outbox_; }
  [[nodiscard]] domain::IncomingMessages& incoming_messages() override { return incoming_messages_; }
  [[nodiscard]] domain::Rooms& rooms() override { return rooms_; }
  [[nodiscard]] domain::Materials& materials() override { return materials_; }
  [[nodiscard]] domain::Timetable& timetable() override { return timetable_; }
  [[nodiscard]] domain::EventTemplates& templates() override { return templates_; }
  [[nodiscard]] domain::Imports& imports() override { return imports_; }
  [[nodiscard]] domain::Drafts& drafts() override { return drafts_; }
  [[nodiscard]] const domain::Snapshot& snapshot() const override { return *this; }
  [[nodiscard]] domain::Subscriptions& subscriptions() override { return subscriptions_; }

  // At its end: what waited for more of its kind.
  void finish() { context_.new_index_rows.write(context_.database); }
  [[nodiscard]] Changes changes() const { return context_.changes; }

 private:
  Context context_;
  OrganisationRows organisations_{context_};
  EventRows events_{context_};
  RegistrationRows registrations_{context_};
  InvitationRows invitations_{context_};
  AuditRows audit_log_{context_};
  InterpreterRows interpreters_{context_};
  AccountRows accounts_{context_};
  ApprovalRows approvals_{context_};
  EventChangeRows event_changes_{context_};
  OutboxRows outbox_{context_};
  IncomingMessageRows incoming_messages_{context_};
  RoomRows rooms_{context_};
  MaterialRows materials_{context_};
  TimetableRows timetable_{context_};
  EventTemplateRows templates_{context_};
  ImportRows imports_{context_};
  DraftRows drafts_{context_};
  SubscriptionRows subscriptions_{context_};
};

}  // namespace storage
