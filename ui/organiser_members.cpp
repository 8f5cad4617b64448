#include "ui/organiser_members.hpp"

#include "ui/phone_words.hpp"

namespace ui {
namespace {

using domain::Role;

constexpr Role member_roles[] = {Role::manager, Role::organiser, Role::partner, Role::door, Role::viewer};

std::string role_name(const Reader& reader, Role role) {
  return reader.text("organiser.role." + std::string(domain::to_word(role)));
}

std::vector<Choice> role_choices(const Reader& reader) {
  std::vector<Choice> choices;
  for (const Role role : member_roles)
    choices.push_back({std::string(domain::to_word(role)), role_name(reader, role), {}});
  return choices;
}

std::vector<Choice> kind_choices(const Reader& reader) {
  return word_choices(reader, "organiser.organisation.kind.", {"municipality", "ngo", "agency", "other"});
}

std::string label(const Reader& reader, std::string_view of, std::string_view name) {
  return reader.text("organiser.field." + std::string(of) + "." + std::string(name));
}

void add_contact(Values& row, const domain::Organisation& organisation) {
  row.set_if("PHONE", phone_words(organisation.phone));
  row.set_if("EMAIL", organisation.email ? organisation.email->str() : "");
}

void add_change(Values& row, const Reader& reader, const domain::Member& member) {
  Values change = row.add("CHANGE");
  for (const Role role : member_roles) {
    Values choice = change.add("ROLE");
    choice.set("WORD", domain::to_word(role));
    choice.set("WORDS", role_name(reader, role));
    choice.show_if(role == member.membership.role, "IS_PRESENT");
  }
}

void add_member(Values& table, const Reader& reader, const Console& console, const domain::Member& member) {
  Values row = table.add("MEMBER");
  row.set("ACCOUNT_ID", member.account.id.value);
  row.set("MEMBER_NAME", member.account.display_name);
  row.set_if("EMAIL", member.account.email ? member.account.email->str() : "");
  const bool self = console.principal.account == member.account.id;
  row.show_if(self, "IS_SELF");
  if (self && console.principal.role != Role::admin) {
    row.set_if("FIXED_ROLE", role_name(reader, member.membership.role));
    return;
  }
  add_change(row, reader, member);
  row.show("REMOVE");
}

void add_invitations(Values& body, const Reader& reader, const std::vector<domain::AccountLink>& invitations) {
  if (invitations.empty()) return;
  Values table = body.add("INVITATIONS");
  for (const domain::AccountLink& link : invitations) {
    Values row = table.add("INVITATION");
    row.set("LINK_ID", link.id.value);
    row.set("EMAIL", link.email->str());
    row.set("ROLE", role_name(reader, link.role));
    row.set("UNTIL", reader.date_and_time(link.expires_time, domain::default_time_zone));
  }
}

void add_invite_form(Page& page, const FormState& state) {
  const Reader& reader = page.reader();
  Values form = page.body().add("INVITE_INPUTS");
  Field role{.name = "role", .control = Control::select, .label = label(reader, "member", "role"), .required = true};
  role.choices = role_choices(reader);
  Field language{.name = "language",
                 .control = Control::select,
                 .label = label(reader, "member", "language"),
                 .mark_optional = false};
  for (const domain::LanguageTag& tag : page.catalogue().languages()) {
    language.choices.push_back({tag.str(), reader.language_name(tag), {}});
  }
  add_field(form, reader, state,
            {.name = "invite_email",
             .control = Control::email,
             .label = label(reader, "member", "email"),
             .required = true,
             .autocomplete = "off",
             .direction = "ltr"});
  add_field(form, reader, state, role);
  add_field(form, reader, state, language);
  for (const Role one : member_roles) {
    Values meaning = page.body().add("ROLE_MEANING");
    meaning.set("ROLE_NAME", role_name(reader, one));
    meaning.set("MEANING", reader.text("organiser.role.hint." + std::string(domain::to_word(one))));
  }
}

std::vector<Choice> approver_choices(const Reader& reader, const OrganisationPage& shown) {
  std::vector<Choice> choices{{"", reader.text("organiser.organisation.approval.none"), {}},
                              {"own", reader.text("organiser.organisation.approval.own"), {}}};
  for (const domain::Organisation& other : shown.approvers) {
    choices.push_back({std::to_string(other.id.value), other.name, {}});
  }
  return choices;
}

void add_settings_form(Page& page, const OrganisationPage& shown) {
  const Reader& reader = page.reader();
  Values form = page.body().add("SETTING_INPUTS");
  const auto words = [&](const char* name) { return label(reader, "organisation", name); };
  Field kind{.name = "kind", .control = Control::select, .label = words("kind"), .required = true};
  kind.choices = kind_choices(reader);
  Field approved_by{
      .name = "approved_by", .control = Control::select, .label = words("approved_by"), .mark_optional = false};
  approved_by.choices = approver_choices(reader, shown);
  const std::string seen = reader.text("organiser.organisation.contact_hint");
  if (shown.may_rename) {
    add_field(form, reader, shown.settings, {.name = "name", .label = words("name"), .required = true});
  }
  add_field(form, reader, shown.settings, kind);
  add_field(form, reader, shown.settings, {.name = "municipality", .label = words("municipality")});
  add_field(form, reader, shown.settings,
            {.name = "phone",
             .control = Control::telephone,
             .label = words("phone"),
             .hint = seen,
             .autocomplete = "off",
             .direction = "ltr"});
  add_field(form, reader, shown.settings,
            {.name = "email",
             .control = Control::email,
             .label = words("email"),
             .hint = seen,
             .autocomplete = "off",
             .direction = "ltr"});
  add_field(form, reader, shown.settings, approved_by);
}

void add_problems(Page& page, const OrganisationPage& shown) {
  FormState all;
  for (const auto* some : {&shown.problems, &shown.invite.problems, &shown.settings.problems}) {
    all.problems.insert(all.problems.end(), some->begin(), some->end());
  }
  add_error_summary(page.body(), page.reader(), all, [&](std::string_view field) {
    if (field == "invite_email" || field == "role" || field == "language") {
      return label(page.reader(), "member", field == "invite_email" ? "email" : field);
    }
    return field.empty() || field == "role" ? std::string() : label(page.reader(), "organisation", field);
  });
}

}  // namespace

std::string organisations_page(const Pages& pages, const Console& console, const OrganisationsPage& shown) {
  const Reader reader = pages.reader(console.context.language);
  Page page =
      console_page(pages, console, "organiser/organisations.html", reader.text("organiser.organisations.title"));
  Values& body = page.body();
  const auto words = [&](std::string_view name) { return label(reader, "organisation", name); };
  add_rows(body, shown.organisations, [&](Values& table, const domain::Organisation& one) {
    Values row = table.add("ORGANISATION");
    row.set("ORGANISATION_ID", one.id.value);
    row.set("NAME", one.name);
    row.set("KIND", reader.text("organiser.organisation.kind." + std::string(domain::to_word(one.kind))));
    row.set("MUNICIPALITY", one.municipality);
    add_contact(row, one);
  });
  add_error_summary(body, reader, shown.state, words);
  Field kind{.name = "kind", .control = Control::select, .label = words("kind"), .required = true};
  kind.choices = kind_choices(reader);
  add_field(body, reader, shown.state, {.name = "name", .label = words("name"), .required = true});
  add_field(body, reader, shown.state, kind);
  add_field(body, reader, shown.state, {.name = "municipality", .label = words("municipality")});
  return page.html();
}

std::string organisation_page(const Pages& pages, const Console& console, const OrganisationPage& shown) {
  Page page = console_page(pages, console, "organiser/organisation.html", shown.seen.organisation.name);
  Values& body = page.body();
  body.set("NAME", shown.seen.organisation.name);
  body.set("ORGANISATION_ID", shown.seen.organisation.id.value);
  add_problems(page, shown);
  if (shown.seen.members.empty()) {
    body.show("NO_MEMBERS");
  } else {
    Values table = body.add("MEMBERS");
    for (const domain::Member& member : shown.seen.members) add_member(table, page.reader(), console, member);
  }
  add_invitations(body, page.reader(), shown.seen.invitations);
  add_invite_form(page, shown.invite);
  add_settings_form(page, shown);
  return page.html();
}

}  // namespace ui
