#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/access.hpp"
#include "domain/language.hpp"

// What a handler sees of HTTP (RFC 9110). Nothing here knows the server library.
namespace service {

enum class Method { get, post, put, patch, del, options };
[[nodiscard]] std::string_view to_word(Method method);

// Names compare without case, as RFC 9110, 5.1 wants.
using Fields = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] bool equal_without_case(std::string_view a, std::string_view b);  // ASCII
[[nodiscard]] std::optional<std::string_view> find_field(const Fields& fields, std::string_view name);

struct Request {
  Method method = Method::get;
  std::string path;                                        // percent-decoded, valid UTF-8, no NUL
  std::map<std::string, std::string> parameters;           // of the route's pattern: "{id}" → "id"
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order, valid UTF-8
  Fields headers;
  std::map<std::string, std::string> cookies;
  std::string body;            // at most the body limit
  std::string remote_address;  // of the client, from a trusted proxy's X-Forwarded-For where set
  std::string id;              // of this request, in the log and in X-Request-Id
  // Who is signed in, where the route asked; see Route::access.
  std::optional<domain::Principal> principal;
  std::string session_token;  // of the cookie behind `principal`; empty for bearer tokens

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return find_field(headers, name);
  }
  // The first value of a query parameter.
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  // All its values, those with commas split: ?theme=a,b&theme=c → a, b, c.
  [[nodiscard]] std::vector<std::string> query_list(std::string_view name) const;
  // Fields of an application/x-www-form-urlencoded body, in order; throws Error{invalid} when it is not well-formed.
  [[nodiscard]] Fields form() const;
};

class GzipBody;

// Bodies are shared so that a kept answer is sent without a copy.
struct Reply {
  int status = 200;
  std::string content_type;
  std::shared_ptr<const std::string> body;
  Fields headers;
  // The body compressed, for who accepts it. Set where that gives nothing away (BREACH): kept public answers and
  // assets, by ReplyCache.
  std::shared_ptr<GzipBody> gzip = nullptr;
};

[[nodiscard]] Reply json_reply(int status, std::string body);
[[nodiscard]] Reply html_reply(int status, std::string body);
// 303, after a form was taken.
[[nodiscard]] Reply see_other(std::string location);

}  // namespace service
