#include "tests/service/edge_server.hpp"

#include "calendar/holiday_calendar.hpp"
#include "calendar/icalendar.hpp"
#include "domain/sign_in.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/shared_pages.hpp"

namespace edge_test {
namespace {

service::Settings with_server(service::ServerSettings server) {
  service::Settings settings;
  // Any free one, where the test names none.
  if (server.port == service::ServerSettings{}.port) server.port = 0;
  settings.server = std::move(server);
  return settings;
}

}  // namespace

struct EdgeServer::Parts {
  fixtures::World world;
  service::Settings settings;
  service::RateLimiter limits{world.clock, true};
  service::ReplyCache replies{*world.store, world.clock};
  service::Metrics metrics;
  calendar::Calendars calendars{world.zones};
  service::Background background;
  calendar::HolidayCalendar holidays;
  service::App app{settings,   *world.ports, fixtures::shared_pages(), limits, replies, metrics, calendars,
                   background, holidays};
  service::Server server;

  Parts(service::ServerSettings server_settings, service::ConnectionLimits connection_limits)
      : settings(with_server(std::move(server_settings))), server(app, settings.server, routes(), connection_limits) {
    server.start();
  }
};

EdgeServer::EdgeServer(service::ServerSettings settings, service::ConnectionLimits limits)
    : parts_(std::make_unique<Parts>(std::move(settings), limits)) {}

EdgeServer::~EdgeServer() = default;

int EdgeServer::port() const {
  return parts_->server.port();
}

service::Server& EdgeServer::server() {
  return parts_->server;
}

std::string EdgeServer::session(domain::Role role) {
  const std::string username = "user-" + std::string(domain::to_word(role));
  const std::string password = "correct horse battery";
  const auto organisation = parts_->world.organiser("Mimosa").organisation;
  // There from an earlier call, perhaps.
  (void)fixtures::problem_of([&] {
    (void)domain::create_account(*parts_->world.ports, {username, username, password, role, organisation});
  });
  return domain::sign_in(*parts_->world.ports, username, password).session_token;
}

std::string EdgeServer::api_token(domain::Role role) {
  const auto organisation = parts_->world.organiser("Mimosa").organisation;
  return domain::create_api_token(*parts_->world.ports, "test", role, organisation);
}

}  // namespace edge_test
