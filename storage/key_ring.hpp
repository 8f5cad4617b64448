#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

// 32 random bytes from which other keys are derived.
using MasterKey = std::array<unsigned char, 32>;

struct NumberedKey {
  int number = 1;  // 1–255; part of whatever it sealed
  MasterKey key{};
  friend bool operator==(const NumberedKey&, const NumberedKey&) = default;
};

// The installation's keys. Who has them and the database reads everything; without them, names, addresses and links are
// lost for good. The first one seals, all of them open: so a key can be replaced while what it sealed is still there
// (ADR 11).
class KeyRing {
 public:
  KeyRing(const MasterKey& only);  // NOLINT(google-explicit-constructor): a key is a ring of one, number 1
  // `keys` is not empty and has no number twice. Without `links`, links are made by key 1, which is among them.
  KeyRing(std::vector<NumberedKey> keys, std::optional<MasterKey> links);

  [[nodiscard]] const std::vector<NumberedKey>& keys() const noexcept { return keys_; }
  [[nodiscard]] const NumberedKey& sealing() const noexcept { return keys_.front(); }
  [[nodiscard]] bool holds(int number) const noexcept;
  // What the tokens of links are derived with. It stays when keys are replaced, or every link that was sent would end.
  [[nodiscard]] const MasterKey& links() const noexcept { return links_; }

  // With a new random key in front.
  [[nodiscard]] KeyRing rotated() const;
  // Without the key; links stay as they are. Error{conflict, "key_in_use"} for the one that seals, Error{not_found}.
  [[nodiscard]] KeyRing without(int number) const;
  friend bool operator==(const KeyRing&, const KeyRing&) = default;

 private:
  std::vector<NumberedKey> keys_;
  MasterKey links_;
};

// 64 hexadecimal digits (key 1), or several as "2:<hex>,1:<hex>", with "links:<hex>" once key 1 is gone; commas or
// white space between them. Throws Error{invalid, "key", field}.
[[nodiscard]] KeyRing parse_keys(std::string_view text, std::string_view field = "data.key");
// What parse_keys reads, `separator` between the keys.
[[nodiscard]] std::string format_keys(const KeyRing& ring, char separator);

}  // namespace storage
