#include "ui/organiser_templates.hpp"

#include "ui/event_view.hpp"
#include "ui/material_list.hpp"

namespace ui {
namespace {

// "Info session · 17.00–19.00 · Kirjasto, Mikkeli".
void add_facts(Values& row, const Reader& reader, const domain::EventDetails& details) {
  domain::Event event;
  static_cast<domain::EventDetails&>(event) = details;
  row.set("KIND", reader.kind_name(details.kind));
  row.set("TIME", reader.time_range(details.start_time, details.end_time, details.time_zone));
  const bool placed = details.location.is_online() || !details.location.name.empty();
  if (placed) row.set_if("PLACE", place_line(event, reader));
  if (!details.in_language.empty()) row.set_if("LANGUAGES", reader.language_names(details.in_language));
  if (!details.interpreted_languages.empty()) {
    row.set_if("INTERPRETED", reader.language_names(details.interpreted_languages));
  }
}

void add_row(Values& list, const Reader& reader, const TemplateRow& one) {
  Values row = list.add("TEMPLATE");
  row.set("ID", one.stored.id.value);
  row.set("TEMPLATE_NAME", one.stored.name);
  set_text(row, reader, one.details.name, "NAME");
  add_facts(row, reader, one.details);
  if (one.materials.empty()) return;
  Values section = row.add("MATERIALS");
  for (const domain::Material& material : one.materials) {
    Values line = section.add("MATERIAL");
    line.set("TEMPLATE", one.stored.id.value);
    line.set("MATERIAL", material.id.value);
    line.set("TITLE", material.title);
    line.set("FACTS", material_facts(reader, material));
    line.show_if(material.for_registered, "FOR_REGISTERED");
  }
}

}  // namespace

std::string templates_page(const Pages& pages, const Console& console, const TemplatesPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/templates.html", reader.text("organiser.templates.title"));
  add_rows(
      page.body(), list.templates, [&](Values& rows, const TemplateRow& one) { add_row(rows, reader, one); }, "LIST");
  return page.html();
}

std::string save_template_page(const Pages& pages, const Console& console, const SaveTemplatePage& saving) {
  const Reader reader = pages.reader(console.context.language);
  Page page =
      console_page(pages, console, "organiser/template_saving.html", reader.text("organiser.templates.save_title"));
  Values& body = page.body();
  body.set("ID", saving.event.id.value);
  set_text(body, reader, saving.event.name, "NAME");
  if (saving.materials > 0) {
    const auto count = static_cast<std::int64_t>(saving.materials);
    body.set_if("MATERIALS", reader.text("organiser.templates.with_materials", {{"count", count}}));
  }
  const std::string label = reader.text("organiser.field.template_name");
  add_error_summary(body, reader, saving.state, [&](std::string_view) { return label; });
  add_field(body, reader, saving.state,
            Field{.name = "name",
                  .label = label,
                  .hint = reader.text("organiser.hint.template_name"),
                  .required = true,
                  .autocomplete = "off"});
  return page.html();
}

}  // namespace ui
