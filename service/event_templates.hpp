#pragma once
#include <functional>

#include "service/app.hpp"
#include "service/http.hpp"
#include "service/json_object.hpp"

// Templates of an organisation.
namespace service {

Reply list_event_templates(const Request& request, App& app);
// {"name", "from": EVENT} or {"name", "event": {…}} (template_content.hpp); an admin names the "organisation".
Reply create_event_template(const Request& request, App& app);
Reply get_event_template(const Request& request, App& app);
// A merge patch (RFC 7396) of "name" and "event"; If-Match is honoured.
Reply change_event_template(const Request& request, App& app);
Reply remove_event_template(const Request& request, App& app);
Reply remove_event_template_material(const Request& request, App& app);

// As read_new_event; with "template" the event begins with that one, on the day of "start_time" or on "start_date".
// Error{invalid, "unknown_template"}.
[[nodiscard]] domain::EventDetails read_event_to_make(const Json& body, const Request& request, const App& app,
                                                      const std::function<void(JsonObject&)>& also = {});
// What was made of the same body, one event or the dates of a series, is given what else the template holds; as stored
// then.
void take_over_template(const Json& body, const Request& request, const App& app, std::vector<domain::Event>& made);

}  // namespace service
