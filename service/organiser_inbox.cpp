#include "ui/organiser_inbox.hpp"

#include "service/api_request.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {
namespace {

constexpr const char* inbox_address = "/organiser/inbox";

}  // namespace

Reply show_inbox(const Request& request, App& app) {
  const auto entries = domain::list_inbox(app.ports, signed_in(request));
  const ui::Console console = console_for(request, app, "inbox", inbox_address);
  return console_reply(request, app, ui::inbox_page(app.pages, console, entries));
}

Reply take_message_handled(const Request& request, App& app) {
  domain::mark_handled(app.ports, {id_in_path(request)}, signed_in(request));
  return done(inbox_address, "message_handled");
}

}  // namespace service
