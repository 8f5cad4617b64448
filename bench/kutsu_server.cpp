#include "bench/kutsu_server.hpp"

#include <cstdio>

#include "bench/programme.hpp"
#include "calendar/holiday_calendar.hpp"
#include "calendar/icalendar.hpp"
#include "service/server.hpp"
#include "ui/pages.hpp"

namespace bench {
namespace {

struct Kutsu {
  Kutsu(const std::filesystem::path& folder, const std::string& url) : house(folder, url) {
    settings.server.port = 0;
    settings.server.base_url = "http://localhost";
    settings.data_dir = folder;
  }
  House house;
  service::Settings settings;
  ui::Pages pages;
  service::RateLimiter limits{house.ports().clock, false};
  service::ReplyCache replies{house.ports().store, house.ports().clock};
  service::Metrics metrics;
  calendar::Calendars calendars{house.ports().zones};
  service::Background background;
  calendar::HolidayCalendar holidays;
  service::App app{settings, house.ports(), pages, limits, replies, metrics, calendars, background, holidays};
  service::Server server{app, settings.server};
};

}  // namespace

ChildProcess::Serve serve_kutsu(std::filesystem::path folder, std::string url) {
  return [folder, url](const std::function<void(int)>& tell_port) {
    if (std::freopen((folder / "log").c_str(), "w", stderr) == nullptr) throw std::runtime_error("no log");
    auto kutsu = std::make_shared<Kutsu>(folder, url);
    kutsu->server.start();
    tell_port(kutsu->server.port());
    return [kutsu] { kutsu->server.stop(); };
  };
}

}  // namespace bench
