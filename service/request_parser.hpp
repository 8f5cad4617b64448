#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "service/http.hpp"

namespace service {

// A request as it came over the wire, framing undone and nothing decoded.
struct RawRequest {
  std::string method;
  std::string target;  // "/path?query", or "*"
  Fields headers;
  std::string body;
  bool keep_alive = true;                  // what the client wants
  std::shared_ptr<const void> place = {};  // as BodyGrant has it
};

// How many bytes a body may have, and what is held for as long as it is there.
struct BodyGrant {
  std::size_t limit = 0;
  std::shared_ptr<const void> place = {};
};

struct ParserLimits {
  std::size_t request_line = 8 * 1024;
  std::size_t head = 32 * 1024;
  std::size_t fields = 100;
  std::size_t body = 1024 * 1024;
};

// Thrown where whoever asks may not send this much, or may not ask at all: the request ends with its head, by which it
// is answered.
struct UnwelcomeBody {};

// Reads HTTP/1.1 requests (RFC 9112) from bytes as they come. Strict where leniency lets two servers disagree on where
// a request ends: no bare LF, no folded fields, no space before a colon, one Content-Length or one Transfer-Encoding.
class RequestParser {
 public:
  // What a body may be that is longer than the limits say, or that does not say how long it is, by the head of its
  // request; nothing where there shall be none.
  using LongerBody = std::function<std::optional<BodyGrant>(const RawRequest& head)>;
  explicit RequestParser(ParserLimits limits, LongerBody longer_body = {})
      : limits_(limits), longer_body_(std::move(longer_body)), body_limit_(limits.body) {}

  // Takes what belongs to the current request off the front of `bytes`. True when the request is complete; call
  // `take` before going on. Throws Refusal or UnwelcomeBody, after which the connection cannot be read any further.
  [[nodiscard]] bool advance(std::string& bytes);
  [[nodiscard]] RawRequest take();

  // The head is there, the body is not.
  [[nodiscard]] bool awaits_body() const noexcept { return stage_ != Stage::head; }
  // One that is longer than the limits say, and was let through.
  [[nodiscard]] bool awaits_longer_body() const noexcept { return awaits_body() && body_limit_ > limits_.body; }
  // Once per request: true where the client waits for "100 Continue" before it sends the body.
  [[nodiscard]] bool take_expectation();

 private:
  enum class Stage { head, sized_body, chunk_size, chunk, chunk_end, trailers, complete };

  bool take_head(std::string_view& input);
  void check_beginning(std::string_view input);
  void parse_request_line(std::string_view line);
  void parse_field(std::string_view line);
  void decide_framing();
  bool take_sized_body(std::string_view& input);
  bool take_chunk_size(std::string_view& input);
  bool take_chunk(std::string_view& input);
  bool take_trailers(std::string_view& input);

  ParserLimits limits_;
  LongerBody longer_body_;
  std::size_t body_limit_;  // of the current request
  Stage stage_ = Stage::head;
  RawRequest request_;
  bool http_1_0_ = false;
  bool line_checked_ = false;
  bool expects_continue_ = false;
  std::size_t searched_ = 0;   // of the input, for the end of the head
  std::size_t remaining_ = 0;  // of the body or the chunk
  std::size_t trailers_ = 0;   // bytes
};

}  // namespace service
