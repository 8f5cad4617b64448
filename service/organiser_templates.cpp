#include "ui/organiser_templates.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/keep_templates.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_template_form.hpp"
#include "service/page_context.hpp"
#include "service/template_content.hpp"
#include "ui/organiser_event_form.hpp"

// What an organisation's events begin with: saved from an event, listed, changed by the event's own form.
namespace service {
namespace {

constexpr std::string_view templates_address = "/organiser/templates";

std::string anchor_of(const domain::EventTemplate& one) {
  return "template-" + std::to_string(one.id.value);
}

domain::EventTemplate template_in_path(const Request& request, const App& app) {
  return domain::find_template(app.ports, signed_in(request), domain::EventTemplateId{id_in_path(request)});
}

std::string edit_address(domain::EventTemplateId id) {
  return std::string(templates_address) + "/" + std::to_string(id.value) + "/edit";
}

Reply saving_page(const Request& request, const App& app, const domain::Event& event, const std::string& name,
                  std::vector<domain::Problem> problems, int status) {
  const std::string address = address_of(event.id) + "/template";
  const ui::Console console = console_for(request, app, "events", address);
  ui::SaveTemplatePage page{event, {{{"name", name}}, std::move(problems)}};
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.materials = std::min(snapshot.materials().of(event).size(), domain::maximum_materials);
  });
  return console_reply(request, app, ui::save_template_page(app.pages, console, page), status);
}

// Of the organisation they work for; of an admin who works for none, the event's.
std::optional<domain::OrganisationId> owner_for(const Request& request, const domain::Event& event) {
  if (signed_in(request).organisation) return {};
  return event.organisers.front().id;
}

Reply edit_page(const Request& request, const App& app, const domain::EventTemplate& one, const Fields& fields,
                std::vector<domain::Problem> problems, int status) {
  ui::EventFormPage page;
  page.state = {fields, std::move(problems)};
  page.edited_template = ui::EditedTemplate{one.id, one.name};
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.organisations = snapshot.organisations().all();
    page.rooms = snapshot.rooms().all();
  });
  const std::string room = form_value(fields, "location.room");
  std::erase_if(page.rooms,
                [&](const domain::Room& each) { return each.retired && std::to_string(each.id.value) != room; });
  const ui::Console console = console_for(request, app, "new", edit_address(one.id));
  return console_reply(request, app, ui::event_form_page(app.pages, console, page), status);
}

std::optional<std::int64_t> version_of(const Fields& fields) {
  domain::Violations ignored;
  const auto version = input_number(form_value(fields, "based_on"), "based_on", ignored);
  return version ? std::optional<std::int64_t>(*version) : std::nullopt;
}

}  // namespace

Reply show_templates(const Request& request, App& app) {
  ui::TemplatesPage page;
  for (domain::EventTemplate& one : domain::list_templates(app.ports, signed_in(request))) {
    auto details = read_template(one.content, day_of_templates, app);
    auto materials = domain::materials_of_template(app.ports, signed_in(request), one.id);
    page.templates.push_back({std::move(one), std::move(details), std::move(materials)});
  }
  const ui::Console console = console_for(request, app, "new", std::string(templates_address));
  return console_reply(request, app, ui::templates_page(app.pages, console, page));
}

Reply show_template_saving(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const std::string name(domain::best_text(event.name, page_language(request, app)).text);
  return saving_page(request, app, event, name, {}, 200);
}

Reply take_template_saving(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const std::string name = form_value(request.form(), "name");
  try {
    const auto made =
        domain::create_template(app.ports, signed_in(request), name, template_content(event, app.ports.zones),
                                owner_for(request, event), event.id);
    return done(std::string(templates_address), "template_saved", anchor_of(made));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return saving_page(request, app, event, name, error.problems(), status_of(error));
  }
}

Reply show_template_edit(const Request& request, App& app) {
  const domain::EventTemplate one = template_in_path(request, app);
  return edit_page(request, app, one, template_form_fields(one, app), {}, 200);
}

Reply take_template_edit(const Request& request, App& app) {
  const domain::EventTemplate one = template_in_path(request, app);
  const Fields fields = request.form();
  TemplateForm form = read_template_form(fields);
  if (edit_event_form(form.event, fields)) return edit_page(request, app, one, fields_of(form), {}, 200);
  drop_empty_questions(form.event);
  try {
    const auto change = [&](domain::EventTemplate& stored) { apply_template_form(form, app, stored); };
    const auto changed = domain::change_template(app.ports, signed_in(request), one.id, change, version_of(fields));
    return done(std::string(templates_address), "template_saved", anchor_of(changed));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    // Who saves again has been told, and means it.
    if (error.kind() == domain::ErrorKind::conflict) form.event.based_on = std::to_string(one.version);
    return edit_page(request, app, one, fields_of(form), problems_of_template(error), status_of(error));
  }
}

Reply take_template_removal(const Request& request, App& app) {
  domain::remove_template(app.ports, signed_in(request), domain::EventTemplateId{id_in_path(request)});
  return done(std::string(templates_address), "template_removed");
}

Reply take_template_material_removal(const Request& request, App& app) {
  const domain::EventTemplateId id{id_in_path(request)};
  domain::remove_template_material(app.ports, signed_in(request), id, {id_in_path(request, "material")});
  return done(std::string(templates_address), "saved", "template-" + std::to_string(id.value));
}

}  // namespace service
