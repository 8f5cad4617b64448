#include "ui/organiser_interpreters.hpp"

#include "ui/phone_words.hpp"

namespace ui {
namespace {

void add_row(Values& body, const Reader& reader, const domain::Interpreter& interpreter) {
  Values row = body.add("INTERPRETER");
  row.set("ID", interpreter.id.value);
  row.set("NAME", interpreter.name);
  row.set_if("AGENCY", interpreter.agency);
  row.set("PHONE_NUMBER", interpreter.phone ? interpreter.phone->e164() : "");
  row.set_if("PHONE", phone_words(interpreter.phone));
  row.set_if("EMAIL", interpreter.email ? interpreter.email->str() : "");
  for (const domain::SpokenLanguage& spoken : interpreter.languages) {
    Values one = row.add("SPOKEN");
    one.set("LANGUAGE", reader.language_name(spoken.language));
    one.set_if("DIALECT", spoken.dialect);
  }
}

void add_form(Values& body, const Reader& reader, const CodeLists& lists, const FormState& state) {
  const auto label = [&](const std::string& name) { return reader.text("organiser.field.interpreter." + name); };
  const auto label_of = [&](std::string_view field) {
    const std::size_t dot = field.find("].");
    return label(std::string(dot == std::string_view::npos ? field : field.substr(dot + 2)));
  };
  add_error_summary(body, reader, state, label_of);
  Field message_language{
      .name = "message_language", .control = Control::select, .label = label("message_language"), .required = true};
  message_language.choices = language_choices(reader, lists);
  for (const Field& field : {Field{.name = "name", .label = label("name"), .required = true, .autocomplete = "off"},
                             Field{.name = "agency", .label = label("agency")},
                             Field{.name = "phone",
                             .control = Control::telephone,
                             .label = label("phone"),
                             .autocomplete = "off",
                             .direction = "ltr"},
                             Field{.name = "email",
                             .control = Control::email,
                             .label = label("email"),
                             .autocomplete = "off",
                             .direction = "ltr"},
                             message_language}) {
    add_field(body, reader, state, field);
  }
  for (int i = 0; i < spoken_language_inputs; ++i) {
    Values spoken = body.add("SPOKEN_INPUTS");
    const std::string base = "languages[" + std::to_string(i) + "].";
    Field language{
        .name = base + "language", .control = Control::select, .label = label("language"), .required = i == 0};
    language.choices = language_choices(reader, lists);
    language.choices.insert(language.choices.begin(), Choice{"", reader.text("organiser.form.choose_language"), {}});
    add_field(spoken, reader, state, language);
    add_field(spoken, reader, state, Field{.name = base + "dialect", .label = label("dialect")});
  }
}

}  // namespace

std::string interpreters_page(const Pages& pages, const Console& console, const InterpretersPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/interpreters.html", reader.text("organiser.interpreters.title"));
  Values& body = page.body();
  add_rows(body, list.interpreters,
           [&](Values& table, const auto& interpreter) { add_row(table, reader, interpreter); });
  body.show_if(!list.state.problems.empty(), "OPEN");
  add_form(body, reader, pages.lists(), list.state);
  return page.html();
}

std::string interpreter_link_page(const Pages& pages, const Console& console, const domain::Interpreter& interpreter,
                                  const std::string& address) {
  const Reader reader = pages.reader(console.context.language);
  Page page =
      console_page(pages, console, "organiser/interpreter_link.html", reader.text("organiser.calendar_link.title"));
  page.body().set("NAME", interpreter.name);
  page.body().set("ADDRESS_ONCE", address);
  return page.html();
}

}  // namespace ui
