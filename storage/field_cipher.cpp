#include "storage/field_cipher.hpp"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include "domain/text.hpp"
#include "storage/octets.hpp"
#include "storage/subkey.hpp"

namespace storage {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t header_bytes = 1 + nonce_bytes;
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

std::string encode(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64);
  text.pop_back();  // libsodium's NUL
  return text;
}

std::string decode(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, base64) != 0) {
    throw std::runtime_error("a sealed column holds no base64");
  }
  bytes.resize(size);
  return bytes;
}

std::string check_of(const Subkey& key) {
  std::string hash(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes_of("kutsu"), 5, key.data(),
                     key.size());
  return encode(hash);
}

std::string_view take(std::string_view& packed) {
  std::size_t size = 0;
  const auto [end, failed] = std::from_chars(packed.data(), packed.data() + packed.size(), size);
  const auto digits = static_cast<std::size_t>(end - packed.data());
  if (failed != std::errc() || digits >= packed.size() || packed[digits] != ':' || packed.size() - digits - 1 < size) {
    throw std::runtime_error("a packed column is broken");
  }
  const std::string_view text = packed.substr(digits + 1, size);
  packed.remove_prefix(digits + 1 + size);
  return text;
}

}  // namespace

struct FieldCipher::Keys {
  explicit Keys(const NumberedKey& key)
      : number(key.number),
        fields(derive_subkey(key.key, KeyPurpose::fields)),
        blind_index(derive_subkey(key.key, KeyPurpose::blind_index)),
        check(derive_subkey(key.key, KeyPurpose::check)) {
    randombytes_buf(nonce_prefix.data(), nonce_prefix.size());
  }
  ~Keys() {
    sodium_memzero(fields.data(), fields.size());
    sodium_memzero(blind_index.data(), blind_index.size());
    sodium_memzero(check.data(), check.size());
  }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  int number;
  Subkey fields;
  Subkey blind_index;
  Subkey check;
  // 128 random bits and a counter never meet a second time, and cost no system call each.
  std::array<unsigned char, 16> nonce_prefix{};
  std::atomic<std::uint64_t> nonce_counter{0};
};

FieldCipher::FieldCipher(const KeyRing& keys) : links_check_(check_of(keys.links())) {
  for (const NumberedKey& key : keys.keys()) keys_.push_back(std::make_unique<Keys>(key));
}

FieldCipher::~FieldCipher() = default;

std::string FieldCipher::seal(std::string_view column, std::string_view text) const {
  if (text.empty()) return {};
  Keys& keys = *keys_.front();
  std::string sealed(header_bytes + text.size() + tag_bytes, '\0');
  auto* const bytes = reinterpret_cast<unsigned char*>(sealed.data());
  bytes[0] = static_cast<unsigned char>(keys.number);
  std::memcpy(bytes + 1, keys.nonce_prefix.data(), keys.nonce_prefix.size());
  const std::uint64_t count = keys.nonce_counter.fetch_add(1, std::memory_order_relaxed);
  std::memcpy(bytes + 1 + keys.nonce_prefix.size(), &count, sizeof count);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + header_bytes, nullptr, bytes_of(text), text.size(),
                                             bytes_of(column), column.size(), nullptr, bytes + 1, keys.fields.data());
  return encode(sealed);
}

std::string FieldCipher::open(std::string_view column, std::string_view stored) const {
  if (stored.empty()) return {};
  const std::string sealed = decode(stored);
  if (sealed.size() < header_bytes + tag_bytes) throw std::runtime_error("a sealed column is of no known format");
  const int number = static_cast<unsigned char>(sealed[0]);
  const auto opening_key = std::ranges::find(keys_, number, [](const auto& one) { return one->number; });
  if (opening_key == keys_.end()) throw std::runtime_error("a sealed column needs key " + std::to_string(number));
  std::string text(sealed.size() - header_bytes - tag_bytes, '\0');
  const auto* const bytes = bytes_of(sealed);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr,
                                                 bytes + header_bytes, sealed.size() - header_bytes, bytes_of(column),
                                                 column.size(), bytes + 1, (*opening_key)->fields.data()) != 0) {
    throw std::runtime_error("a sealed column does not open with its key");
  }
  return text;
}

std::string FieldCipher::blind_index(const Keys& keys, std::string_view kind, std::string_view text) const {
  std::string keyed(kind);
  keyed.append(1, '\0').append(kind == "email" ? domain::to_lower_ascii(text) : text);
  std::string hash(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes_of(keyed), keyed.size(),
                     keys.blind_index.data(), keys.blind_index.size());
  return encode(hash);
}

std::string FieldCipher::blind_index(std::string_view kind, std::string_view text) const {
  if (text.empty()) return {};
  return blind_index(*keys_.front(), kind, text);
}

std::vector<std::string> FieldCipher::blind_indexes(std::string_view kind, std::string_view text) const {
  std::vector<std::string> indexes;
  if (text.empty()) return indexes;
  for (const auto& keys : keys_) indexes.push_back(blind_index(*keys, kind, text));
  return indexes;
}

int FieldCipher::sealing_key() const noexcept {
  return keys_.front()->number;
}

std::vector<int> FieldCipher::key_numbers() const {
  std::vector<int> numbers;
  for (const auto& keys : keys_) numbers.push_back(keys->number);
  return numbers;
}

std::optional<std::string> FieldCipher::key_check(int number) const {
  for (const auto& keys : keys_) {
    if (keys->number == number) return check_of(keys->check);
  }
  return {};
}

std::string FieldCipher::links_check() const {
  return links_check_;
}

int sealed_by(std::string_view stored) {
  if (stored.size() < 4) return 0;
  return static_cast<unsigned char>(decode(stored.substr(0, 4))[0]);
}

std::string pack(const std::map<std::string, std::string>& texts) {
  std::string packed;
  const auto add = [&](const std::string& text) {
    packed.append(std::to_string(text.size())).append(":").append(text);
  };
  for (const auto& [name, text] : texts) {
    add(name);
    add(text);
  }
  return packed;
}

std::map<std::string, std::string> unpack(std::string_view packed) {
  std::map<std::string, std::string> texts;
  while (!packed.empty()) {
    const std::string name(take(packed));
    texts.emplace(name, take(packed));
  }
  return texts;
}

}  // namespace storage
