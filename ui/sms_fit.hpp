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
  // How many messages the network makes of it (3GPP TS 23.040, 9.2.3.24.1).
  [[nodiscard]] std::size_t parts() const noexcept {
    const std::size_t single = gsm ? 160 : 70;
    const std::size_t part = gsm ? 153 : 67;
    return units <= single ? 1 : (units + part - 1) / part;
  }
};
[[nodiscard]] SmsSize sms_size(std::string_view text);
// Dashes, quotes and spaces that a keyboard has no key for, as those that it has: one of them would double the price.
[[nodiscard]] std::string with_plain_punctuation(std::string_view text);
// `compose(title)` with as many whole words of the title as fit one part (GSM) or two (UTF-16); one part more where
// less than 12 characters of the title would be left, since two events must not read alike.
[[nodiscard]] std::string fitted(const std::string& title,
                                 const std::function<std::string(const std::string&)>& compose);

// The same with as many whole words of the remark as two parts (GSM) or three (UTF-16) hold, where 12 characters of it
// or all do.
using ComposeWithRemark = std::function<std::string(const std::string& title, const std::string& remark)>;
[[nodiscard]] std::string fitted(const std::string& title, const std::string& remark, const ComposeWithRemark& compose);

}  // namespace ui
