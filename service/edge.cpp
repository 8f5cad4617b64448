#include "service/edge.hpp"

#include <algorithm>

#include "service/access_log.hpp"
#include "service/app.hpp"
#include "service/client_address.hpp"
#include "service/compression.hpp"
#include "service/edge_exchange.hpp"
#include "service/errors.hpp"
#include "service/guard.hpp"
#include "service/header_values.hpp"
#include "service/response_head.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

// Of ten megabytes each, and ten minutes that they may take.
constexpr std::size_t most_long_bodies = 16;
constexpr std::size_t most_long_bodies_of_one = 4;
constexpr std::string_view sign_in_page = "/organiser/sign-in";
constexpr std::string_view read_only_methods = "GET, HEAD, OPTIONS";

bool is_public(const Route& route) {
  return route.api && route.method == Method::get && route.access == Access::anyone;
}

std::string allowed_methods(const std::vector<const Route*>& routes) {
  std::string list;
  for (const auto* route : routes) {
    const auto word = to_word(route->method);
    if (list.find(word) != std::string::npos) continue;
    list += word;
    list += route->method == Method::get ? ", HEAD, " : ", ";
  }
  return list + "OPTIONS";
}

// Problems of unknown addresses: JSON for the JSON interface and for calendars, a page for the rest.
bool expects_json(std::string_view path) {
  return path.starts_with("/api/") || path.ends_with(".ics") || path.ends_with(".json");
}

// Compressed or not, it says the same in other bytes: RFC 9110, 8.8.1.
void weaken_etag(Fields& headers) {
  for (auto& [name, value] : headers) {
    if (equal_without_case(name, "ETag") && value.starts_with('"')) value.insert(0, "W/");
  }
}

// Where a page's reader goes to sign in, and to come back from.
std::string sign_in_address(const Request& request) {
  std::string address(sign_in_page);
  if (request.method != Method::get) return address;
  std::string next = request.path;
  for (const auto& [name, value] : request.query) {
    next += (next.size() == request.path.size() ? "?" : "&") + percent_encode(name) + '=' + percent_encode(value);
  }
  return address + "?next=" + percent_encode(next);
}

}  // namespace

Edge::Edge(App& app, const ServerSettings& settings, std::span<const Route> table)
    : app_(app),
      settings_(settings),
      router_(table),
      base_url_(settings.base_url),
      fixed_fields_(security_fields(settings.base_url)),
      long_bodies_(most_long_bodies, most_long_bodies_of_one) {}

Edge::~Edge() = default;

Response Edge::answer(RawRequest raw, std::string_view peer, const std::atomic<bool>& stopping) const {
  Exchange exchange;
  exchange.request.id = new_request_id();
  exchange.target = raw.target;
  exchange.method = "-";
  exchange.head_only = raw.method == "HEAD";
  exchange.request.remote_address = client_address(raw.headers, peer, settings_.trusted_proxies);
  auto reply = reply_to(raw, exchange);
  exchange.close = stopping || !raw.keep_alive;
  return finish(std::move(reply), exchange);
}

// What is wrong with the rest of the head is told once the request is there.
std::optional<BodyGrant> Edge::grant_body(const RawRequest& head, std::string_view peer) const {
  const BodyGrant usual{settings_.maximum_body};
  std::string sender;
  std::size_t limit = 0;
  try {
    limit = long_body_limit(head, peer, sender);
  } catch (const Refusal&) {
    return usual;
  } catch (const std::exception&) {
    return {};
  }
  if (limit <= settings_.maximum_body) return usual;
  return BodyGrant{limit, long_bodies_.admit(sender)};
}

// Of what is longer, `sender` is told as well.
std::size_t Edge::long_body_limit(const RawRequest& head, std::string_view peer, std::string& sender) const {
  Request request;
  request.method = parse_method(head.method);
  const std::string_view target(head.target);
  const auto match = router_.find(request.method, decode_path(target.substr(0, target.find('?'))));
  if (match.route == nullptr || match.route->body_limit <= settings_.maximum_body) return 0;
  request.headers = head.headers;
  request.remote_address = client_address(head.headers, peer, settings_.trusted_proxies);
  if (request.header("Cookie")) request.cookies = read_cookies(request.headers);
  identify(request, app_);
  require_access(request, *match.route, settings_);
  require_own_site(request, base_url_);
  sender = sender_of(request);
  return match.route->body_limit;
}

// Makes a reply of whatever happens.
Reply Edge::reply_to(RawRequest& raw, Exchange& exchange) const {
  auto& request = exchange.request;
  Failure failure;
  try {
    request.method = parse_method(raw.method);
    exchange.method = raw.method;
    request.headers = std::move(raw.headers);
    request.body = std::move(raw.body);
    return run(exchange);
  } catch (const Refusal& refusal) {
    return problem_json(failure_of(refusal), request.id);
  } catch (const domain::Error& error) {
    failure = failure_of(error);
  } catch (const std::exception& fault) {
    log_fault(request.id, exchange.route_pattern, fault.what());
    failure = unexpected_failure();
  } catch (...) {
    log_fault(request.id, exchange.route_pattern, "something that is no std::exception");
    failure = unexpected_failure();
  }
  const bool json = exchange.route != nullptr ? exchange.route->api : expects_json(request.path);
  try {
    if (!json) return problem_page(failure, request, app_);
  } catch (const std::exception& fault) {
    log_fault(request.id, exchange.route_pattern, fault.what());
  }
  return problem_json(failure, request.id);
}

