#include "ui/organiser_materials.hpp"

#include "ui/event_view.hpp"
#include "ui/material_list.hpp"

namespace ui {
namespace {

std::string material_label(const Reader& reader, std::string_view field) {
  return reader.text("organiser.field.material." + std::string(field));
}

void add_row(Values& list, const Reader& reader, const MaterialsPage& page, const domain::Material& material) {
  Values row = list.add("MATERIAL");
  const std::string event = std::to_string(page.event.id.value);
  set_material(row, reader, material, "/events/" + event + "/materials/");
  row.show_if(material.for_registered, "FOR_REGISTERED");
  row.show_if(material.series.has_value(), "WHOLE_SERIES");
  if (!page.may_edit) return;
  Values remove = row.add(material.file() != nullptr ? "REMOVE_FILE" : "REMOVE");
  remove.set("EVENT", page.event.id.value);
  remove.set("ID", material.id.value);
  remove.set("TITLE", material.title);
}

void add_file_input(Values& form, const Reader& reader, const FormState& state) {
  for (const domain::Problem& problem : state.problems) {
    if (problem.field == "file") form.set_if("FILE_ERROR", reader.problem(problem));
  }
}

void add_form(Values& body, const Reader& reader, const Pages& pages, const MaterialsPage& page) {
  Values form = body.add("ADD");
  form.set("ID", page.event.id.value);
  add_error_summary(form, reader, page.state, [&](std::string_view field) { return material_label(reader, field); });
  add_file_input(form, reader, page.state);
  const auto field = [&](Field one) {
    one.label = material_label(reader, one.name);
    add_field(form, reader, page.state, one);
  };
  field({.name = "url", .direction = "ltr"});
  field({.name = "title", .hint = reader.text("organiser.hint.material.title"), .direction = "auto"});
  Field language{.name = "language", .control = Control::select, .mark_optional = false};
  language.choices = language_choices(reader, pages.lists());
  language.choices.insert(language.choices.begin(), Choice{"", reader.text("organiser.materials.any_language"), {}});
  field(std::move(language));
  Field registered{.name = "for_registered", .control = Control::checkbox};
  registered.mark_optional = false;
  field(std::move(registered));
  if (!page.event.super_event) return;
  Field series{.name = "whole_series", .control = Control::checkbox};
  series.mark_optional = false;
  field(std::move(series));
}

}  // namespace

std::string materials_page(const Pages& pages, const Console& console, const MaterialsPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/materials.html",
                           reader.text("organiser.materials.title") + ": " + event_name(list.event, reader));
  Values& body = page.body();
  body.set("ID", list.event.id.value);
  set_text(body, reader, list.event.name, "NAME");
  body.set("WHEN", reader.date_and_time(list.event.start_time, list.event.time_zone));
  body.show_if(list.materials.empty(), "NONE");
  if (!list.materials.empty()) {
    Values rows = body.add("LIST");
    for (const domain::Material& material : list.materials) add_row(rows, reader, list, material);
  }
  if (list.may_edit) add_form(body, reader, pages, list);
  return page.html();
}

}  // namespace ui
