#include "ui/account_wording.hpp"

#include "ui/message_view.hpp"
#include "ui/page.hpp"

namespace ui {
namespace {

using domain::LinkPurpose;
using domain::MessageKind;

struct AccountMail {
  std::string subject;
  std::string lead;
  std::string reason;  // what somebody wrote, in whatever language
  std::string link_label;
  std::string link;      // empty: there is nothing to do
  std::string validity;  // of the link
  std::string footer;
};

// The part of the catalogue's keys that tells the mails apart.
std::string name_of(const domain::MessageFacts& facts) {
  if (facts.kind == MessageKind::account_email_changed) return "email_changed";
  return std::string(domain::to_word(facts.account_link->purpose));
}

std::string lead_of(const domain::AccountLink& link, const std::string& name) {
  const bool everywhere = link.purpose == LinkPurpose::invitation && link.role == domain::Role::admin;
  return "email.account." + name + (everywhere ? ".everywhere.lead" : ".lead");
}

std::string path_of(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::invitation:
      return "/organiser/join/";
    case LinkPurpose::reset:
      return "/organiser/reset/";
    case LinkPurpose::email:
      return "/organiser/email/";
  }
  return {};
}

AccountMail mail_about_link(const domain::MessageFacts& facts, const Reader& reader, const Sending& sending) {
  const domain::AccountLink& link = *facts.account_link;
  const std::string name = name_of(facts);
  const std::string key = "email.account." + name;
  const Arguments words{{"organisation", facts.organisation},
                        {"site", sending.site_name},
                        {"role", reader.text("organiser.role." + std::string(domain::to_word(link.role)))}};
  AccountMail mail;
  mail.subject = reader.bare_text(key + ".subject", {{"site", sending.site_name}});
  mail.lead = reader.text(lead_of(link, name), words);
  mail.footer = reader.text(key + ".footer", words);
  if (facts.kind == MessageKind::account_email_changed) return mail;
  mail.link_label = reader.text(key + ".link");
  mail.link = sending.base_url + path_of(link.purpose) + facts.token;
  mail.validity = reader.text("email.account.validity",
                              {{"until", reader.date_and_time(link.expires_time, domain::default_time_zone)}});
  return mail;
}

AccountMail mail_about_submission(const domain::MessageFacts& facts, const Reader& reader, const Sending& sending) {
  const domain::Event& event = *facts.event;
  const std::string key = "email.account." + std::string(domain::to_word(facts.kind));
  const Arguments words{{"title", title_of(facts)},
                        {"date", reader.short_date(event.start_time, event.time_zone)},
                        {"site", sending.site_name}};
  AccountMail mail;
  mail.subject = reader.bare_text(key + ".subject", words);
  mail.lead = reader.text(key + ".lead", words);
  if (facts.kind == MessageKind::submission_returned) mail.reason = facts.approval->reason;
  mail.link_label = reader.text("email.account.submission.link");
  mail.link = sending.base_url + "/organiser/events/" + std::to_string(event.id.value);
  mail.footer = reader.text("email.account.submission.footer", words);
  return mail;
}

std::string text_of(const AccountMail& mail, const Reader& reader) {
  std::string text = mail.lead + "\n\n";
  if (!mail.reason.empty()) text += reader.text("email.reason") + ": " + mail.reason + "\n\n";
  if (!mail.link.empty()) text += mail.link_label + ":\n" + mail.link + "\n\n";
  if (!mail.validity.empty()) text += mail.validity + "\n\n";
  return text + "-- \n" + mail.footer + "\n";
}

}  // namespace

bool is_for_account(const domain::MessageFacts& facts) {
  return facts.account_link != nullptr || facts.kind == MessageKind::submission_approved ||
         facts.kind == MessageKind::submission_returned;
}

domain::Words word_for_account(const domain::MessageFacts& facts, const Pages& pages, const domain::Clock& clock,
                               const Sending& sending) {
  const Reader reader = pages.reader(facts.language);
  const AccountMail mail = facts.account_link != nullptr ? mail_about_link(facts, reader, sending)
                                                         : mail_about_submission(facts, reader, sending);
  PageContext context;
  context.language = reader.language();
  context.base_url = sending.base_url;
  context.site_name = sending.site_name;
  context.now = clock.now();
  context.indexable = false;
  Page page(pages, context, "account_email.html", "email_layout.html");
  page.title(mail.subject);
  Values& body = page.body();
  body.set("LEAD", mail.lead);
  body.set_if("REASON", mail.reason);
  body.set("LINK_LABEL", mail.link_label);
  body.set_if("LINK", mail.link);
  body.set_if("VALIDITY", mail.validity);
  body.set("FOOTER", mail.footer);
  return {mail.subject, text_of(mail, reader), page.html(), {}, {}};
}

}  // namespace ui
