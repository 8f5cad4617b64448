#pragma once
#include "domain/ports.hpp"

namespace domain {

// Nothing is left of the interpreter but languages and agency, for bookings to count by: no name, no contact, no
// calendar, no message. Bookings that are open and not over wait for an offer to somebody else. An unknown id changes
// nothing.
void make_anonymous(Transaction& tx, InterpreterId id, Instant now);

}  // namespace domain
