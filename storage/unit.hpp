#pragma once
#include "domain/store.hpp"
#include "storage/accounts.hpp"
#include "storage/context.hpp"
#include "storage/events.hpp"
#include "storage/interpreters.hpp"
#include "storage/organisations.hpp"
#include "storage/outbox.hpp"
#include "storage/registrations.hpp"

namespace storage {

// The repositories of one open transaction.
class Unit final : public domain::Transaction, public domain::Snapshot {
 public:
  Unit(Connection& database, const FieldCipher& cipher, EventContents& contents, bool consistent)
      : context_{database, cipher, contents, consistent, {}} {}

  [[nodiscard]] const domain::Organisations& organisations() const override { return organisations_; }
  [[nodiscard]] const domain::Events& events() const override { return events_; }
  [[nodiscard]] const domain::Registrations& registrations() const override { return registrations_; }
  [[nodiscard]] const domain::Interpreters& interpreters() const override { return interpreters_; }
  [[nodiscard]] const domain::Accounts& accounts() const override { return accounts_; }
  [[nodiscard]] const domain::Outbox& outbox() const override { return outbox_; }
  [[nodiscard]] domain::Organisations& organisations() override { return organisations_; }
  [[nodiscard]] domain::Events& events() override { return events_; }
  [[nodiscard]] domain::Registrations& registrations() override { return registrations_; }
  [[nodiscard]] domain::Interpreters& interpreters() override { return interpreters_; }
  [[nodiscard]] domain::Accounts& accounts() override { return accounts_; }
  [[nodiscard]] domain::Outbox& outbox() override { return outbox_; }

  [[nodiscard]] Changes changes() const { return context_.changes; }

 private:
  Context context_;
  OrganisationRows organisations_{context_};
  EventRows events_{context_};
  RegistrationRows registrations_{context_};
  InterpreterRows interpreters_{context_};
  AccountRows accounts_{context_};
  OutboxRows outbox_{context_};
};

}  // namespace storage
