#include "service/export_reply.hpp"

#include <algorithm>
#include <array>

#include "domain/error.hpp"

namespace service {
namespace {

struct Format {
  std::string_view ending;
  std::string_view content_type;
};

constexpr std::array<Format, 4> formats{{
    {"csv", "text/csv; charset=utf-8; header=present"},  // RFC 4180, 3
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"json", "application/json"},
    {"ics", "text/calendar; charset=utf-8"},
}};

}  // namespace

ExportFormat format_of(const Request& request, std::initializer_list<std::string_view> offered) {
  const auto asked = request.parameters.find("format");
  const auto* found = formats.end();
  if (asked != request.parameters.end() && std::ranges::find(offered, asked->second) != offered.end()) {
    found = std::ranges::find(formats, std::string_view(asked->second), &Format::ending);
  }
  if (found == formats.end()) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is nothing at this address");
  }
  return static_cast<ExportFormat>(found - formats.begin());
}

Reply file_reply(ExportFormat format, const std::string& name, std::string bytes) {
  const Format& known = formats[static_cast<std::size_t>(format)];
  return {
      .status = 200,
      .content_type = std::string(known.content_type),
      .body = std::make_shared<const std::string>(std::move(bytes)),
      .headers = {{"Content-Disposition", "attachment; filename=\"" + name + "." + std::string(known.ending) + "\""}}};
}

Reply file_reply(ExportFormat format, const std::string& name, const ExportTable& table) {
  return file_reply(format, name, format == ExportFormat::xlsx ? to_xlsx(table) : to_csv(table));
}

std::string today(const App& app) {
  const auto now = app.ports.zones.to_local(app.ports.clock.now(), domain::default_time_zone);
  return domain::format_date(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(now)});
}

}  // namespace service
