#include "notifications/mail_transfer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <string_view>

namespace notifications {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

struct FreeMime {
  void operator()(curl_mime* mime) const noexcept { curl_mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;

void append(List& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

void require(CURLcode code) {
  if (code != CURLE_OK) throw std::bad_alloc();  // curl_mime_* and setopt fail for want of memory only
}

// Readable where most of it is ASCII, else dense; never longer lines than RFC 5321, 4.5.3.1.6 allows.
const char* transfer_encoding(std::string_view body) {
  const auto beyond =
      std::count_if(body.begin(), body.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return static_cast<std::size_t>(beyond) * 3 > body.size() ? "base64" : "quoted-printable";
}

curl_mimepart* add_part(curl_mime* mime, std::string_view body, const std::string& type) {
  auto* part = curl_mime_addpart(mime);
  if (part == nullptr) throw std::bad_alloc();
  const auto lines = with_crlf(body);
  require(curl_mime_data(part, lines.data(), lines.size()));
  require(curl_mime_type(part, type.c_str()));
  require(curl_mime_encoder(part, transfer_encoding(lines)));
  return part;
}

// Best last (RFC 2046, 5.1.4). An invitation stands among the alternatives too (RFC 6047), which is where mail
// programs look for one.
Mime make_alternatives(CURL* curl, const domain::Words& words, const std::string& calendar_type) {
  Mime mime(curl_mime_init(curl));
  if (!mime) throw std::bad_alloc();
  add_part(mime.get(), words.text, "text/plain; charset=utf-8");
  if (!words.html.empty()) add_part(mime.get(), words.html, "text/html; charset=utf-8");
  if (!words.calendar.empty() && calendar_method(words.calendar) != "PUBLISH") {
    add_part(mime.get(), words.calendar, calendar_type);
  }
  return mime;
}

Mime make_mime(CURL* curl, const domain::Words& words) {
  const auto calendar_type = "text/calendar; charset=utf-8; method=" + calendar_method(words.calendar);
  Mime mime(curl_mime_init(curl));
  if (!mime) throw std::bad_alloc();
  auto alternatives = make_alternatives(curl, words, calendar_type);
  auto* part = curl_mime_addpart(mime.get());
  if (part == nullptr) throw std::bad_alloc();
  require(curl_mime_subparts(part, alternatives.get()));
  static_cast<void>(alternatives.release());  // `part` owns it now
  require(curl_mime_type(part, "multipart/alternative"));
  if (!words.calendar.empty()) {
    require(curl_mime_filename(add_part(mime.get(), words.calendar, calendar_type), "event.ics"));
  }
  return mime;
}

List make_headers(const Mail& mail) {
  List headers;
  for (const auto& field : header_fields(mail)) append(headers, field);
  return headers;
}

using Stage = MailOutcome::Stage;

Stage stage_of(std::string_view command, Stage before) {
  if (command.starts_with("MAIL")) return Stage::sender;
  if (command.starts_with("RCPT")) return Stage::recipient;
  if (command.starts_with("DATA")) return Stage::content;
  if (command.starts_with("AUTH")) return Stage::sign_in;
  return before;
}

struct Dialogue {
  Stage stage = Stage::connection;
};

// Commands as they go out; nothing of what they say is kept.
int watch(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
  auto& dialogue = *static_cast<Dialogue*>(user);
  if (type == CURLINFO_HEADER_OUT) dialogue.stage = stage_of({data, size}, dialogue.stage);
  return 0;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

std::string_view stage_word(Stage stage) {
  switch (stage) {
    case Stage::connection:
      return "connecting";
    case Stage::sign_in:
      return "sign-in";
    case Stage::sender:
      return "MAIL";
    case Stage::recipient:
      return "RCPT";
    case Stage::content:
      return "DATA";
  }
  return {};
}

void set_security(CURL* curl, const MailRoute& route) {
  const bool verified = route.tls == MailRoute::Tls::required;
  const long level = verified ? CURLUSESSL_ALL : route.tls == MailRoute::Tls::off ? CURLUSESSL_NONE : CURLUSESSL_TRY;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, level);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, verified ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, verified ? 2L : 0L);
  if (!route.authorities.empty()) require(curl_easy_setopt(curl, CURLOPT_CAINFO, route.authorities.c_str()));
  if (route.username.empty()) return;
  require(curl_easy_setopt(curl, CURLOPT_USERNAME, route.username.c_str()));
  require(curl_easy_setopt(curl, CURLOPT_PASSWORD, route.password.c_str()));
}

void set_route(CURL* curl, const MailRoute& route) {
  require(curl_easy_setopt(curl, CURLOPT_URL, route.url.c_str()));
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // not what the environment says about browsing
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(route.connect_limit.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(route.time_limit.count()));
  curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, 30L);
  if (!route.socket_name.empty()) {
    require(curl_easy_setopt(curl, CURLOPT_ABSTRACT_UNIX_SOCKET, route.socket_name.c_str()));
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  }
  set_security(curl, route);
}

void set_watch(CURL* curl, Dialogue& dialogue) {
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &dialogue);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, ignore);
}

MailOutcome read_outcome(CURL* curl, CURLcode code, const Dialogue& dialogue) {
  MailOutcome outcome;
  outcome.taken = code == CURLE_OK;
  outcome.stage = dialogue.stage;
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  outcome.reply = static_cast<int>(reply);
  if (outcome.taken) return outcome;
  // The code that stands there when a connection breaks or time runs out is of an earlier, welcome answer.
  if (reply < 400) outcome.reply = 0;
  outcome.reason =
      outcome.reply != 0 ? "smtp " + std::to_string(outcome.reply) : "smtp: " + std::string(curl_easy_strerror(code));
  outcome.reason += " (" + std::string(stage_word(outcome.stage)) + ")";
  return outcome;
}

void initialise_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

struct MailTransfer::Handle {
  CURL* curl = nullptr;
  Handle() {
    initialise_curl();
    curl = curl_easy_init();
    if (curl == nullptr) throw std::bad_alloc();
  }
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

MailTransfer::MailTransfer() : handle_(std::make_unique<Handle>()) {}
MailTransfer::~MailTransfer() = default;

MailOutcome MailTransfer::run(const Mail& mail, const MailRoute& route) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);
  Dialogue dialogue;
  set_route(curl, route);
  set_watch(curl, dialogue);
  const auto headers = make_headers(mail);
  const auto mime = make_mime(curl, mail.message.words);
  List recipients;
  append(recipients, "<" + mail.message.recipient + ">");
  require(curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + mail.from.address + ">").c_str()));
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
  const auto code = curl_easy_perform(curl);
  auto outcome = read_outcome(curl, code, dialogue);
  curl_easy_reset(curl);  // before what the options point to goes
  return outcome;
}

}  // namespace notifications
