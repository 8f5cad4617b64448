#include <gmock/gmock.h>

#include "tests/service/edge_client.hpp"
#include "tests/service/edge_server.hpp"

// Broken and unusual requests, as bytes, against a live server.
namespace edge_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class EdgeRequests : public testing::Test {
 protected:
  static EdgeServer& server() {
    static EdgeServer one;
    return one;
  }
  static int port() { return server().port(); }
  static void TearDownTestSuite() { server().server().stop(); }
};

void expect_problem(const Answer& answer, int status, const std::string& code) {
  EXPECT_EQ(answer.status, status);
  EXPECT_EQ(answer.field("content-type"), "application/problem+json");
  EXPECT_THAT(answer.body, HasSubstr("\"code\":\"" + code + "\""));
  EXPECT_THAT(answer.body, HasSubstr("\"status\":" + std::to_string(status)));
  EXPECT_THAT(answer.body, Not(HasSubstr("basic_string")));
}

TEST_F(EdgeRequests, a_plain_request_is_answered_with_every_security_header) {
  const auto answer = exchange(port(), get("/hello"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_THAT(answer.field("content-security-policy"), HasSubstr("default-src 'self'"));
  EXPECT_THAT(answer.field("content-security-policy"), HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(answer.field("content-security-policy"), Not(HasSubstr("unsafe-inline")));
  EXPECT_EQ(answer.field("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.field("referrer-policy"), "same-origin");
  EXPECT_EQ(answer.field("cross-origin-opener-policy"), "same-origin");
  EXPECT_FALSE(answer.field("permissions-policy").empty());
  EXPECT_FALSE(answer.field("date").empty());
  EXPECT_FALSE(answer.field("x-request-id").empty());
  EXPECT_EQ(answer.field("strict-transport-security"), "");
}

TEST_F(EdgeRequests, garbage_is_refused_at_once_and_the_connection_ends) {
  for (const std::string bytes : {"GARBAGE\r\n\r\n", "GARBAGE\r\n", "GET\n\n", "\x16\x03\x01\x02", "GET /hello\r\n\r\n",
                                  "GET /hello HTTP/1.1 \r\n\r\n", "GET  /hello HTTP/1.1\r\n\r\n",
                                  "G@T /hello HTTP/1.1\r\n\r\n", "GET hello HTTP/1.1\r\n\r\n"}) {
    Client client(port());
    client.send(bytes);
    expect_problem(client.receive(), 400, "malformed_request");
    EXPECT_TRUE(client.is_closed()) << bytes;
  }
}

TEST_F(EdgeRequests, a_malformed_header_field_is_refused) {
  const std::pair<std::string, std::string> cases[] = {
      {"Content-Length: -5\r\n", "malformed_header"},
      {"Content-Length: abc\r\n", "malformed_header"},
      {"Content-Length: 1, 1\r\n", "malformed_header"},
      {"Content-Length: 3\r\nContent-Length: 3\r\n", "malformed_header"},
      {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "malformed_header"},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "malformed_header"},
      {"Cookie: nothing\r\n", "malformed_header"},
      {"Cookie: =nothing\r\n", "malformed_header"},
      {"Cache-Control: max-age=abc\r\n", "malformed_header"},
      {"Cache-Control: max-age\r\n", "malformed_header"},
      {"Accept: */*;q=foo\r\n", "malformed_header"},
      {"Accept: text/html;q=1.5\r\n", "malformed_header"},
      {"Accept-Language: fi;q=-1\r\n", "malformed_header"},
      {"Host: other\r\n", "malformed_header"},
      {"Name : value\r\n", "malformed_request"},
      {"Name value\r\n", "malformed_request"},
      {": value\r\n", "malformed_request"},
      {"Name: one\r\n two\r\n", "malformed_request"},
      {std::string("Name: a\0b\r\n", 11), "malformed_request"},
      {"Name: a\x01\r\n", "malformed_request"},
      {"Name: a\rb\r\n", "malformed_request"},
      {"Name: a\nb: c\r\n", "malformed_request"},
  };
  for (const auto& [line, code] : cases) {
    SCOPED_TRACE(line);
    expect_problem(exchange(port(), get("/hello", line)), 400, code);
  }
}

TEST_F(EdgeRequests, a_host_is_needed_and_must_be_one) {
  expect_problem(exchange(port(), "GET /hello HTTP/1.1\r\n\r\n"), 400, "malformed_header");
  for (const std::string host : {":::99999", "a b", "localhost:99999", "localhost:x", "", "[::1", "user@host"}) {
    SCOPED_TRACE(host);
    expect_problem(exchange(port(), "GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400, "malformed_header");
  }
  for (const std::string host : {"localhost:8080", "[::1]:8080", "kutsu.example.org", "127.0.0.1"}) {
    EXPECT_EQ(exchange(port(), "GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status, 200) << host;
  }
}

TEST_F(EdgeRequests, harmless_header_values_pass) {
  for (const std::string line :
       {"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8\r\n", "Accept: */*\r\n",
        "Accept-Language: fi-FI,fi;q=0.9,en;q=0.8,*;q=0.5\r\n", "Cache-Control: no-cache, max-age=0\r\n",
        "Cookie: a=b; c=\"d\"; e=; f=g=h\r\n", "Accept-Encoding: gzip, deflate, br;q=1.000\r\n", "Name:\r\n",
        "X-Name: \xc3\xa4\r\n"}) {
    EXPECT_EQ(exchange(port(), get("/hello", line)).status, 200) << line;
  }
}

TEST_F(EdgeRequests, what_is_too_large_is_refused_before_it_is_read) {
  expect_problem(exchange(port(), "POST /api/v1/organiser HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n"),
                 413, "body_too_large");
  expect_problem(
      exchange(port(), "POST /api/v1/organiser HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"),
      413, "body_too_large");
  expect_problem(exchange(port(), get("/" + std::string(9000, 'a'))), 414, "address_too_long");
  expect_problem(exchange(port(), "GET /" + std::string(9000, 'a')), 414, "address_too_long");
  expect_problem(exchange(port(), get("/hello", "Name: " + std::string(40000, 'a') + "\r\n")), 431,
                 "headers_too_large");
  std::string many;
  for (int i = 0; i < 200; ++i) many += "N" + std::to_string(i) + ": 1\r\n";
  expect_problem(exchange(port(), get("/hello", many)), 431, "headers_too_large");
}

TEST_F(EdgeRequests, chunked_bodies_are_read_and_bound) {
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(exchange(port(), head + "5\r\nhello\r\n6;name=value\r\n world\r\n0\r\nTrailer: x\r\n\r\n").body,
            "hello world");
  expect_problem(exchange(port(), head + "5\r\nhelloXX0\r\n\r\n"), 400, "malformed_request");
  expect_problem(exchange(port(), head + "-5\r\nhello\r\n"), 400, "malformed_request");
  expect_problem(exchange(port(), head + "0x5\r\nhello\r\n"), 400, "malformed_request");
  expect_problem(exchange(port(), head + "\r\n"), 400, "malformed_request");
  const std::string api = "POST /api/v1/organiser HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  expect_problem(exchange(port(), api + "ffffffffffffffff\r\n"), 413, "body_too_large");
  expect_problem(exchange(port(), api + "fffffffffffffffff\r\n"), 413, "body_too_large");
  expect_problem(exchange(port(), api + "200000\r\n"), 413, "body_too_large");
  expect_problem(exchange(port(), "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"), 501,
                 "transfer_encoding");
}

TEST_F(EdgeRequests, empty_lines_and_chunks_of_one_octet_are_read_over_however_many) {
  std::string request;
  for (int i = 0; i < 5000; ++i) request += "\r\n";
  request += "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20'000; ++i) request += "1\r\nx\r\n";
  EXPECT_EQ(exchange(port(), request + "0\r\n\r\n").body, std::string(20'000, 'x'));
}

TEST_F(EdgeRequests, a_body_may_come_in_pieces_and_after_asking) {
  Client client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("he");
  client.send("llo");
  EXPECT_EQ(client.receive().body, "hello");
  EXPECT_EQ(exchange(port(), get("/hello", "Expect: a-miracle\r\n")).status, 417);
}

TEST_F(EdgeRequests, addresses_are_decoded_and_checked) {
  EXPECT_EQ(exchange(port(), get("/hel%6co")).body, "hello");
  EXPECT_EQ(exchange(port(), get("/echo/%C3%A4%20+")).body, "\xc3\xa4 +");
  EXPECT_EQ(exchange(port(), get("/echo/a%2Fb")).body, "a/b");
  EXPECT_EQ(exchange(port(), get("http://localhost/hello")).body, "hello");
  EXPECT_EQ(exchange(port(), get("/query?b=%C3%A4+x&a=1&&c")).body, "b=\xc3\xa4 x\na=1\nc=\n");
  for (const std::string target : {"/echo/%", "/echo/%4", "/echo/%zz", "/echo/%00", "/echo/%ff", "/echo/..",
                                   "/echo/%2e%2e", "/./hello", "/query?a=%ff", "/query?a=%", "/query?a=%00"}) {
    SCOPED_TRACE(target);
    expect_problem(exchange(port(), get(target)), 400, "malformed_address");
  }
}

TEST_F(EdgeRequests, the_most_literal_route_wins) {
  EXPECT_EQ(exchange(port(), get("/files/7")).body, "page 7");
  EXPECT_EQ(exchange(port(), get("/files/7.ics")).body, "calendar 7");
  EXPECT_EQ(exchange(port(), get("/files/.ics")).body, "page .ics");
  EXPECT_EQ(exchange(port(), get("/files/special")).body, "hello");
}

TEST_F(EdgeRequests, unknown_addresses_and_methods_are_told_apart) {
  EXPECT_EQ(exchange(port(), get("/nothing")).status, 404);
  EXPECT_THAT(exchange(port(), get("/nothing")).field("content-type"), HasSubstr("text/html"));
  expect_problem(exchange(port(), get("/api/v1/nothing")), 404, "not_found");
  EXPECT_THAT(exchange(port(), get("/ar/nothing")).body, HasSubstr("dir=\"rtl\""));
  const auto wrong = exchange(port(), post("/hello", ""));
  expect_problem(wrong, 405, "method_not_allowed");
  EXPECT_EQ(wrong.field("allow"), "GET, HEAD, OPTIONS");
  for (const std::string method : {"PROPFIND", "REPORT", "TRACE", "CONNECT", "get"}) {
    expect_problem(exchange(port(), method + " /hello HTTP/1.1\r\nHost: a\r\n\r\n"), 501, "unknown_method");
  }
  expect_problem(exchange(port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505, "http_version");
}

TEST_F(EdgeRequests, a_slash_too_many_is_sent_on_within_this_site) {
  const auto answer = exchange(port(), get("/hello/?a=b"));
  EXPECT_EQ(answer.status, 308);
  EXPECT_EQ(answer.field("location"), "/hello?a=b");
  EXPECT_EQ(exchange(port(), get("//example.org/")).status, 404);
}

TEST_F(EdgeRequests, head_is_answered_as_get_without_its_body) {
  Client client(port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/echo/next"));
  const auto answer = client.receive(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.field("content-length"), "5");
  EXPECT_EQ(client.receive().body, "next");
}

TEST_F(EdgeRequests, options_names_the_methods_and_lets_other_sites_read_what_is_public) {
  const auto plain = exchange(port(), "OPTIONS /organiser HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(plain.status, 204);
  EXPECT_EQ(plain.field("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(plain.field("access-control-allow-origin"), "");
  const auto preflight = exchange(port(),
                                  "OPTIONS /api/v1/public HTTP/1.1\r\nHost: a\r\nOrigin: https://example.org\r\n"
                                  "Access-Control-Request-Method: GET\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.body, "");
  EXPECT_EQ(preflight.field("access-control-allow-origin"), "*");
  EXPECT_EQ(
      exchange(port(), get("/api/v1/public", "Origin: https://example.org\r\n")).field("access-control-allow-origin"),
      "*");
  EXPECT_EQ(exchange(port(), "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
  EXPECT_EQ(exchange(port(), "OPTIONS /nothing HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
}

TEST_F(EdgeRequests, a_fault_tells_nothing_but_its_id) {
  for (const std::string target : {"/fault", "/no-exception"}) {
    const auto answer = exchange(port(), get(target));
    expect_problem(answer, 500, "internal");
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    EXPECT_THAT(answer.body, HasSubstr(answer.field("x-request-id")));
  }
}

TEST_F(EdgeRequests, errors_become_problems) {
  const auto invalid = exchange(port(), get("/error/invalid"));
  expect_problem(invalid, 400, "required");
  EXPECT_THAT(invalid.body, HasSubstr(R"("errors":[{"field":"contact.name","code":"required")"));
  expect_problem(exchange(port(), get("/error/missing")), 404, "not_found");
  expect_problem(exchange(port(), get("/error/duplicate")), 409, "duplicate");
  expect_problem(exchange(port(), get("/error/version")), 412, "version");
  expect_problem(exchange(port(), get("/error/forbidden")), 403, "role");
  const auto limited = exchange(port(), get("/error/limited"));
  expect_problem(limited, 429, "too_many_requests");
  EXPECT_EQ(limited.field("retry-after"), "17");
  const auto unavailable = exchange(port(), get("/error/unavailable"));
  expect_problem(unavailable, 503, "database");
  EXPECT_FALSE(unavailable.field("retry-after").empty());
}

TEST_F(EdgeRequests, a_header_value_cannot_split_the_answer) {
  const auto answer = exchange(port(), get("/split"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.field("set-cookie"), "");
  EXPECT_EQ(answer.body, "split");
}

TEST_F(EdgeRequests, secrets_in_addresses_leave_no_traces) {
  const auto answer = exchange(port(), get("/m/secret"));
  EXPECT_EQ(answer.field("referrer-policy"), "no-referrer");
  EXPECT_EQ(answer.field("cache-control"), "no-store");
}

}  // namespace
}  // namespace edge_test
