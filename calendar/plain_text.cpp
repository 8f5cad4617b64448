#include "calendar/plain_text.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace calendar {
namespace {

// The UTF-8 sequence that `text` begins with; empty where it begins with none.
std::string_view first_sequence(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (domain::is_valid_utf8(text.substr(0, length))) return text.substr(0, length);
  }
  return {};
}

bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet < 0x20 || octet == 0x7f;
}

bool is_unicode_line_break(std::string_view sequence) {
  return sequence == "\u0085" || sequence == "\u2028" || sequence == "\u2029";
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::string_view sequence = first_sequence(text);
    if (sequence.empty()) {
      plain += "\uFFFD";
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(sequence.size());
    if (sequence == "\r") {
      if (!text.starts_with('\n')) plain += '\n';
    } else if (is_unicode_line_break(sequence)) {
      plain += '\n';
    } else if (sequence == "\t") {
      plain += ' ';
    } else if (sequence == "\n" || sequence.size() > 1 || !is_control(sequence[0])) {
      plain += sequence;
    }
  }
  return std::string{domain::trim(plain)};
}

std::string one_line(std::string_view text) {
  std::string line = plain_text(text);
  std::erase_if(line, is_control);
  return line;
}

}  // namespace calendar
