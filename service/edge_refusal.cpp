#include <atomic>
#include <random>

#include "service/access_log.hpp"
#include "service/client_address.hpp"
#include "service/edge_exchange.hpp"
#include "service/errors.hpp"
#include "service/header_values.hpp"
#include "service/uri.hpp"

// What is answered to what cannot be received whole.
namespace service {

std::string new_request_id() {
  static const std::uint64_t run = (std::uint64_t{std::random_device{}()} << 32) | std::random_device{}();
  static std::atomic<std::uint64_t> count{0};
  static constexpr char digits[] = "0123456789abcdef";
  // A bijection of the count, so that ids of one run never meet and tell nothing of how many there were.
  std::uint64_t id = (count.fetch_add(1, std::memory_order_relaxed) * 0x9e3779b97f4a7c15) ^ run;
  std::string text(16, '0');
  for (auto& digit : text) {
    digit = digits[id & 15];
    id >>= 4;
  }
  return text;
}

Method parse_method(std::string_view word) {
  static constexpr std::pair<std::string_view, Method> methods[] = {
      {"GET", Method::get},     {"HEAD", Method::get},   {"POST", Method::post},      {"PUT", Method::put},
      {"PATCH", Method::patch}, {"DELETE", Method::del}, {"OPTIONS", Method::options}};
  for (const auto& [name, method] : methods) {
    if (name == word) return method;
  }
  throw Refusal{501, "unknown_method", "This method is not known here."};
}

Response Edge::refuse(const Refusal& refusal) const {
  Exchange exchange;
  exchange.request.id = new_request_id();
  exchange.method = "-";
  exchange.close = true;
  return finish(problem_json(failure_of(refusal), exchange.request.id), exchange);
}

Response Edge::refuse(const Refusal& refusal, RawRequest head, std::string_view peer) const {
  Exchange exchange;
  exchange.request.id = new_request_id();
  exchange.target = head.target;
  exchange.method = "-";
  exchange.close = true;
  exchange.request.remote_address = client_address(head.headers, peer, settings_.trusted_proxies);
  Reply reply;
  try {
    reply = refusal_page(refusal, head, exchange);
  } catch (const Refusal& other) {
    reply = problem_json(failure_of(other), exchange.request.id);
  } catch (const std::exception& fault) {
    log_fault(exchange.request.id, exchange.route_pattern, fault.what());
    reply = problem_json(failure_of(refusal), exchange.request.id);
  }
  return finish(std::move(reply), exchange);
}

Reply Edge::refusal_page(const Refusal& refusal, RawRequest& head, Exchange& exchange) const {
  auto& request = exchange.request;
  request.method = parse_method(head.method);
  exchange.method = head.method;
  request.headers = std::move(head.headers);
  const auto path = decode_path(exchange.target.substr(0, exchange.target.find('?')));
  for (const auto& segment : path) request.path += '/' + segment;
  auto match = router_.find(request.method, path);
  if (match.route == nullptr || match.route->api) return problem_json(failure_of(refusal), request.id);
  exchange.route = match.route;
  exchange.route_pattern = match.route->pattern;
  request.parameters = std::move(match.parameters);
  if (request.header("Cookie")) request.cookies = read_cookies(request.headers);
  return problem_page(failure_of(refusal), request, app_, address_above(path));
}

// The nearest page of those that the path leads through, itself included.
std::string Edge::address_above(std::vector<std::string> path) const {
  while (!path.empty() && router_.find(Method::get, path).route == nullptr) path.pop_back();
  std::string address;
  for (const auto& segment : path) address += '/' + percent_encode(segment);
  return address;
}

}  // namespace service