Reply Edge::run(Exchange& exchange) const {
  auto& request = exchange.request;
  const auto question = std::min(exchange.target.find('?'), exchange.target.size());
  if (exchange.target == "*") {
    if (request.method != Method::options) throw Refusal{400, "malformed_address", "The address is malformed."};
    return {204, "", nullptr, {{"Allow", "GET, HEAD, POST, PATCH, DELETE, OPTIONS"}}};
  }
  const auto path = decode_path(exchange.target.substr(0, question));
  for (const auto& segment : path) request.path += '/' + segment;
  if (path.empty()) request.path = "/";
  if (question < exchange.target.size()) {
    auto query = parse_form(exchange.target.substr(question + 1));
    if (!query) throw Refusal{400, "malformed_address", "The query of the address is malformed."};
    request.query = std::move(*query);
  }
  auto match = router_.find(request.method, path);
  if (match.route == nullptr) {
    // The problem's page speaks the language of the address, where it has one.
    if (!path.empty()) request.parameters.emplace("lang", path.front());
    return without_route(exchange, match);
  }
  exchange.route = match.route;
  exchange.route_pattern = match.route->pattern;
  request.parameters = std::move(match.parameters);
  if (request.header("Cookie")) request.cookies = read_cookies(request.headers);
  return call(*match.route, request);
}

Reply Edge::call(const Route& route, Request& request) const {
  identify(request, app_);
  if (!route.api && !request.principal && needs_principal(route)) return see_other(sign_in_address(request));
  require_access(request, route, settings_);
  require_intent(request, route, app_, base_url_);
  return route.handler(request, app_);
}

Reply Edge::without_route(Exchange& exchange, const RouteMatch& match) const {
  const auto& request = exchange.request;
  if (match.others.empty()) {
    // An address with a slash too many, as people type them.
    const auto question = std::min(exchange.target.find('?'), exchange.target.size());
    if (request.method == Method::get && request.path.size() > 1 && request.path.ends_with('/') &&
        exchange.target[question - 1] == '/' && !exchange.target.starts_with("//")) {
      std::string location(exchange.target);
      location.erase(question - 1, 1);
      return {308, "", nullptr, {{"Location", std::move(location)}}};
    }
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "There is nothing at this address.");
  }
  exchange.route_pattern = match.others.front()->pattern;
  const auto allowed = allowed_methods(match.others);
  if (request.method == Method::options) {
    Reply reply{204, "", nullptr, {{"Allow", allowed}}};
    if (std::ranges::any_of(match.others, [](const Route* route) { return is_public(*route); })) {
      reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
      reply.headers.emplace_back("Access-Control-Allow-Methods", read_only_methods);
      reply.headers.emplace_back("Access-Control-Allow-Headers", "Accept-Language, If-None-Match");
      reply.headers.emplace_back("Access-Control-Max-Age", "86400");
    }
    return reply;
  }
  auto failure = failure_of(Refusal{405, "method_not_allowed", "This address does not take this method."});
  failure.headers.emplace_back("Allow", allowed);
  return problem_json(failure, request.id);
}

Response Edge::finish(Reply reply, Exchange& exchange) const {
  const auto& request = exchange.request;
  const auto* route = exchange.route;
  const bool personal = request.principal || (route != nullptr && route->access == Access::link);
  const bool read = request.method == Method::get;
  bool compressed = false;
  if (reply.gzip && reply.body && settings_.gzip && !personal) {
    compressed = accepts_gzip(request.headers);
    add_to_list(reply.headers, "Vary", "Accept-Encoding");
  }
  const auto tag = find_field(reply.headers, "ETag");
  if (tag && read && reply.status == 200) {
    if (const auto known = request.header("If-None-Match"); known && matches_etag(*known, *tag)) reply.status = 304;
  }
  if (compressed && reply.status == 200) {
    reply.body = reply.gzip->of(*reply.body);
    reply.headers.emplace_back("Content-Encoding", "gzip");
    weaken_etag(reply.headers);
  }
  if (!find_field(reply.headers, "Cache-Control")) {
    const bool keepable = !personal && read && tag && reply.status < 400;
    reply.headers.emplace_back("Cache-Control", keepable ? "no-cache" : "no-store");
  }
  if (route != nullptr && is_public(*route)) {
    reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
    reply.headers.emplace_back("Access-Control-Expose-Headers", "ETag");
  }
  const bool secret = route != nullptr && route->access == Access::link;
  const auto size = reply.body ? reply.body->size() : 0;
  Response response{begin_head(reply, size), nullptr, !exchange.close};
  response.head += fixed_fields_;
  if (!find_field(reply.headers, "Permissions-Policy")) response.head += no_permissions;
  response.head += secret ? "Referrer-Policy: no-referrer\r\n" : "Referrer-Policy: same-origin\r\n";
  response.head += "X-Request-Id: " + request.id + "\r\nDate: ";
  response.head += http_date();
  response.head += exchange.close ? "\r\nConnection: close\r\n\r\n" : "\r\nConnection: keep-alive\r\n\r\n";
  const bool bodiless = exchange.head_only || reply.status == 204 || reply.status == 304;
  if (!bodiless && size > 0) response.body = std::move(reply.body);

  const auto duration = std::chrono::steady_clock::now() - exchange.began;
  app_.metrics.count_request(exchange.route_pattern, reply.status, duration);
  log_access({exchange.method, exchange.route_pattern, reply.status, response.body ? size : 0, duration, request.id});
  return response;
}

}  // namespace service
