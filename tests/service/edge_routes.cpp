#include <stdexcept>

#include "domain/error.hpp"
#include "service/guard.hpp"
#include "service/health.hpp"
#include "service/uploads.hpp"
#include "tests/service/edge_server.hpp"

namespace edge_test {

std::counting_semaphore<> slow_has_begun{0};
std::counting_semaphore<> slow_may_end{0};

namespace {

using service::Access;
using service::App;
using service::Method;
using service::Reply;
using service::Request;

Reply text(std::string body) {
  return {200, "text/plain; charset=utf-8", std::make_shared<const std::string>(std::move(body)), {}};
}

Reply hello(const Request&, App&) {
  return text("hello");
}
Reply echo_name(const Request& request, App&) {
  return text(request.parameters.at("name"));
}
Reply page(const Request& request, App&) {
  return text("page " + request.parameters.at("id"));
}
Reply calendar(const Request& request, App&) {
  return text("calendar " + request.parameters.at("id"));
}
Reply echo_body(const Request& request, App&) {
  return text(request.body);
}
Reply files(const Request& request, App&) {
  const auto form = service::read_upload(request);
  std::string lines;
  for (const auto& [name, value] : form.fields) lines += name == "csrf_token" ? "" : name + '=' + value + '\n';
  for (const auto& file : form.files) {
    lines += file.field + ": " + file.name + ' ' + std::to_string(file.bytes.size()) + '\n';
  }
  return text(lines);
}
Reply address(const Request& request, App&) {
  return text(request.remote_address);
}
Reply csrf(const Request& request, App& app) {
  return text(service::csrf_token(request, app));
}
Reply fault(const Request&, App&) {
  throw std::runtime_error("a secret detail");
}
Reply no_exception(const Request&, App&) {
  throw 42;
}

Reply query(const Request& request, App&) {
  std::string lines;
  for (const auto& [name, value] : request.query) lines += name + '=' + value + '\n';
  return text(lines);
}

Reply kept(const Request&, App& app) {
  return app.replies.get("kept", service::ReplyCache::DependsOn::content, false, [] {
    std::string body = "<!doctype html><title>Kept</title>";
    while (body.size() < 5000) body += "<p>The same words again and again.";
    return service::html_reply(200, body);
  });
}

Reply big(const Request&, App&) {
  static const auto body = std::make_shared<const std::string>(8 * 1024 * 1024, 'x');
  return {200, "text/plain", body, {}};
}

Reply slow(const Request&, App&) {
  slow_has_begun.release();
  slow_may_end.acquire();
  return text("slow");
}

Reply split(const Request&, App&) {
  auto reply = text("split");
  reply.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c\r\n\r\nbody");
  return reply;
}

Reply error(const Request& request, App&) {
  using domain::ErrorKind;
  const auto& kind = request.parameters.at("kind");
  if (kind == "invalid") throw domain::Error(ErrorKind::invalid, "required", "is required", "contact.name");
  if (kind == "missing") throw domain::Error(ErrorKind::not_found, "not_found", "There is none.");
  if (kind == "duplicate") throw domain::Error(ErrorKind::conflict, "duplicate", "There is one already.");
  if (kind == "version") throw domain::Error(ErrorKind::conflict, "version", "It changed meanwhile.");
  if (kind == "forbidden") throw domain::Error(ErrorKind::forbidden, "role", "Not you.");
  if (kind == "limited") throw service::TooManyRequests(std::chrono::seconds{17});
  throw domain::Error(ErrorKind::unavailable, "database", "The database does not answer.");
}

constexpr service::Route table[] = {
    {Method::get, "/hello", Access::anyone, hello},
    {Method::get, "/echo/{name}", Access::anyone, echo_name},
    {Method::get, "/files/{id}", Access::anyone, page},
    {Method::get, "/files/{id}.ics", Access::anyone, calendar},
    {Method::get, "/files/special", Access::anyone, hello},
    {Method::get, "/query", Access::anyone, query},
    {Method::get, "/kept", Access::anyone, kept},
    {Method::get, "/big", Access::anyone, big},
    {Method::get, "/slow", Access::anyone, slow},
    {Method::get, "/fault", Access::anyone, fault, true},
    {Method::get, "/no-exception", Access::anyone, no_exception, true},
    {Method::get, "/error/{kind}", Access::anyone, error, true},
    {Method::get, "/address", Access::anyone, address},
    {Method::get, "/split", Access::anyone, split},
    {Method::post, "/echo", Access::anyone, echo_body},
    {Method::get, "/m/{token}", Access::link, hello},
    {Method::get, "/organiser", Access::organiser, hello},
    {Method::post, "/organiser", Access::organiser, echo_body},
    {Method::post, "/organiser/files", Access::organiser, files, false, 3 * 1024 * 1024},
    {Method::post, "/api/v1/files", Access::organiser, files, true, 3 * 1024 * 1024},
    {Method::get, "/organiser/csrf", Access::viewer, csrf},
    {Method::get, "/api/v1/organiser", Access::organiser, hello, true},
    {Method::post, "/api/v1/organiser", Access::organiser, echo_body, true},
    {Method::get, "/api/v1/public", Access::anyone, hello, true},
    {Method::get, "/healthz", Access::operators, service::healthz, true},
    {Method::get, "/readyz", Access::operators, service::readyz, true},
    {Method::get, "/metrics", Access::operators, service::metrics, true},
};

}  // namespace

std::span<const service::Route> routes() {
  return table;
}

}  // namespace edge_test
