#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/key_ring.hpp"

namespace storage {

// Seals what tells of a person before it is stored: XChaCha20-Poly1305, bound to the table and column it stands in, so
// that a value copied elsewhere does not open. Stored as base64 of: key number (1 byte), nonce (24), ciphertext and
// tag. An empty text stays empty. May be used from any thread.
class FieldCipher {
 public:
  explicit FieldCipher(const KeyRing& keys);
  ~FieldCipher();
  FieldCipher(const FieldCipher&) = delete;
  FieldCipher& operator=(const FieldCipher&) = delete;

  // `column` is "registration.contact_name". With the first key of the ring.
  [[nodiscard]] std::string seal(std::string_view column, std::string_view text) const;
  // Throws std::runtime_error where the stored text was altered, or sealed for another column or by a key that the ring
  // does not hold.
  [[nodiscard]] std::string open(std::string_view column, std::string_view stored) const;

  // The same for the same text, and nothing to be learnt from without the key: for exact look-up. `kind` is "phone" or
  // "email"; emails are compared without regard to ASCII case. With the first key of the ring; empty for an empty text.
  [[nodiscard]] std::string blind_index(std::string_view kind, std::string_view text) const;
  // With each key of the ring: what is looked up may have been stored under any of them. None for an empty text.
  [[nodiscard]] std::vector<std::string> blind_indexes(std::string_view kind, std::string_view text) const;

  // The number of the first key.
  [[nodiscard]] int sealing_key() const noexcept;
  [[nodiscard]] std::vector<int> key_numbers() const;
  // Tells whether a database was made with the key of this number, or with these links. None for a key that the ring
  // does not hold.
  [[nodiscard]] std::optional<std::string> key_check(int number) const;
  [[nodiscard]] std::string links_check() const;

 private:
  struct Keys;
  [[nodiscard]] std::string blind_index(const Keys& keys, std::string_view kind, std::string_view text) const;
  std::vector<std::unique_ptr<Keys>> keys_;
  std::string links_check_;
};

// The number of the key that sealed the stored text; 0 for an empty one, and for what no key ever sealed. The first
// four characters are enough.
[[nodiscard]] int sealed_by(std::string_view stored);

// Several texts as one, to be sealed together.
[[nodiscard]] std::string pack(const std::map<std::string, std::string>& texts);
[[nodiscard]] std::map<std::string, std::string> unpack(std::string_view packed);

}  // namespace storage
