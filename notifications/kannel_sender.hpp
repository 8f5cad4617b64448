#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "domain/message.hpp"
#include "domain/secrets.hpp"

namespace notifications {

struct KannelSettings {
  std::string url;  // http://host:13013/cgi-bin/sendsms
  std::string username;
  std::string password;
  std::string sender;        // number or registered name; empty: as Kannel is set up
  std::string callback_url;  // delivery reports go to <callback_url>/<id>?…; empty: none are asked for
  std::chrono::seconds connect_limit{5};
  std::chrono::seconds time_limit{20};
};

// SMS by Kannel's sendsms (User Guide, chapter 6). GSM-7 where the text fits it, else UCS-2. What smsbox says about the
// message (400) is final; a sign-in it refuses (403) is the operator's to mend, and is tried again.
class KannelSender final : public domain::Sender {
 public:
  // Throws domain::Error{invalid, "url"}. `secrets` outlives the sender.
  KannelSender(KannelSettings settings, const domain::Secrets& secrets);
  ~KannelSender() override;
  [[nodiscard]] domain::SendResult send(const domain::OutgoingMessage& message) override;

 private:
  struct Address;
  KannelSettings settings_;
  const domain::Secrets& secrets_;
  std::unique_ptr<const Address> address_;
};

}  // namespace notifications
