#include "ui/organiser_sign_in.hpp"

namespace ui {

std::string sign_in_page(const Pages& pages, const Console& console, const FormState& state, const std::string& next) {
  Page page = console_page(pages, console, "organiser/sign_in.html",
                           pages.reader(console.context.language).text("organiser.sign_in.title"));
  const Reader& reader = page.reader();
  Values& body = page.body();
  body.set("NEXT", next);
  add_error_summary(body, reader, state, [](std::string_view) { return std::string(); });
  Field name{.name = "username",
             .label = reader.text("organiser.sign_in.username"),
             .required = true,
             .autocomplete = "username",
             .direction = "ltr"};
  Field password{.name = "password",
                 .control = Control::password,
                 .label = reader.text("organiser.sign_in.password"),
                 .required = true,
                 .autocomplete = "current-password",
                 .direction = "ltr"};
  add_field(body, reader, state, name);
  add_field(body, reader, state, password);
  return page.html();
}

}  // namespace ui
