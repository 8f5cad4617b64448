#pragma once
#include <string>
#include <string_view>

#include "domain/registration.hpp"
#include "domain/secrets.hpp"

namespace domain {

// What a registration's manage link carries: the hour of the registration (3 characters), and 114 bits (19 characters)
// that only the installation's key makes of its link_seed; a new seed revokes the link. The hour keeps hashes of one
// time together in their index, as RFC 9562's version 7 does for UUIDs (section 6.13): at a million registrations a new
// one would else cost a page of its own.
[[nodiscard]] std::string manage_token(const Secrets& secrets, const Registration& registration);

// What is stored of it, and looked for: the hour, and Secrets::hash_token. Of any other text, the hash alone.
[[nodiscard]] std::string manage_token_hash(const Secrets& secrets, std::string_view token);

}  // namespace domain
