#pragma once
#include <optional>

#include "domain/ids.hpp"
#include "storage/connection.hpp"
#include "storage/event_content.hpp"
#include "storage/field_cipher.hpp"
#include "storage/index_rows.hpp"

namespace storage {

// What of the revision a transaction moves.
struct Changes {
  bool content = false;
  bool places = false;
};

// What the repositories of one transaction share.
struct Context {
  Connection& database;
  const FieldCipher& cipher;
  EventContents& contents;
  // Every query of the transaction sees the same state (all but PostgreSQL's writing ones).
  bool consistent;
  Changes changes;
  // The id of the registration that may come next: fetched along with the event's lock, so that nothing waits for it.
  std::optional<domain::RegistrationId> next_registration{};
  // Whoever looks for events writes it first.
  NewIndexRows new_index_rows{};
};

}  // namespace storage
