#include "notifications/smtp_sender.hpp"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

#include "domain/error.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using Outcome = domain::SendResult::Outcome;

std::string_view host_of(std::string_view url) {
  const auto start = url.find("://");
  auto rest = start == std::string_view::npos ? url : url.substr(start + 3);
  rest = rest.substr(0, rest.find('/'));
  return rest.starts_with('[') ? rest.substr(0, rest.find(']') + 1) : rest.substr(0, rest.find(':'));
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

MailRoute route_from(const SmtpSettings& settings) {
  const bool implicit = settings.url.starts_with("smtps://");
  const auto host = host_of(settings.url);
  if ((!implicit && !settings.url.starts_with("smtp://")) || host.empty()) {
    throw domain::Error(domain::ErrorKind::invalid, "url", "must be smtp://host:port or smtps://host:port",
                        "email.smtp_url");
  }
  const bool required = implicit || (!settings.username.empty() && !is_this_machine(host));
  MailRoute route;
  route.url = settings.url;
  route.username = settings.username;
  route.password = settings.password;
  route.tls = required ? MailRoute::Tls::required : MailRoute::Tls::opportunistic;
  route.authorities = settings.authorities;
  route.connect_limit = settings.connect_limit;
  route.time_limit = settings.time_limit;
  return route;
}

// What could end the RCPT command early or begin another one.
bool is_safe_address(std::string_view address) {
  return !address.empty() && address.find('@') != std::string_view::npos &&
         std::none_of(address.begin(), address.end(), [](char c) {
           return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>';
         });
}

SendResult judge(const MailOutcome& outcome, const std::string& key) {
  using Stage = MailOutcome::Stage;
  if (outcome.taken) return {Outcome::sent, key, {}};
  const bool about_this_mail = outcome.stage == Stage::recipient || outcome.stage == Stage::content;
  const bool final = outcome.reply >= 500 && about_this_mail;
  return {final ? Outcome::rejected : Outcome::retry, {}, outcome.reason};
}

}  // namespace

std::string message_key(domain::MessageId id, const domain::Secrets& secrets) {
  return secrets.derive_token("message-id", std::to_string(id.value));
}

SmtpSender::SmtpSender(const SmtpSettings& settings, const domain::Clock& clock, const domain::Secrets& secrets)
    : route_(route_from(settings)),
      from_(parse_mailbox(settings.from, "email.from")),
      clock_(clock),
      secrets_(secrets) {}

SmtpSender::~SmtpSender() = default;

SendResult SmtpSender::send(const domain::OutgoingMessage& message) {
  if (!is_safe_address(message.recipient)) return {Outcome::rejected, {}, "no email address"};
  const auto key = message_key(message.id, secrets_);
  auto transfer = take_idle();
  const auto outcome = transfer->run({from_, message, key, clock_.now()}, route_);
  give_back(std::move(transfer));
  return judge(outcome, key);
}

std::unique_ptr<MailTransfer> SmtpSender::take_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<MailTransfer>();
  auto transfer = std::move(idle_.back());
  idle_.pop_back();
  return transfer;
}

void SmtpSender::give_back(std::unique_ptr<MailTransfer> transfer) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(transfer));
}

}  // namespace notifications
