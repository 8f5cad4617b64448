#include "calendar/foreign_text.hpp"

#include <algorithm>
#include <array>

#include "calendar/html_reference.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

constexpr std::size_t longest_tag = 4000;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The tag that `text` begins with, its brackets included; empty for a bracket that is just one.
std::string_view tag_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return {};
  // "<!DOCTYPE html>", "<!-- -->"
  const bool is_declaration = text[1] == '!' && (is_letter(text[2]) || text[2] == '-');
  if (!is_letter(text[1]) && !(text[1] == '/' && is_letter(text[2])) && !is_declaration) return {};
  const std::size_t end = text.substr(0, longest_tag).find('>');
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

// "br" of "<br/>", "p" of "</P>".
std::string name_of(std::string_view tag) {
  tag.remove_prefix(is_letter(tag[1]) ? 1 : 2);
  std::size_t length = 0;
  while (length < tag.size() && (is_letter(tag[length]) || (tag[length] >= '0' && tag[length] <= '9'))) ++length;
  return domain::to_lower_ascii(tag.substr(0, length));
}

// What stands between it and its end is not for people.
bool is_hidden(std::string_view tag) {
  static constexpr std::array<std::string_view, 3> hidden{"head", "style", "script"};
  return is_letter(tag[1]) && std::ranges::find(hidden, name_of(tag)) != hidden.end();
}

// False where it has no end.
bool skip_to_end_of(const std::string& name, std::string_view& text) {
  for (std::size_t i = text.find("</"); i != std::string_view::npos; i = text.find("</", i + 1)) {
    const std::string_view tag = tag_at(text.substr(i));
    if (tag.empty() || name_of(tag) != name) continue;
    text.remove_prefix(i + tag.size());
    return true;
  }
  return false;
}

// Takes a reference, or an octet.
void take_character(std::string_view& text, std::string& to) {
  const HtmlReference reference = html_reference_at(text);
  if (reference.length == 0) {
    to += text.front();
    text.remove_prefix(1);
    return;
  }
  constexpr char32_t no_break_space = 0xA0;
  domain::append_utf8(to, reference.character == no_break_space ? U' ' : reference.character);
  text.remove_prefix(reference.length);
}

std::string decoded(std::string_view text) {
  std::string words;
  while (!text.empty()) take_character(text, words);
  return words;
}

std::string address_of(std::string_view tag) {
  const std::string lower = domain::to_lower_ascii(tag);
  const std::size_t at = lower.find("href=\"");
  if (at == std::string::npos) return {};
  const std::string_view rest = tag.substr(at + 6);
  const std::string_view address = rest.substr(0, rest.find('"'));
  return address.starts_with("http") ? decoded(address) : std::string();
}

bool has_reference_of_html(std::string_view text) {
  for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1)) {
    const HtmlReference reference = html_reference_at(text.substr(i));
    if (reference.length > 0 && !reference.may_be_typed) return true;
  }
  return false;
}

class Markup {
 public:
  std::string strip(std::string_view text) {
    while (!text.empty()) {
      if (const std::string_view tag = tag_at(text); !tag.empty()) {
        text.remove_prefix(tag.size());
        if (!is_hidden(tag)) {
          take(tag);
        } else if (!endless_) {
          // What has no end goes on as text; it is not looked for again and again.
          endless_ = !skip_to_end_of(name_of(tag), text);
        }
      } else {
        take_character(text, words_);
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
  bool endless_ = false;
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
      domain::append_utf8(text, octet);
    } else if (const char32_t special = windows_1252(octet); special != 0) {
      domain::append_utf8(text, special);
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
  return has_markup(text) ? Markup().strip(text) : without_references(text);
}

std::string without_references(std::string_view text) {
  if (!has_reference_of_html(text)) return std::string(text);
  return std::string(domain::trim(decoded(text)));
}

}  // namespace calendar
