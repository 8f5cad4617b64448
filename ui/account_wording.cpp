#include "ui/account_wording.hpp"

#include "ui/page.hpp"

namespace ui {
namespace {

struct AccountMail {
  std::string subject;
  std::string lead;
  std::string link_label;
  std::string link;
  std::string validity;
  std::string footer;
};

AccountMail mail_of(const domain::MessageFacts& facts, const Reader& reader, const Sending& sending) {
  const domain::AccountLink& link = *facts.account_link;
  const bool invitation = link.purpose == domain::LinkPurpose::invitation;
  const std::string what = !invitation                        ? "reset"
                           : link.role == domain::Role::admin ? "invitation.everywhere"
                                                              : "invitation";
  const Arguments words{{"organisation", facts.organisation},
                        {"site", sending.site_name},
                        {"role", reader.text("organiser.role." + std::string(domain::to_word(link.role)))}};
  AccountMail mail;
  mail.subject = reader.bare_text("email.account." + std::string(invitation ? "invitation" : "reset") + ".subject",
                                  {{"site", sending.site_name}});
  mail.lead = reader.text("email.account." + what + ".lead", words);
  mail.link_label = reader.text("email.account." + std::string(invitation ? "invitation" : "reset") + ".link");
  mail.link = sending.base_url + (invitation ? "/organiser/join/" : "/organiser/reset/") + facts.token;
  mail.validity = reader.text("email.account.validity",
                              {{"until", reader.date_and_time(link.expires_time, domain::default_time_zone)}});
  mail.footer = reader.text("email.account." + std::string(invitation ? "invitation" : "reset") + ".footer", words);
  return mail;
}

}  // namespace

domain::Words word_account_link(const domain::MessageFacts& facts, const Pages& pages, const domain::Clock& clock,
                                const Sending& sending) {
  const Reader reader = pages.reader(facts.language);
  const AccountMail mail = mail_of(facts, reader, sending);
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
  body.set("LINK", mail.link);
  body.set("LINK_LABEL", mail.link_label);
  body.set("VALIDITY", mail.validity);
  body.set("FOOTER", mail.footer);
  domain::Words words;
  words.subject = mail.subject;
  words.text = mail.lead + "\n\n" + mail.link_label + ":\n" + mail.link + "\n\n" + mail.validity + "\n\n-- \n" +
               mail.footer + "\n";
  words.html = page.html();
  return words;
}

}  // namespace ui
