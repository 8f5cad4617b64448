#pragma once
#include <string>

#include "storage/dialect.hpp"

// SQL that finds registrations by the keyed hashes of their contact. The indexes are in runs of 16384 registrations, so
// that a new one touches the newest run and not a page of its own; a look-up looks into every run, 62 of them at a
// million registrations.
namespace storage {

// Selects ids by the index of `column` (blind_phone, blind_email), from the registration that the query `first` selects
// on. Takes one value: list_value of the hashes under each of the keys.
[[nodiscard]] std::string of_blind_column(Engine engine, const std::string& column, const std::string& first);

// A condition on id: by either index. Takes two values, of phones and of emails.
[[nodiscard]] std::string of_contact_clause(Engine engine);

// Selects the oldest registration of an event under each status. Takes the event as often as there are statuses (four).
[[nodiscard]] std::string oldest_of_event();

}  // namespace storage
