#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "storage/key_file.hpp"

namespace storage {

// Seals what tells of a person before it is stored: XChaCha20-Poly1305, bound to the table and column it stands in, so
// that a value copied elsewhere does not open. Stored as base64 of: key number (1 byte, for rotation), nonce (24),
// ciphertext and tag. An empty text stays empty. May be used from any thread.
class FieldCipher {
 public:
  explicit FieldCipher(const MasterKey& key);
  ~FieldCipher();
  FieldCipher(const FieldCipher&) = delete;
  FieldCipher& operator=(const FieldCipher&) = delete;

  // `column` is "registration.contact_name".
  [[nodiscard]] std::string seal(std::string_view column, std::string_view text) const;
  // Throws std::runtime_error where the stored text was altered, or sealed for another column or by another key.
  [[nodiscard]] std::string open(std::string_view column, std::string_view stored) const;

  // The same for the same text, and nothing to be learnt from without the key: for exact look-up. `kind` is "phone" or
  // "email"; emails are compared without regard to ASCII case.
  [[nodiscard]] std::string blind_index(std::string_view kind, std::string_view text) const;

  // Tells whether a database was made with this key.
  [[nodiscard]] std::string key_check() const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
};

// Several texts as one, to be sealed together.
[[nodiscard]] std::string pack(const std::map<std::string, std::string>& texts);
[[nodiscard]] std::map<std::string, std::string> unpack(std::string_view packed);

}  // namespace storage
