#include "fetching/web_calendars.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>

#include "loopback_server.hpp"

// Against servers that really answer, or do not, at addresses that really are loopback ones.
namespace {

using domain::CalendarAnswer;
using fetching::AllowedAddresses;
using fetching::WebCalendars;
using fetching::WebLimits;
using namespace std::chrono_literals;
using Kind = CalendarAnswer::Kind;
using Peer = LoopbackServer::Peer;

std::string reply(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "\r\n" + body;
}

LoopbackServer::Handler answering(const std::string& bytes) {
  return [bytes](const Peer& peer) { peer.send(bytes); };
}

LoopbackServer::Handler redirecting(const std::string& to) {
  return answering(reply("302 Found", "Location: " + to + "\r\n", ""));
}

const auto going_on = [] { return false; };

struct Asking {
  std::vector<std::string> networks{"127.0.0.1"};
  WebLimits limits{.bytes = 100'000, .time = 30s, .connect = 30s};
  std::vector<std::string> names{};
  CalendarAnswer operator()(const domain::CalendarRequest& request,
                            const std::function<bool()>& stopping = going_on) const {
    WebCalendars calendars(AllowedAddresses(networks, "setting"), limits, "Kutsu/1.0 (+https://kutsu.example.org)",
                           names);
    return calendars.fetch(request, stopping);
  }
  CalendarAnswer operator()(const std::string& address) const {
    return (*this)(domain::CalendarRequest{address, {}, {}});
  }
};

std::string packed(const std::string& text) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(WebCalendars, bring_the_calendar_and_what_its_server_knows_it_by) {
  std::string request;
  LoopbackServer server([&](const Peer& peer) {
    request = peer.request;
    peer.send(reply("200 OK", "ETag: \"a1\"\r\nLast-Modified: Mon, 07 Sep 2026 10:00:00 GMT\r\n", "BEGIN:VCALENDAR"));
  });
  const auto answer = Asking{}(server.url("/calendar.ics?secret=1"));
  EXPECT_EQ(answer.kind, Kind::read) << answer.error;
  EXPECT_EQ(answer.body, "BEGIN:VCALENDAR");
  EXPECT_EQ(answer.etag, "\"a1\"");
  EXPECT_EQ(answer.last_modified, "Mon, 07 Sep 2026 10:00:00 GMT");
  EXPECT_TRUE(request.starts_with("GET /calendar.ics?secret=1 HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("User-Agent: Kutsu/1.0 (+https://kutsu.example.org)\r\n"), std::string::npos);
  EXPECT_EQ(request.find("If-None-Match"), std::string::npos);
}

TEST(WebCalendars, ask_only_for_what_is_new) {
  LoopbackServer server([&](const Peer& peer) {
    const bool known = peer.header("If-None-Match") == "\"a1\"" && peer.header("If-Modified-Since") == "yesterday";
    peer.send(known ? "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n" : reply("200 OK", "", "all"));
  });
  EXPECT_EQ(Asking{}({server.url(), "\"a1\"", "yesterday"}).kind, Kind::unchanged);
  EXPECT_EQ(Asking{}({server.url(), "\"a2\"", ""}).kind, Kind::read);
}

TEST(WebCalendars, unpack_what_comes_packed_and_no_more_than_the_limit) {
  const std::string text(50'000, 'x'), bomb = packed(std::string(50'000'000, 'x'));
  ASSERT_LT(bomb.size(), 60'000U);
  LoopbackServer server(answering(reply("200 OK", "Content-Encoding: gzip\r\n", packed(text))));
  EXPECT_EQ(Asking{}(server.url()).body, text);
  LoopbackServer hostile(answering(reply("200 OK", "Content-Encoding: gzip\r\n", bomb)));
  const auto answer = Asking{}(hostile.url());
  EXPECT_EQ(answer.error, "fetch_too_large");
  EXPECT_EQ(answer.body, "");
}

TEST(WebCalendars, stop_at_a_body_without_end) {
  LoopbackServer server([](const Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while (peer.send(std::string(4096, 'x'))) {
    }
  });
  EXPECT_EQ(Asking{}(server.url()).error, "fetch_too_large");
}

TEST(WebCalendars, stop_at_headers_without_end) {
  LoopbackServer server([](const Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\n");
    while (peer.send("X-More: " + std::string(1000, 'x') + "\r\n")) {
    }
  });
  EXPECT_EQ(Asking{}(server.url()).error, "fetch_too_large");
}

TEST(WebCalendars, stop_waiting_for_who_says_nothing_or_a_little_at_a_time) {
  Asking ask;
  ask.limits.time = 1s;
  LoopbackServer silent([](const Peer& peer) { peer.hang(); });
  EXPECT_EQ(ask(silent.url()).error, "fetch_time");
  LoopbackServer slow([](const Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\n\r\n");
    while (peer.send("x")) std::this_thread::sleep_for(20ms);
  });
  EXPECT_EQ(ask(slow.url()).error, "fetch_time");
}

TEST(WebCalendars, give_up_soon_after_they_are_told_to_stop) {
  std::atomic<bool> asked{false};
  LoopbackServer silent([&](const Peer& peer) {
    asked = true;
    peer.hang();
  });
  Asking ask;
  ask.limits.time = 5min;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ask({silent.url(), "", ""}, [&] { return asked.load(); }).error, "fetch_stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1min);
}

TEST(WebCalendars, say_what_kind_of_no_it_was_and_when_to_come_again) {
  const auto error = [](const std::string& status, const std::string& headers = {}) {
    LoopbackServer server(answering(reply(status, headers, "no")));
    return Asking{}(server.url());
  };
  EXPECT_EQ(error("401 Unauthorized").error, "fetch_refused");
  EXPECT_EQ(error("404 Not Found").error, "fetch_gone");
  EXPECT_EQ(error("410 Gone").error, "fetch_gone");
  EXPECT_EQ(error("500 Oops").error, "fetch_status");
  EXPECT_EQ(error("204 No Content").error, "fetch_status");
  const auto busy = error("503 Busy", "Retry-After: 7200\r\n");
  EXPECT_EQ(busy.error, "fetch_status");
  EXPECT_EQ(busy.retry_after, 7200s);
  EXPECT_EQ(busy.body, "");
}

TEST(WebCalendars, ask_once_more_as_a_browser_would_where_only_browsers_are_answered) {
  LoopbackServer server([](const Peer& peer) {
    const bool browser = peer.header("User-Agent").starts_with("Mozilla/5.0 (compatible; Kutsu/1.0");
    peer.send(browser ? reply("200 OK", "", "all") : reply("500 Oops", "", ""));
  });
  EXPECT_EQ(Asking{}(server.url()).kind, Kind::read);
  EXPECT_EQ(server.requests(), 2);
}

TEST(WebCalendars, follow_five_redirects_and_not_a_sixth) {
  LoopbackServer* self = nullptr;
  LoopbackServer server([&](const Peer& peer) {
    const int left = peer.request[5] - '0';
    peer.send(left == 0 ? reply("200 OK", "", "all")
                        : reply("302 Found", "Location: " + self->url("/" + std::to_string(left - 1)) + "\r\n", ""));
  });
  self = &server;
  EXPECT_EQ(Asking{}(server.url("/5")).kind, Kind::read);
  EXPECT_EQ(Asking{}(server.url("/6")).error, "fetch_redirects");
}

TEST(WebCalendars, connect_to_no_address_of_this_machine_or_this_network_unless_it_is_allowed) {
  LoopbackServer server(answering(reply("200 OK", "", "all")));
  Asking ask;
  ask.networks = {};
  const std::string port = ":" + std::to_string(server.port()) + "/";
  for (const std::string host :
       {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]",
        "0.0.0.0", "169.254.169.254", "10.0.0.1", "192.168.0.1", "[fe80::1]"}) {
    EXPECT_EQ(ask("http://" + host + port).error, "fetch_private_address") << host;
  }
  EXPECT_EQ(server.requests(), 0);
}

TEST(WebCalendars, connect_to_none_that_a_redirect_leads_to) {
  LoopbackServer inner(answering(reply("200 OK", "", "secret")), "127.0.0.2");
  const std::string port = ":" + std::to_string(inner.port()) + "/";
  for (const std::string& target :
       {"http://127.0.0.2" + port, "http://2130706434" + port, "http://[::1]" + port,
        std::string("http://169.254.169.254/latest/meta-data"), "http://[::ffff:127.0.0.2]" + port}) {
    LoopbackServer outer(redirecting(target));
    const auto answer = Asking{}(outer.url());
    EXPECT_EQ(answer.error, "fetch_private_address") << target;
    EXPECT_EQ(outer.requests(), 1);
  }
  EXPECT_EQ(inner.requests(), 0);
}

TEST(WebCalendars, connect_to_none_that_a_name_leads_to) {
  LoopbackServer inner(answering(reply("200 OK", "", "secret")), "127.0.0.2");
  Asking ask;
  const std::string port = std::to_string(inner.port());
  // As if the partner's name server said so.
  ask.names = {"partner.example.org:" + port + ":127.0.0.2", "six.example.org:" + port + ":[::1]"};
  EXPECT_EQ(ask("http://partner.example.org:" + port + "/").error, "fetch_private_address");
  EXPECT_EQ(ask("http://six.example.org:" + port + "/").error, "fetch_private_address");
  EXPECT_EQ(inner.requests(), 0);
  ask.networks = {"127.0.0.2"};
  EXPECT_EQ(ask("http://partner.example.org:" + port + "/").kind, Kind::read);
}

TEST(WebCalendars, follow_to_nothing_but_web_addresses) {
  for (const char* target : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/",
                             "smb://127.0.0.1/", "telnet://127.0.0.1/"}) {
    LoopbackServer server(redirecting(target));
    EXPECT_EQ(Asking{}(server.url()).error, "fetch_redirects") << target;
    EXPECT_EQ(Asking{}(target).kind, Kind::failed) << target;
  }
}

TEST(WebCalendars, use_no_proxy_and_no_password_of_the_machine) {
  LoopbackServer proxy(answering(reply("200 OK", "", "of the proxy")));
  std::string request;
  LoopbackServer server([&](const Peer& peer) {
    request = peer.request;
    peer.send(reply("200 OK", "", "all"));
  });
  for (const char* name : {"http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"}) setenv(name, proxy.url().c_str(), 1);
  const auto answer = Asking{}(server.url());
  for (const char* name : {"http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"}) unsetenv(name);
  EXPECT_EQ(answer.body, "all");
  EXPECT_EQ(proxy.requests(), 0);
  EXPECT_EQ(request.find("Authorization"), std::string::npos);
  EXPECT_EQ(Asking{}("http://user:password@127.0.0.1:" + std::to_string(server.port()) + "/").kind, Kind::failed);
}

TEST(WebCalendars, say_so_where_nobody_listens_or_the_name_is_nobodys) {
  int port = 0;
  {
    LoopbackServer gone(answering(""));
    port = gone.port();
  }
  EXPECT_EQ(Asking{}("http://127.0.0.1:" + std::to_string(port) + "/").error, "fetch_connection");
  EXPECT_EQ(Asking{}("http://nobody.invalid/").error, "fetch_host");
}

TEST(WebCalendars, send_back_no_name_of_a_version_that_would_break_a_header) {
  LoopbackServer server([](const Peer& peer) {
    peer.send(reply("200 OK", "ETag: \"" + std::string(2000, 'x') + "\"\r\nLast-Modified: \x01odd\r\n", "all"));
  });
  const auto answer = Asking{}(server.url());
  EXPECT_EQ(answer.etag, "");
  EXPECT_EQ(answer.last_modified, "");
}

}  // namespace
