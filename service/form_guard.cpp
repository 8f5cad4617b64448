#include "service/form_guard.hpp"

#include <charconv>

#include "service/form_input.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr auto soonest = 2s;
constexpr auto latest = 24h;

std::string sign(const App& app, std::string_view form, std::string_view second) {
  return app.ports.secrets.derive_token("form", std::string(form) + ":" + std::string(second));
}

// How long the form has been open; nothing where it was not us who opened it.
std::optional<std::chrono::seconds> age_of(const App& app, std::string_view form, const Fields& fields) {
  const auto stamp = form_value(fields, "opened");
  const auto dot = stamp.find('.');
  if (dot == std::string::npos) return {};
  const auto second = std::string_view(stamp).substr(0, dot);
  if (sign(app, form, second) != std::string_view(stamp).substr(dot + 1)) return {};
  std::int64_t opened = 0;
  std::from_chars(second.data(), second.data() + second.size(), opened);
  return app.ports.clock.now() - domain::Instant{std::chrono::seconds{opened}};
}

}  // namespace

std::string form_stamp(const App& app, std::string_view form) {
  const auto second = std::to_string(app.ports.clock.now().time_since_epoch().count());
  return second + "." + sign(app, form, second);
}

std::string kept_stamp(const App& app, std::string_view form, const Fields& fields) {
  const auto age = age_of(app, form, fields);
  return age && *age <= latest ? form_value(fields, "opened") : form_stamp(app, form);
}

std::optional<domain::Problem> robot_problem(const App& app, std::string_view form, const Fields& fields) {
  if (!app.settings.limits_enabled) return {};
  const auto age = age_of(app, form, fields);
  if (!age || *age > latest) return domain::Problem{"", "form_expired", "the form was open for too long"};
  if (*age < soonest || !form_value(fields, "website").empty()) {
    return domain::Problem{"", "too_fast", "the form was sent very quickly"};
  }
  return {};
}

}  // namespace service
