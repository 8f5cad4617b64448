#pragma once

namespace service {

// A password takes 64 MiB and a good part of a second of a core to hash: a crowd of them would take all the memory, and
// every thread from everybody else. At most two strangers are at it at once, one more for people whose browser or
// session is known, and one for who holds a link that sets a password, so that strangers cannot keep them out (ADR 17).
// Those who cannot begin soon are told to come again: TooManyRequests.
class PasswordTurn {
 public:
  enum class For { strangers, known, holders_of_links };
  explicit PasswordTurn(For whom);
  ~PasswordTurn();
  PasswordTurn(const PasswordTurn&) = delete;
  PasswordTurn& operator=(const PasswordTurn&) = delete;

 private:
  For whom_;
};

}  // namespace service
