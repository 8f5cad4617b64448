#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "service/long_bodies.hpp"
#include "service/refusal.hpp"
#include "service/request_parser.hpp"
#include "service/router.hpp"
#include "service/settings.hpp"

namespace service {

struct App;

// What goes on the wire.
struct Response {
  std::string head;                         // status line and fields, with the empty line
  std::shared_ptr<const std::string> body;  // nullptr: none (HEAD, 204, 304)
  bool keep_alive = false;
};

// Everything between the bytes and a handler: routes, sign-in, intent, errors, ETags, compression, headers, log and
// metrics. Knows nothing of sockets. Any thread.
class Edge {
 public:
  // The table, the settings and the app outlive it.
  Edge(App& app, const ServerSettings& settings, std::span<const Route> table);
  ~Edge();

  // Never throws but std::bad_alloc. `peer` is the address at the other end of the connection. Where the server is
  // `stopping` when the answer is ready, the connection ends after it.
  [[nodiscard]] Response answer(RawRequest raw, std::string_view peer, const std::atomic<bool>& stopping) const;
  // What the body may be by what the head says: longer than the settings let through where the route takes files and
  // whoever asks may call it; nothing where they may not. Throws Refusal{503} where too many such bodies are on their
  // way, and std::bad_alloc.
  [[nodiscard]] std::optional<BodyGrant> grant_body(const RawRequest& head, std::string_view peer) const;
  // For bytes that are no request; the connection ends.
  [[nodiscard]] Response refuse(const Refusal& refusal) const;
  // For a request of which only the head is taken: to whoever sent a form a page, which leads back to it.
  [[nodiscard]] Response refuse(const Refusal& refusal, RawRequest head, std::string_view peer) const;

 private:
  struct Exchange;
  [[nodiscard]] std::size_t long_body_limit(const RawRequest& head, std::string_view peer, std::string& sender) const;
  [[nodiscard]] Reply reply_to(RawRequest& raw, Exchange& exchange) const;
  [[nodiscard]] Reply refusal_page(const Refusal& refusal, RawRequest& head, Exchange& exchange) const;
  [[nodiscard]] std::string address_above(std::vector<std::string> path) const;
  [[nodiscard]] Reply run(Exchange& exchange) const;
  [[nodiscard]] Reply call(const Route& route, Request& request) const;
  [[nodiscard]] Reply without_route(Exchange& exchange, const RouteMatch& match) const;
  [[nodiscard]] Response finish(Reply reply, Exchange& exchange) const;

  App& app_;
  const ServerSettings& settings_;
  Router router_;
  std::string base_url_;
  std::string fixed_fields_;  // on every answer
  mutable LongBodies long_bodies_;
};

}  // namespace service
