#include "ui/organiser_invitations.hpp"

#include "ui/phone_words.hpp"

namespace ui {
namespace {

std::string state_word(const domain::Invitation& invitation) {
  if (invitation.registration) return "used";
  return invitation.revoked_time ? "revoked" : "open";
}

void add_row(Values& table, const Reader& reader, const InvitationsPage& page, const InvitationRow& shown) {
  const domain::Invitation& invitation = shown.invitation;
  const domain::Contact& contact = invitation.contact;
  Values row = table.add("INVITATION");
  row.set("INVITATION_ID", invitation.id.value);
  row.set("INVITED", !contact.name.empty() ? contact.name
                     : contact.phone       ? phone_words(*contact.phone)
                     : contact.email       ? contact.email->str()
                                           : reader.text("organiser.phoned.no_name"));
  if (!contact.name.empty()) {
    row.set_if("PHONE", phone_words(contact.phone));
    row.set_if("EMAIL", contact.email ? contact.email->str() : "");
  }
  row.set("LANGUAGE", reader.language_name(contact.language));
  const std::string word = state_word(invitation);
  row.set("STATE", word);
  row.set("STATE_TEXT", reader.text("organiser.invitation." + word));
  if (shown.sent) {
    row.set_if(
        "SENT",
        reader.text("organiser.invitation.message",
                    {{"channel", reader.text("organiser.channel." + std::string(domain::to_word(shown.channel)))},
                     {"state", reader.text("organiser.message." + std::string(domain::to_word(*shown.sent)))}}));
  } else {
    row.show("NOT_SENT");
  }
  if (invitation.registration) {
    Values by = row.add("REGISTRATION");
    by.set("ID", page.event.id.value);
    by.set("REGISTRATION_ID", invitation.registration->value);
  }
  if (invitation.revoked_time) return;
  Values link = row.add("LINK");
  link.set("LINK_ADDRESS", shown.address);
  if (!invitation.registration) row.show("REVOKE");
}

}  // namespace

std::string invitations_page(const Pages& pages, const Console& console, const InvitationsPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/invitations.html", reader.text("organiser.invitations.title"));
  Values& body = page.body();
  add_event_line(body, page, list.event, list.now);
  add_line_problems(body, reader, list.line_problems);
  add_error_summary(body, reader, list.state, [&](std::string_view field) {
    return field == "contacts" || field == "language" ? reader.text("organiser.field.invitations." + std::string(field))
                                                      : std::string();
  });
  body.show_if(!list.event.invited_only, "OPEN_TO_OTHERS");
  body.show_if(list.event.publication_status == domain::PublicationStatus::draft, "DRAFT");
  add_rows(body, list.rows, [&](Values& table, const auto& row) { add_row(table, reader, list, row); });
  if (list.event.status == domain::EventStatus::cancelled) return page.html();
  Values form = body.add("INVITE");
  Field contacts{.name = "contacts",
                 .control = Control::textarea,
                 .label = reader.text("organiser.field.invitations.contacts"),
                 .hint = reader.text("organiser.hint.invitations"),
                 .required = true};
  Values pasted = form.add("CONTACTS");
  add_field(pasted, reader, list.state, contacts);
  Field language{.name = "language",
                 .control = Control::select,
                 .label = reader.text("organiser.field.invitations.language"),
                 .narrow = true,
                 .mark_optional = false};
  language.choices = language_choices(reader, pages.lists());
  Values usual = form.add("LANGUAGES");
  add_field(usual, reader, list.state, language);
  return page.html();
}

}  // namespace ui
