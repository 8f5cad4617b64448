#include "calendar/foreign_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/text.hpp"

namespace calendar {
namespace {

constexpr std::size_t longest_tag = 4000;

// The characters that Windows-1252 has where Latin-1 has controls; 0 for none.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17D,  0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The tag that `text` begins with, its brackets included; empty for a bracket that is just one.
std::string_view tag_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return {};
  if (!is_letter(text[1]) && !(text[1] == '/' && is_letter(text[2]))) return {};
  const std::size_t end = text.substr(0, longest_tag).find('>');
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

// "br" of "<br/>", "p" of "</P>".
std::string name_of(std::string_view tag) {
  tag.remove_prefix(tag[1] == '/' ? 2 : 1);
  std::size_t length = 0;
  while (length < tag.size() && (is_letter(tag[length]) || (tag[length] >= '0' && tag[length] <= '9'))) ++length;
  return domain::to_lower_ascii(tag.substr(0, length));
}

std::string address_of(std::string_view tag) {
  const std::string lower = domain::to_lower_ascii(tag);
  const std::size_t at = lower.find("href=\"");
  if (at == std::string::npos) return {};
  const std::string_view rest = tag.substr(at + 6);
  const std::string_view address = rest.substr(0, rest.find('"'));
  return address.starts_with("http") ? std::string(address) : std::string();
}

using Entity = std::pair<std::string_view, std::string_view>;
constexpr std::array<Entity, 6> entities{
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}}};

const Entity* entity_at(std::string_view text) {
  for (const Entity& entity : entities) {
    if (text.starts_with(entity.first)) return &entity;
  }
  return nullptr;
}

class Markup {
 public:
  std::string strip(std::string_view text) {
    while (!text.empty()) {
      if (const std::string_view tag = tag_at(text); !tag.empty()) {
        take(tag);
        text.remove_prefix(tag.size());
      } else if (const Entity* entity = entity_at(text)) {
        words_ += entity->second;
        text.remove_prefix(entity->first.size());
      } else {
        words_ += text.front();
        text.remove_prefix(1);
      }
    }
    return std::string(domain::trim(words_));
  }

 private:
  void take(std::string_view tag) {
    const std::string name = name_of(tag);
    const bool closes = tag[1] == '/';
    if (name == "br" || (closes && (name == "p" || name == "div" || name == "tr" || name.starts_with("h"))) ||
        (closes && name == "li")) {
      words_ += '\n';
    } else if (name == "li") {
      words_ += "• ";
    } else if (name == "a" && !closes) {
      link_ = address_of(tag);
      link_begin_ = words_.size();
    } else if (name == "a" && !link_.empty()) {
      // Its words may be the address.
      if (words_.find(link_, std::min(link_begin_, words_.size())) == std::string::npos) words_ += " (" + link_ + ")";
      link_.clear();
    }
  }

  std::string words_;
  std::string link_;
  std::size_t link_begin_ = 0;
};

bool has_markup(std::string_view text) {
  for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i + 1)) {
    static constexpr std::array<std::string_view, 16> known{"a", "b",  "br",   "div", "em", "font", "h1",     "h2",
                                                            "i", "li", "span", "p",   "u",  "ul",   "strong", "html"};
    const std::string_view tag = tag_at(text.substr(i));
    if (!tag.empty() && std::ranges::find(known, name_of(tag)) != known.end()) return true;
  }
  return false;
}

}  // namespace

std::string decode_octets(std::string_view octets) {
  std::string text;
  text.reserve(octets.size());
  const bool valid = domain::is_valid_utf8(octets);
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet == '\t') {
      text += ' ';
    } else if (octet < 0x20 || octet == 0x7F) {
      continue;
    } else if (valid || octet < 0x80) {
      text += c;
    } else if (octet >= 0xA0) {
      append_utf8(text, octet);
    } else if (const char32_t special = windows_1252[octet - 0x80]; special != 0) {
      append_utf8(text, special);
    }
  }
  return text;
}

std::string cut_text(std::string_view text, std::size_t most) {
  if (domain::count_code_points(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t points = 0; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && ++points == most) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string without_markup(std::string_view text) {
  if (!has_markup(text)) return std::string(text);
  return Markup().strip(text);
}

}  // namespace calendar
