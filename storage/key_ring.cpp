#include "storage/key_ring.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "storage/subkey.hpp"

namespace storage {
namespace {

using domain::Error;
using domain::ErrorKind;

constexpr int most_keys = 255;
constexpr std::string_view links_name = "links";

// As it always was for an installation with one key: links that were sent before there were several go on.
std::optional<MasterKey> links_of(const std::vector<NumberedKey>& keys) {
  const auto first = std::ranges::find(keys, 1, &NumberedKey::number);
  if (first == keys.end()) return {};
  return derive_subkey(first->key, KeyPurpose::tokens);
}

[[noreturn]] void refuse(std::string_view field, const std::string& why) {
  throw Error(ErrorKind::invalid, "key", why, std::string(field));
}

MasterKey read_hex(std::string_view hex, std::string_view field) {
  MasterKey key{};
  std::size_t size = 0;
  const bool read = hex.size() == 2 * key.size() &&
                    sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, nullptr) == 0;
  if (!read || size != key.size()) {
    refuse(field, "must be 64 hexadecimal digits, or several keys as 2:<64 digits>,1:<64 digits>");
  }
  return key;
}

int read_number(std::string_view digits, std::string_view field) {
  int number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc{} || end != digits.data() + digits.size() || number < 1 || number > most_keys) {
    refuse(field, "a key's number must be from 1 to 255");
  }
  return number;
}

std::string hex_of(const MasterKey& key) {
  std::array<char, 2 * sizeof(MasterKey) + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
  return hex.data();
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view separators = ", \t\r\n";
  std::vector<std::string_view> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(separators, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

}  // namespace

KeyRing::KeyRing(const MasterKey& only) : KeyRing({NumberedKey{1, only}}, std::nullopt) {}

KeyRing::KeyRing(std::vector<NumberedKey> keys, std::optional<MasterKey> links)
    : keys_(std::move(keys)), links_(links ? *links : links_of(keys_).value()) {}

bool KeyRing::holds(int number) const noexcept {
  return std::ranges::find(keys_, number, &NumberedKey::number) != keys_.end();
}

KeyRing KeyRing::rotated() const {
  NumberedKey fresh{std::ranges::max(keys_, {}, &NumberedKey::number).number + 1, {}};
  if (fresh.number > most_keys) throw Error(ErrorKind::conflict, "key", "255 keys have been used up");
  randombytes_buf(fresh.key.data(), fresh.key.size());
  std::vector<NumberedKey> keys{fresh};
  keys.insert(keys.end(), keys_.begin(), keys_.end());
  return {std::move(keys), links_};
}

KeyRing KeyRing::without(int number) const {
  const std::string name = "key " + std::to_string(number);
  if (!holds(number)) throw Error(ErrorKind::not_found, "not_found", "there is no " + name);
  if (sealing().number == number) throw Error(ErrorKind::conflict, "key_in_use", name + " is the one that seals");
  std::vector<NumberedKey> keys = keys_;
  std::erase_if(keys, [number](const NumberedKey& key) { return key.number == number; });
  return {std::move(keys), links_};
}

KeyRing parse_keys(std::string_view text, std::string_view field) {
  if (text.find_first_of(":, \t\r\n") == std::string_view::npos) return read_hex(text, field);
  std::vector<NumberedKey> keys;
  std::optional<MasterKey> links;
  for (const std::string_view word : words_of(text)) {
    const std::size_t colon = word.find(':');
    const std::string_view name = word.substr(0, colon);
    const MasterKey key = read_hex(colon == std::string_view::npos ? "" : word.substr(colon + 1), field);
    if (name == links_name) {
      links = key;
      continue;
    }
    const int number = read_number(name, field);
    if (std::ranges::find(keys, number, &NumberedKey::number) != keys.end()) {
      refuse(field, "names key " + std::to_string(number) + " twice");
    }
    keys.push_back({number, key});
  }
  if (keys.empty()) refuse(field, "holds no key");
  if (!links && !links_of(keys)) {
    refuse(field, "must say links:<64 digits> where key 1 is gone, or every link that was sent is lost");
  }
  return {std::move(keys), links};
}

std::string format_keys(const KeyRing& ring, char separator) {
  std::string text;
  for (const NumberedKey& key : ring.keys()) {
    text.append(std::to_string(key.number)).append(":").append(hex_of(key.key)).append(1, separator);
  }
  if (links_of(ring.keys()) != ring.links())
    text.append(links_name).append(":").append(hex_of(ring.links())).append(1, separator);
  text.pop_back();
  return text;
}

}  // namespace storage
