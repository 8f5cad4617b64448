#include "ui/organiser_materials.hpp"

#include "service/api_request.hpp"
#include "service/materials.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {
namespace {

std::string materials_address(domain::EventId event) {
  return address_of(event) + "/materials";
}

Reply page_reply(const Request& request, const App& app, const domain::Event& event, ui::FormState state,
                 int status = 200) {
  ui::MaterialsPage page{event, {}, std::move(state), false};
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.materials = domain::materials_for(snapshot, event, domain::material_reader(request.principal, event));
  });
  page.may_edit = domain::may(signed_in(request), domain::Permission::edit_event, &event);
  const ui::Console console = console_for(request, app, "events", materials_address(event.id));
  return console_reply(request, app, ui::materials_page(app.pages, console, page), status);
}

}  // namespace

Reply show_materials(const Request& request, App& app) {
  ui::FormState state;
  if (request.query_value("scope").value_or("") == "all") state.values.emplace_back("whole_series", "yes");
  return page_reply(request, app, event_for(request, app, domain::Permission::see_event), std::move(state));
}

Reply take_material(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const UploadedForm form = read_upload(request);
  try {
    (void)add_material(request, app, read_material(form));
    return done(materials_address(event.id), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_reply(request, app, event, form_state(form.fields, error), status_of(error));
  }
}

Reply take_material_removal(const Request& request, App& app) {
  const auto event = event_in_path(request);
  domain::remove_material(app.ports, signed_in(request), event, {id_in_path(request, "material")});
  return done(materials_address(event), "saved");
}

}  // namespace service
