#pragma once
#include <string>

#include "domain/message.hpp"
#include "domain/secrets.hpp"
#include "domain/time.hpp"

namespace notifications::test {

// Sat, 24 Oct 2026 12:00:00 UTC, always.
class StillClock final : public domain::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override {
    return domain::Instant{std::chrono::sys_days{std::chrono::year{2026} / 10 / 24} + std::chrono::hours{12}};
  }
};

// Senders only need tokens that differ and can be made again; the real secrets have their own tests.
class PlainSecrets final : public domain::Secrets {
 public:
  std::string random_token() override { return "random"; }
  std::int64_t random_id() override { return 1; }
  [[nodiscard]] std::string derive_token(std::string_view purpose, std::string_view seed) const override {
    return std::string(purpose) + "-of-" + std::string(seed);
  }
  [[nodiscard]] std::string hash_token(std::string_view token) const override { return std::string(token); }
  [[nodiscard]] std::string hash_password(std::string_view password) const override { return std::string(password); }
  [[nodiscard]] bool verify_password(std::string_view hash, std::string_view password) const override {
    return hash == password;
  }
};

inline constexpr const char* arabic_text =
    "تذكير: جلسة البحث عن عمل يوم الاثنين الساعة 15:00 في ميموزا.\nللإلغاء: https://kutsu.example.org/r/abc";

inline domain::OutgoingMessage outgoing(std::int64_t id, std::string recipient, std::string text) {
  domain::OutgoingMessage message;
  message.id = domain::MessageId{id};
  message.recipient = std::move(recipient);
  message.words.text = std::move(text);
  message.language = domain::LanguageTag("ar");
  return message;
}

}  // namespace notifications::test
