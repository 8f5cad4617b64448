#include "notifications/kannel_sender.hpp"

#include <httplib.h>

#include <utility>

#include "domain/error.hpp"
#include "notifications/sms_encoding.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using Outcome = domain::SendResult::Outcome;

// "SMSC accepted, delivered, failed, queued and rejected"; the route that takes them ignores what is no end.
constexpr const char* every_report = "31";

// "%d" is Kannel's to fill in.
std::string report_address(const KannelSettings& settings, domain::MessageId id, const domain::Secrets& secrets) {
  const auto number = std::to_string(id.value);
  return settings.callback_url + "/" + number +
         "?type=%d&signature=" + secrets.derive_token(domain::delivery_purpose, number);
}

httplib::Params parameters(const KannelSettings& settings, const domain::OutgoingMessage& message,
                           const domain::Secrets& secrets) {
  const auto text = fit_gsm7(message.words.text);
  httplib::Params query{
      {"username", settings.username},
      {"password", settings.password},
      {"to", message.recipient},
      {"text", text},
      {"charset", "UTF-8"},
      {"coding", measure_sms(text).alphabet == SmsAlphabet::gsm7 ? "0" : "2"},
  };
  if (!settings.sender.empty()) query.emplace("from", settings.sender);
  if (!settings.callback_url.empty()) {
    query.emplace("dlr-mask", every_report);
    query.emplace("dlr-url", report_address(settings, message.id, secrets));
  }
  return query;
}

SendResult judge(int status) {
  if (status == 202 || status == 200) return {Outcome::sent, {}, {}};
  const auto reason = "kannel " + std::to_string(status);
  return {status == 400 ? Outcome::rejected : Outcome::retry, {}, reason};
}

}  // namespace

struct KannelSender::Address {
  std::string origin;
  std::string path;

  explicit Address(const std::string& url) {
    const auto scheme = url.find("://");
    const auto slash = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
    origin = url.substr(0, slash);
    path = slash == std::string::npos ? "/cgi-bin/sendsms" : url.substr(slash);
    const bool known = url.starts_with("http://") || url.starts_with("https://");
    if (!known || origin.size() <= scheme + 3 || !httplib::Client(origin).is_valid()) {
      throw domain::Error(domain::ErrorKind::invalid, "url", "must be http://host:port/cgi-bin/sendsms", "sms.url");
    }
  }
};

KannelSender::KannelSender(KannelSettings settings, const domain::Secrets& secrets)
    : settings_(std::move(settings)), secrets_(secrets), address_(std::make_unique<const Address>(settings_.url)) {}

KannelSender::~KannelSender() = default;

SendResult KannelSender::send(const domain::OutgoingMessage& message) {
  httplib::Client client(address_->origin);
  client.set_connection_timeout(settings_.connect_limit);
  client.set_read_timeout(settings_.time_limit);
  client.set_write_timeout(settings_.time_limit);
  const auto answer = client.Get(address_->path, parameters(settings_, message, secrets_), httplib::Headers{});
  if (!answer) return {Outcome::retry, {}, "kannel: " + httplib::to_string(answer.error())};
  return judge(answer->status);
}

}  // namespace notifications
