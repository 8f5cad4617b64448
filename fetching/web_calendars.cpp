#include "fetching/web_calendars.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>

#include "domain/text.hpp"

namespace fetching {
namespace {

using domain::CalendarAnswer;

constexpr std::size_t most_header_bytes = 64 * 1024;
constexpr long most_redirects = 5;
constexpr std::size_t longest_validator = 500;

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void append(List& list, const std::string& text) {
  curl_slist* longer = curl_slist_append(list.get(), text.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)list.release();
  list.reset(longer);
}

// A quoted or dated value that can be sent back: no controls, not longer than any server's.
std::string validator(std::string_view value) {
  value = domain::trim(value);
  const bool plain = std::ranges::all_of(value, [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
  return plain && value.size() <= longest_validator ? std::string(value) : std::string();
}

// What one answer brings.
struct Exchange {
  const AllowedAddresses& allowed;
  const std::function<bool()>& stopping;
  std::size_t most_bytes = 0;
  CalendarAnswer answer{};
  std::size_t header_bytes = 0;
  bool too_large = false;
  bool private_address = false;
  bool stopped = false;
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& exchange = *static_cast<Exchange*>(data);
  const std::size_t length = size * count;
  // Also what a small packed answer unpacks to.
  exchange.too_large = exchange.too_large || exchange.answer.body.size() + length > exchange.most_bytes;
  if (exchange.too_large) return 0;
  exchange.answer.body.append(bytes, length);
  return length;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& exchange = *static_cast<Exchange*>(data);
  const std::size_t length = size * count;
  exchange.header_bytes += length;
  exchange.too_large = exchange.too_large || exchange.header_bytes > most_header_bytes;
  if (exchange.too_large) return 0;
  const std::string_view line(bytes, length);
  if (line.starts_with("HTTP/")) {
    // Of the next answer: the one before was a redirect.
    exchange.answer.etag.clear();
    exchange.answer.last_modified.clear();
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return length;
  const std::string name = domain::to_lower_ascii(line.substr(0, colon));
  if (name == "etag") exchange.answer.etag = validator(line.substr(colon + 1));
  if (name == "last-modified") exchange.answer.last_modified = validator(line.substr(colon + 1));
  return length;
}

// The address that is really connected to, of every redirect too.
curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(data);
  if (!exchange.allowed.allow(address->addr)) {
    exchange.private_address = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int look_up(void* data, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
  auto& exchange = *static_cast<Exchange*>(data);
  exchange.stopped = exchange.stopped || exchange.stopping();
  exchange.too_large = exchange.too_large || received > static_cast<curl_off_t>(exchange.most_bytes);
  return exchange.stopped || exchange.too_large ? 1 : 0;
}

// Without a host, a proxy, a file or a password that somebody else could name.
void restrict_to_web(CURL* curl, bool https) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  // A secret address is not sent in the clear because a redirect says so.
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, https ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, most_redirects);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
}

void bring_to(CURL* curl, Exchange& exchange) {
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

List headers_for(const domain::CalendarRequest& request) {
  List headers;
  append(headers, "Accept: text/calendar, */*;q=0.1");
  if (!request.etag.empty()) append(headers, "If-None-Match: " + validator(request.etag));
  if (!request.last_modified.empty()) append(headers, "If-Modified-Since: " + validator(request.last_modified));
  return headers;
}

std::string error_of(CURLcode code, const Exchange& exchange) {
  if (exchange.stopped) return "fetch_stopped";
  if (exchange.private_address) return "fetch_private_address";
  if (exchange.too_large) return "fetch_too_large";
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "fetch_host";
    case CURLE_OPERATION_TIMEDOUT:
      return "fetch_time";
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_LOGIN_DENIED:
    case CURLE_URL_MALFORMAT:
      return "fetch_redirects";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
      return "fetch_tls";
    default:
      return "fetch_connection";
  }
}

std::string error_of(long status) {
  if (status == 401 || status == 403 || status == 407) return "fetch_refused";
  if (status == 404 || status == 410) return "fetch_gone";
  return "fetch_status";
}

void judge(CURL* curl, CURLcode code, Exchange& exchange, long& status) {
  CalendarAnswer& answer = exchange.answer;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) {
    answer.error = error_of(code, exchange);
  } else if (status == 304) {
    answer.kind = CalendarAnswer::Kind::unchanged;
  } else if (status == 200) {
    answer.kind = CalendarAnswer::Kind::read;
  } else {
    answer.error = error_of(status);
  }
  curl_off_t seconds = 0;
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) answer.retry_after = std::chrono::seconds{std::min<curl_off_t>(seconds, 7 * 24 * 3600)};
  if (answer.kind != CalendarAnswer::Kind::read) answer.body.clear();
}

}  // namespace

WebCalendars::WebCalendars(AllowedAddresses allowed, WebLimits limits, std::string user_agent,
                           std::vector<std::string> names)
    : allowed_(std::move(allowed)), limits_(limits), user_agent_(std::move(user_agent)), names_(std::move(names)) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

CalendarAnswer WebCalendars::fetch(const domain::CalendarRequest& request, const std::function<bool()>& stopping) {
  const auto begin = std::chrono::steady_clock::now();
  long status = 0;
  CalendarAnswer answer = ask(request, stopping, user_agent_, limits_.time, status);
  // Office 365 answers so to what is no browser.
  if (status != 500 && status != 403) return answer;
  const auto left =
      limits_.time - std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  if (left < std::chrono::seconds{1} || stopping()) return answer;
  return ask(request, stopping, "Mozilla/5.0 (compatible; " + user_agent_ + ")", left, status);
}

CalendarAnswer WebCalendars::ask(const domain::CalendarRequest& request, const std::function<bool()>& stopping,
                                 const std::string& user_agent, std::chrono::milliseconds time, long& status) const {
  const std::unique_ptr<CURL, FreeCurl> handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  CURL* curl = handle.get();
  Exchange exchange{allowed_, stopping, limits_.bytes};
  restrict_to_web(curl, domain::to_lower_ascii(request.address).starts_with("https:"));
  bring_to(curl, exchange);
  const List headers = headers_for(request);
  List names;
  for (const std::string& name : names_) append(names, name);
  curl_easy_setopt(curl, CURLOPT_URL, request.address.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_RESOLVE, names.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
  // What is known to be limited when it is unpacked.
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
  const auto connect = std::min(time, std::chrono::milliseconds(limits_.connect));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
  const CURLcode code = curl_easy_perform(curl);
  judge(curl, code, exchange, status);
  return std::move(exchange.answer);
}

}  // namespace fetching
