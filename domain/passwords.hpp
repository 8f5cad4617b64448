#pragma once
#include <span>
#include <string>
#include <string_view>

// What a password may be (NIST SP 800-63B, 3.1.1): long, anything typed, and none that is guessed first. No rules on
// which characters it is made of.
namespace domain {

inline constexpr std::size_t shortest_password = 12;   // code points
inline constexpr std::size_t longest_password = 1000;  // octets

// In the list of common ones, whatever its case; or one of them with digits and signs around it; or something short
// again and again; or a row of neighbours ("123456789012").
[[nodiscard]] bool is_common_password(std::string_view password);
// Error{invalid} on `field`: "too_short", "too_long", "common_password", or "own_words" for one that is hardly more
// than `own_words` (the name of the account, of the service).
void require_good_password(std::string_view password, std::span<const std::string> own_words,
                           std::string_view field = "password");

}  // namespace domain
