#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ui {

// Units that an SMS of this text takes: septets where GSM 03.38's alphabet has every character, else UTF-16 units.
struct SmsSize {
  bool gsm = true;
  std::size_t units = 0;
  // 160 septets, or two parts of 67 UTF-16 units each.
  [[nodiscard]] bool fits() const noexcept { return units <= (gsm ? 160U : 134U); }
};
[[nodiscard]] SmsSize sms_size(std::string_view text);
// Dashes, quotes and spaces that a keyboard has no key for, as those that it has: one of them would double the price.
[[nodiscard]] std::string with_plain_punctuation(std::string_view text);
// `compose(title, place)`, with as much of the title as fits, then of the place, but never less than 12 characters of
// either.
[[nodiscard]] std::string fitted(const std::string& title, const std::string& place,
                                 const std::function<std::string(const std::string&, const std::string&)>& compose);

}  // namespace ui
