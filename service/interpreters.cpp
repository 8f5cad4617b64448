#include "service/interpreters.hpp"

#include "domain/book_interpreter.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/interpreter_json.hpp"
#include "service/registration_input.hpp"

namespace service {
namespace {

Json with_calendar_json(const domain::NewInterpreter& made, const App& app) {
  Json::Object object = *interpreter_json(made.interpreter).object();
  object.push_back({"calendar_url", app.settings.server.base_url + "/calendar/" + made.calendar_token + ".ics"});
  return object;
}

}  // namespace

Reply list_interpreters(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::book_interpreters);
  std::vector<domain::Interpreter> interpreters;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { interpreters = snapshot.interpreters().all(); });
  Json::Array data;
  for (const domain::Interpreter& interpreter : interpreters) data.push_back(interpreter_json(interpreter));
  return personal_reply(200, list_json(std::move(data)));
}

Reply create_interpreter(const Request& request, App& app) {
  const domain::Interpreter wanted = read_interpreter(read_json(request));
  return personal_reply(201, with_calendar_json(domain::add_interpreter(app.ports, signed_in(request), wanted), app));
}

Reply retire_interpreter(const Request& request, App& app) {
  const domain::InterpreterId id{id_in_path(request)};
  read_nothing(request);
  domain::retire_interpreter(app.ports, signed_in(request), id);
  Reply reply;
  reply.status = 204;
  return reply;
}

Reply renew_interpreter_calendar(const Request& request, App& app) {
  const domain::InterpreterId id{id_in_path(request)};
  return personal_reply(200,
                        with_calendar_json(domain::renew_interpreter_calendar(app.ports, signed_in(request), id), app));
}

}  // namespace service
