#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/error.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

// Tells programs from people without asking people anything: an input that nobody sees, and the time that it takes to
// fill in a form. Inputs: "opened" and "website".
namespace service {

// For a new form: the time, signed. `form` names what kind of form.
[[nodiscard]] std::string form_stamp(const App& app, std::string_view form);
// For a form that is shown again: its own where that is still good.
[[nodiscard]] std::string kept_stamp(const App& app, std::string_view form, const Fields& fields);
// What to tell who sent the form sooner than a person could, after a day, or with the unseen input filled in. Nothing
// where limits are off.
[[nodiscard]] std::optional<domain::Problem> robot_problem(const App& app, std::string_view form, const Fields& fields);

}  // namespace service
