#include "ui/organiser_own_account.hpp"

namespace ui {
namespace {

std::string label(const Reader& reader, std::string_view name) {
  const std::string_view word = name == "display_name" ? "name" : name == "username" ? "email" : name;
  return reader.text("organiser.field.member." + std::string(word));
}

void add_summary(Page& page, const FormState& state) {
  add_error_summary(page.body(), page.reader(), state, [&](std::string_view field) {
    return field.empty() ? std::string() : label(page.reader(), field);
  });
}

Field password_field(const Reader& reader, const char* name) {
  const bool is_new = std::string_view(name) != "old_password";
  return {.name = name,
          .control = Control::password,
          .label = label(reader, name),
          .hint = is_new ? reader.text("organiser.hint.password") : std::string(),
          .required = true,
          .autocomplete = is_new ? "new-password" : "current-password",
          .direction = "ltr"};
}

void add_email_fields(Values& body, const Reader& reader, const FormState& state) {
  add_field(body, reader, state,
            {.name = "email",
             .control = Control::email,
             .label = label(reader, "new_email"),
             .required = true,
             .autocomplete = "email",
             .direction = "ltr"},
            "EMAIL_FIELD");
  add_field(body, reader, state,
            {.name = "password",
             .control = Control::password,
             .label = label(reader, "old_password"),
             .required = true,
             .autocomplete = "current-password",
             .direction = "ltr"},
            "EMAIL_FIELD");
}

std::string role_name(const Reader& reader, domain::Role role) {
  return reader.text("organiser.role." + std::string(domain::to_word(role)));
}

void add_session(Values& body, const Reader& reader, const domain::OwnSession& one) {
  Values row = body.add("SESSION");
  row.set("DEVICE", one.session.device.empty() ? reader.text("organiser.account.unknown_device") : one.session.device);
  row.set("ISO", domain::format_rfc3339(one.session.last_used_time));
  row.set("LAST_USED", reader.date_and_time(one.session.last_used_time, domain::default_time_zone));
  row.show_if(one.is_this, "IS_THIS");
  if (!one.is_this) row.add("END").set("HANDLE", one.handle);
}

}  // namespace

std::string own_account_page(const Pages& pages, const Console& console, const domain::OwnAccount& own,
                             const FormState& state) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/account.html", reader.text("organiser.account.title"));
  Values& body = page.body();
  body.set("NAME", own.account.display_name);
  body.set_if("EMAIL", own.account.email ? own.account.email->str() : "");
  for (const domain::OwnMembership& one : own.memberships) {
    Values membership = body.add("MEMBERSHIP");
    membership.set("ORGANISATION", one.organisation.name);
    membership.set("ROLE", role_name(reader, one.role));
  }
  for (const domain::OwnSession& one : own.sessions) add_session(body, reader, one);
  body.show_if(own.sessions.size() > 1, "OTHERS");
  add_summary(page, state);
  add_field(body, reader, state, password_field(reader, "old_password"));
  add_field(body, reader, state, password_field(reader, "new_password"));
  add_email_fields(body, reader, state);
  return page.html();
}

std::string forgotten_page(const Pages& pages, const Console& console, const FormState& state, bool sent) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/forgotten.html", reader.text("organiser.forgotten.title"));
  add_summary(page, state);
  if (sent) {
    page.body().show("SENT");
    return page.html();
  }
  Values form = page.body().add("ASK");
  add_field(form, reader, state,
            {.name = "username",
             .label = label(reader, "email"),
             .required = true,
             .autocomplete = "username",
             .direction = "ltr"});
  return page.html();
}

std::string reset_page(const Pages& pages, const Console& console, const FormState& state,
                       const domain::AccountLinkView& view, const std::string& token) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/reset.html", reader.text("organiser.reset.title"));
  page.body().set("TOKEN", token);
  page.body().set("WHO", view.display_name);
  add_summary(page, state);
  add_field(page.body(), reader, state, password_field(reader, "password"));
  return page.html();
}

std::string email_proof_page(const Pages& pages, const Console& console, const FormState& state,
                             const domain::AccountLinkView& view, const std::string& token) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/email_proof.html", reader.text("organiser.email_proof.title"));
  page.body().set("TOKEN", token);
  page.body().set("WHO", view.display_name);
  page.body().set("EMAIL", view.link.email->str());
  add_summary(page, state);
  return page.html();
}

std::string join_page(const Pages& pages, const Console& console, const FormState& state,
                      const domain::AccountLinkView& view, const std::string& token) {
  const Reader reader = pages.reader(console.context.language);
  const std::string organisation = view.organisation.empty() ? console.context.site_name : view.organisation;
  const std::string title = reader.text("organiser.join.title", {{"organisation", organisation}});
  Page page = console_page(pages, console, "organiser/join.html", title);
  Values& body = page.body();
  body.set("JOIN_TITLE", title);
  body.set("JOIN_TEXT", reader.text("organiser.join.text", {{"role", role_name(reader, view.link.role)}}));
  if (view.link.organisation) {
    body.set_if("HINT", reader.text("organiser.role.hint." + std::string(domain::to_word(view.link.role))));
  }
  add_summary(page, state);
  if (console.principal.account) {
    Values present = body.add("AS_SIGNED_IN");
    present.set("TOKEN", token);
    present.set("INVITED", reader.text("organiser.join.invited", {{"email", view.link.email->str()}}));
    present.set("BUTTON", reader.text("organiser.join.as", {{"name", console.principal.display_name}}));
    return page.html();
  }
  Values next = body.add(view.has_account ? "SIGN_IN_FIRST" : "NEW_ACCOUNT");
  next.set("TOKEN", token);
  if (view.has_account) return page.html();
  next.set("EMAIL", view.link.email->str());
  add_field(next, reader, state,
            {.name = "display_name", .label = label(reader, "name"), .required = true, .autocomplete = "name"});
  add_field(next, reader, state, password_field(reader, "password"));
  return page.html();
}

}  // namespace ui
