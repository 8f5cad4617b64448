#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/language.hpp"

namespace domain {

// E.164, with its plus: "+358405550123" (ITU-T E.164: at most 15 digits). How people write numbers is the edge's to
// parse; this type only refuses what is no E.164.
class PhoneNumber {
 public:
  // Throws Error{invalid, "phone", field}.
  explicit PhoneNumber(std::string_view e164, std::string_view field = "phone");
  [[nodiscard]] const std::string& e164() const noexcept { return e164_; }
  friend auto operator<=>(const PhoneNumber&, const PhoneNumber&) = default;

 private:
  std::string e164_;
};

// An addr-spec that mail servers accept: at most 254 octets, a local part, a dotted domain, no spaces, no controls.
class EmailAddress {
 public:
  // Throws Error{invalid, "email", field}.
  explicit EmailAddress(std::string_view text, std::string_view field = "email");
  [[nodiscard]] const std::string& str() const noexcept { return text_; }
  friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

 private:
  std::string text_;
};

// Whom messages go to. Neither phone nor email is unique: families share them.
struct Contact {
  std::string name;
  std::optional<PhoneNumber> phone;
  std::optional<EmailAddress> email;
  LanguageTag language;
};

}  // namespace domain
