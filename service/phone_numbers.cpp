#include "service/phone_numbers.hpp"

#include <phonenumbers/phonenumberutil.h>

#include "domain/error.hpp"

namespace service {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::string_view default_region = "FI";
constexpr std::size_t longest_number = 60;

[[noreturn]] void refuse(std::string_view field) {
  throw domain::Error(domain::ErrorKind::invalid, "phone", "must be a telephone number", std::string(field));
}

}  // namespace

domain::PhoneNumber parse_phone(std::string_view text, std::string_view field) {
  const auto& util = *PhoneNumberUtil::GetInstance();
  i18n::phonenumbers::PhoneNumber number;
  if (text.size() > longest_number ||
      util.Parse(std::string(text), std::string(default_region), &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsPossibleNumber(number) || number.has_extension()) {
    refuse(field);
  }
  std::string e164;
  util.Format(number, PhoneNumberUtil::E164, &e164);
  return domain::PhoneNumber(e164, field);
}

}  // namespace service
