#include "service/errors.hpp"

#include "service/json.hpp"
#include "service/rate_limiter.hpp"

namespace service {
namespace {

using domain::ErrorKind;

constexpr std::string_view retry_after_seconds = "5";

int http_status(const domain::Error& error) {
  const auto& code = error.problems().front().code;
  switch (error.kind()) {
    case ErrorKind::invalid:
      return code == "unsupported_media_type" ? 415 : 400;
    case ErrorKind::unauthenticated:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return code == "version" ? 412 : 409;
    case ErrorKind::unavailable:
      return code == "too_many_requests" ? 429 : 503;
  }
  return 500;
}

std::string sentence(const domain::Problem& problem) {
  return problem.field.empty() ? problem.message : problem.field + ": " + problem.message;
}

}  // namespace

Failure failure_of(const domain::Error& error) {
  Failure failure{http_status(error), error.problems(), {}};
  if (failure.status == 401) failure.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (const auto* limited = dynamic_cast<const TooManyRequests*>(&error)) {
    failure.headers.emplace_back("Retry-After", std::to_string(limited->retry_after().count()));
  } else if (failure.status == 503 || failure.status == 429) {
    failure.headers.emplace_back("Retry-After", retry_after_seconds);
  }
  return failure;
}

Failure failure_of(const Refusal& refusal) {
  Failure failure{refusal.status, {{"", refusal.code, refusal.detail}}, {}};
  if (failure.status == 503) failure.headers.emplace_back("Retry-After", retry_after_seconds);
  return failure;
}

Failure unexpected_failure() {
  return {500, {{"", "internal", "Something went wrong here; it is logged."}}, {}};
}

Reply problem_json(const Failure& failure, std::string_view request_id) {
  Json::Array errors;
  for (const auto& problem : failure.problems) {
    Json::Object error{{"field", problem.field}, {"code", problem.code}, {"message", problem.message}};
    if (problem.event != 0) error.push_back({"event", problem.event});
    errors.emplace_back(std::move(error));
  }
  const auto& first = failure.problems.front();
  const Json body(Json::Object{{"type", "about:blank"},
                               {"title", reason_phrase(failure.status)},
                               {"status", failure.status},
                               {"detail", sentence(first)},
                               {"code", first.code},
                               {"errors", std::move(errors)},
                               {"request_id", request_id}});
  auto reply = json_reply(failure.status, to_text(body));
  reply.content_type = "application/problem+json";
  reply.headers = failure.headers;
  return reply;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

}  // namespace service
