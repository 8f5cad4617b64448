#pragma once
#include <cstddef>

#include "domain/ports.hpp"

namespace domain {

// Ends the offers and the places held for a code that have run out, and lets the next ones in; at most `limit`. Answers
// how many ended. Any number of processes may do so at once.
std::size_t expire_due(const Ports& ports, std::size_t limit = 100);

}  // namespace domain
