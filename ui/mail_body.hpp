#pragma once
#include <string>
#include <vector>

#include "domain/message.hpp"
#include "ui/pages.hpp"

// Not for other folders.
namespace ui {

// What a mail says, in order, for its two forms.
struct MailBody {
  std::string greeting;
  std::string lead;
  std::string title;
  // When and where of one date; or `dates`, a line for each of several.
  std::string date;
  std::string time;
  std::vector<std::string> place;
  std::string directions;  // how to get there
  std::vector<std::string> dates;
  std::vector<std::string> remarks;
  std::string online_url;
  std::string link_label;
  std::string link;
  std::string unsubscribe_url;
  std::string footer;
};

// All but the addresses of this site, which the caller knows.
[[nodiscard]] MailBody mail_body(const domain::MessageFacts& facts, const Reader& reader, const std::string& site_name);
[[nodiscard]] std::string mail_text(const MailBody& mail, const Reader& reader);
[[nodiscard]] std::string mail_html(const MailBody& mail, const Pages& pages, const PageContext& context);

}  // namespace ui
