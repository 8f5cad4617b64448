#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace fetching {

// Addresses by their first bits. IPv4 ones are kept as IPv6 has them, ::ffff:a.b.c.d.
struct Network {
  std::array<unsigned char, 16> address{};
  int bits = 128;
  [[nodiscard]] bool has(const std::array<unsigned char, 16>& other) const;
};

// Which addresses may be connected to: those of the public internet, and those that the operator names.
class AllowedAddresses {
 public:
  // "10.20.0.0/16", "fd12::/32", "192.168.1.7". Throws domain::Error{invalid} naming `setting` for what is none.
  AllowedAddresses(const std::vector<std::string>& also, std::string_view setting);
  AllowedAddresses() = default;
  // Of an address that somebody is about to connect to: a name is looked up before, so that nobody's answer is believed
  // once and another one used.
  [[nodiscard]] bool allow(const sockaddr& address) const;
  // The same of a numeric one; false for what is none. For tests.
  [[nodiscard]] bool allow(std::string_view address) const;

 private:
  [[nodiscard]] bool allow(const std::array<unsigned char, 16>& address) const;
  std::vector<Network> also_;
};

}  // namespace fetching
