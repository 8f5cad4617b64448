#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

// The public's form for registering, on an event's own page or behind an invitation's link.
namespace service {

struct FormPlace {
  domain::Event event;
  // Of its series, still to come, itself among them, by start time; empty where it stands alone.
  std::vector<domain::Event> dates = {};
  std::string invitation_token = {};
  domain::LanguageTag language;
};

// Empty; or why nobody can register now.
[[nodiscard]] Reply show_form(const Request& request, const App& app, const FormPlace& place);
[[nodiscard]] Reply take_form(const Request& request, App& app, const FormPlace& place);

}  // namespace service
