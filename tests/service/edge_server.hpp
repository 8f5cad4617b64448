#pragma once
#include <memory>
#include <semaphore>
#include <span>
#include <string>

#include "domain/account.hpp"
#include "service/server.hpp"

// A real server on a free port with a few routes that show what the edge does.
namespace edge_test {

// GET /hello              "hello"
// GET /echo/{name}        the parameter
// GET /files/{id}, /files/{id}.ics   "page <id>", "calendar <id>"
// GET /query              every query field, "name=value" a line
// GET /kept               5 KB of HTML from the reply cache
// GET /big                8 MB
// GET /slow               tells that it has begun, and waits until it may end
// GET /fault              throws std::runtime_error("a secret detail")
// GET /error/{kind}       throws domain::Error
// GET /address            Request::remote_address
// GET /split              a header field with CR LF in its value
// POST /echo              the body
// GET /m/{token}          for holders of a link
// GET, POST /organiser    a page for organisers; GET /organiser/csrf its token
// GET, POST /api/v1/organiser  the same as JSON
// POST /organiser/files, /api/v1/files  takes files, up to 3 MB: "field=value" and "field: name size", a line each
// GET /api/v1/public      read by anybody, from any site
[[nodiscard]] std::span<const service::Route> routes();

extern std::counting_semaphore<> slow_has_begun;
extern std::counting_semaphore<> slow_may_end;

class EdgeServer {
 public:
  explicit EdgeServer(service::ServerSettings settings = {}, service::ConnectionLimits limits = {});
  ~EdgeServer();

  [[nodiscard]] int port() const;
  [[nodiscard]] service::Server& server();
  // A cookie or bearer token of somebody with this role.
  [[nodiscard]] std::string session(domain::Role role);
  [[nodiscard]] std::string api_token(domain::Role role);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edge_test
