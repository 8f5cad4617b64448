#include "notifications/spool_sender.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>
#include <utility>

#include "notifications/mail_sink.hpp"
#include "notifications/mail_transfer.hpp"
#include "notifications/sms_encoding.hpp"
#include "notifications/smtp_sender.hpp"

namespace notifications {
namespace {

namespace fs = std::filesystem;
using domain::SendResult;
using Outcome = domain::SendResult::Outcome;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const noexcept { return number_; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// The new name exists only once the bytes are on the disk.
bool write_atomically(const fs::path& path, std::string_view bytes) {
  auto beside = path.parent_path() / ("." + path.filename().string() + ".XXXXXX");
  std::string name = beside.string();
  const Descriptor file(mkostemp(name.data(), O_CLOEXEC));  // readable by its owner only
  if (file.number() < 0) return false;
  const bool written = write_all(file.number(), bytes) && fdatasync(file.number()) == 0;
  if (written && std::rename(name.c_str(), path.c_str()) == 0) return true;
  unlink(name.c_str());
  return false;
}

fs::path prepared(fs::path directory) {
  fs::create_directories(directory);
  fs::permissions(directory, fs::perms::owner_all);
  return directory;
}

fs::path file_of(const fs::path& directory, domain::MessageId id, std::string_view suffix) {
  std::array<char, 32> number{};
  std::snprintf(number.data(), number.size(), "%06lld", static_cast<long long>(id.value));
  return directory / (number.data() + std::string(suffix));
}

SendResult keep(const fs::path& path, std::string_view bytes) {
  if (write_atomically(path, bytes)) return {Outcome::sent, path.filename().string(), {}};
  return {Outcome::retry, {}, "spool: " + std::generic_category().message(errno)};
}

}  // namespace

SmsSpool::SmsSpool(fs::path directory, const domain::Clock& clock)
    : directory_(prepared(std::move(directory))), clock_(clock) {}

SendResult SmsSpool::send(const domain::OutgoingMessage& message) {
  const auto text = fit_gsm7(message.words.text);
  const auto size = measure_sms(text);
  const auto* alphabet = size.alphabet == SmsAlphabet::gsm7 ? "GSM-7" : "UCS-2";
  const auto file = "To: " + message.recipient + "\nLanguage: " + message.language.str() +
                    "\nDate: " + domain::format_rfc3339(clock_.now()) + "\nSegments: " + std::to_string(size.segments) +
                    " (" + alphabet + ")\n\n" + text + "\n";
  return keep(file_of(directory_, message.id, ".sms.txt"), file);
}

EmailSpool::EmailSpool(fs::path directory, std::string_view from, const domain::Clock& clock,
                       const domain::Secrets& secrets)
    : directory_(prepared(std::move(directory))),
      from_(parse_mailbox(from, "email.from")),
      clock_(clock),
      secrets_(secrets) {}

SendResult EmailSpool::send(const domain::OutgoingMessage& message) {
  MailSink sink;
  MailRoute route;
  route.url = "smtp://localhost/spool";
  route.tls = MailRoute::Tls::off;
  route.socket_name = sink.name();
  MailTransfer transfer;
  const auto outcome = transfer.run({from_, message, message_key(message.id, secrets_), clock_.now()}, route);
  const auto mail = sink.take_mail();
  if (!outcome.taken || mail.empty()) return {Outcome::retry, {}, "spool: " + outcome.reason};
  return keep(file_of(directory_, message.id, ".eml"), mail);
}

}  // namespace notifications
