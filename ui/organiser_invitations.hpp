#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/invitations.hpp"
#include "domain/message.hpp"
#include "ui/organiser_party.hpp"

namespace ui {

struct InvitationRow {
  domain::Invitation invitation;
  std::string address;  // of the link
  // Of the message with the link, and the way it went; none where there is no message.
  std::optional<domain::MessageState> sent;
  domain::Channel channel = domain::Channel::sms;
};

// Who may register for an event that is by invitation. Inputs: "contacts", a pasted list, and "language", of those
// without one.
struct InvitationsPage {
  domain::Event event;
  std::vector<InvitationRow> rows;
  FormState state;
  std::vector<LineProblem> line_problems;
  domain::Instant now;
};
[[nodiscard]] std::string invitations_page(const Pages& pages, const Console& console, const InvitationsPage& page);

}  // namespace ui
