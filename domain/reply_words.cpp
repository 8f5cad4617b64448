#include "domain/reply_words.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/text.hpp"

namespace domain {
namespace {

using Meaning = ReplyMeaning;

struct Entry {
  Meaning meaning;
  std::string_view words;  // separated by commas
};

// fi, sv, en, et, so, tr, kmr, ru, uk, ar, fa and prs, ps, ckb, ti, th, vi, zh.
constexpr Entry vocabulary[] = {
    {Meaning::yes, "1,👍,ok,okei,okay"},
    {Meaning::yes, "kyllä,kylla,k,joo,juu,ja,j,yes,y,jah,haa,evet,erê,ere,belê,bele,да,так"},
    {Meaning::yes, "نعم,ايوه,اي,بله,آره,بلی,هو,بەڵێ,بەلێ,እወ,ใช่,có,是,好"},
    {Meaning::no, "0,👎"},
    {Meaning::no, "ei,en,nej,no,n,maya,hayır,hayir,na,нет,ні"},
    {Meaning::no, "لا,كلا,نه,خیر,نخیر,نەخێر,نا,ኣይፋል,ไม่,ไม่ใช่,không,不,否"},
    {Meaning::cancel,
     "peru,peruuta,perun,peruutus,perukaa,avboka,avbokar,avbokning,avbryt,avanmäl,avanmälan,cancel,tühista,tuhista"},
    {Meaning::cancel, "baaji,baabi'i,kansal,iptal,iptal et,betal,betal bike,отмена,отменить,отмени,скасувати,скасуй"},
    {Meaning::cancel, "إلغاء,ألغ,لغو,لغوه,هەڵوەشاندنەوە,هەڵیوەشێنەوە,ሰርዝ,ยกเลิก,hủy,huỷ,取消"},
    {Meaning::stop, "stop,stopp,lopeta,seis,sluta,peata,jooji,dur,durdur,raweste,стоп"},
    {Meaning::stop, "إيقاف,أوقف,توقف,قف,بس کن,ودروه,بوەستە,ደው,หยุด,dừng,停止,停"},
};

constexpr std::string_view thanks =
    "kiitos,kiitti,tack,thanks,thank,you,please,aitäh,mahadsanid,teşekkürler,tesekkurler,спасибо,пожалуйста,дякую,"
    "будь,ласка,شكرا,من,فضلك,ممنون,متشکرم,لطفا,spas,سوپاس";

// One code point from the front; `text` is valid UTF-8.
char32_t take(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return c;
}

void append(std::string& out, char32_t c) {
  const auto octet = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) return octet(c);
  if (c < 0x800) {
    octet(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    octet(0xE0 | (c >> 12));
    octet(0x80 | ((c >> 6) & 0x3F));
  } else {
    octet(0xF0 | (c >> 18));
    octet(0x80 | ((c >> 12) & 0x3F));
    octet(0x80 | ((c >> 6) & 0x3F));
  }
  octet(0x80 | (c & 0x3F));
}

bool in(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Vowel signs, joiners, direction marks, variation selectors, skin tones.
bool says_nothing(char32_t c) {
  return in(c, 0x0640, 0x0640) || in(c, 0x064B, 0x065F) || c == 0x0670 || c == 0x0307 || in(c, 0x200B, 0x200F) ||
         in(c, 0x202A, 0x202E) || in(c, 0x2066, 0x2069) || c == 0xFEFF || in(c, 0xFE00, 0xFE0F) ||
         in(c, 0x1F3FB, 0x1F3FF);
}

bool separates(char32_t c) {
  const bool ascii = c < 0x80 && !in(c, '0', '9') && !in(c, 'a', 'z') && !in(c, 'A', 'Z') && c != '\'';
  return ascii || in(c, 0x80, 0xBF) || in(c, 0x2000, 0x206F) || c == 0x060C || c == 0x061B || c == 0x061F ||
         in(c, 0x066A, 0x066D) || c == 0x06D4 || in(c, 0x1361, 0x1368) || in(c, 0x3000, 0x303F) ||
         in(c, 0xFF01, 0xFF0F) || in(c, 0xFF1A, 0xFF20);
}

// Letters that keyboards write differently for the same sound.
char32_t one_arabic_form(char32_t c) {
  switch (c) {
    case 0x0622:  // آ
    case 0x0623:  // أ
    case 0x0625:  // إ
      return 0x0627;
    case 0x0649:  // ى
    case 0x06CC:  // ی
      return 0x064A;
    case 0x06A9:  // ک
      return 0x0643;
    case 0x0629:  // ة
    case 0x06D5:  // ە
      return 0x0647;
    default:
      return c;
  }
}

// Small letters (Latin, Cyrillic), ASCII digits, one form of each Arabic letter.
char32_t folded(char32_t c) {
  if (in(c, 'A', 'Z') || (in(c, 0xC0, 0xDE) && c != 0xD7) || in(c, 0x0410, 0x042F)) return c + 0x20;
  if (in(c, 0x0400, 0x040F)) return c + 0x50;
  if (c == 0x0130) return 'i';
  if ((in(c, 0x0100, 0x0137) && c != 0x0131) || in(c, 0x014A, 0x0177) || in(c, 0x0490, 0x04BF) ||
      in(c, 0x1E00, 0x1EFF)) {
    return c | 1;
  }
  if (in(c, 0x0660, 0x0669)) return c - 0x0660 + '0';
  if (in(c, 0x06F0, 0x06F9)) return c - 0x06F0 + '0';
  if (in(c, 0xFF10, 0xFF19)) return c - 0xFF10 + '0';
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return '\'';
  return one_arabic_form(c);
}

// The words alone, a space between two.
std::string plain(std::string_view text) {
  std::string out;
  bool gap = false;
  while (!text.empty()) {
    const char32_t c = take(text);
    if (says_nothing(c)) continue;
    const char32_t small = folded(c);
    if (small != '\'' && separates(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    append(out, small);
  }
  return out;
}

template <class Take>
void for_each_part(std::string_view text, char separator, const Take& take_part) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    take_part(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

std::string without_thanks(const std::string& words) {
  static const auto known = [] {
    std::unordered_set<std::string> all;
    for_each_part(thanks, ',', [&](std::string_view word) { all.insert(plain(word)); });
    return all;
  }();
  std::string rest;
  for_each_part(words, ' ', [&](std::string_view word) {
    if (known.contains(std::string(word))) return;
    if (!rest.empty()) rest += ' ';
    rest += word;
  });
  return rest;
}

}  // namespace

ReplyMeaning meaning_of(std::string_view text) {
  static const auto known = [] {
    std::unordered_map<std::string, Meaning> all;
    for (const Entry& entry : vocabulary) {
      for_each_part(entry.words, ',', [&](std::string_view word) { all.emplace(plain(word), entry.meaning); });
    }
    return all;
  }();
  constexpr std::size_t longest = 200;  // octets; what is longer is no single word
  if (text.size() > longest || !is_valid_utf8(text)) return Meaning::unknown;
  const auto found = known.find(without_thanks(plain(text)));
  return found == known.end() ? Meaning::unknown : found->second;
}

}  // namespace domain
