#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// How a text travels as SMS (3GPP TS 23.038 and 23.040).
namespace notifications {

// The GSM 7 bit default alphabet with its extension table, or UCS-2 (UTF-16 in practice) for everything else.
enum class SmsAlphabet { gsm7, ucs2 };

struct SmsSize {
  SmsAlphabet alphabet = SmsAlphabet::gsm7;
  std::size_t units = 0;     // septets, or 16-bit units
  std::size_t segments = 0;  // 160 or 70 units alone, 153 or 67 each in several; 0 for an empty text
};

// `text` is UTF-8; what is no UTF-8 counts as U+FFFD. An extension character or a surrogate pair is never split
// between segments.
[[nodiscard]] SmsSize measure_sms(std::string_view text);

// The text with typographic quotes, dashes, ellipses and spaces as their ASCII kin where that alone makes it fit the
// GSM alphabet, which halves its cost; else the text as it is.
[[nodiscard]] std::string fit_gsm7(std::string_view text);

}  // namespace notifications
