#pragma once
#include <string>

#include "tests/service/console_world.hpp"

// What other organisations must not see of "Mimosa", beside its events: everything that tells of it holds the word
// "salainen".
namespace fixtures {

struct MimosasPeople {
  domain::OrganisationId organisation;
  domain::AccountId member;    // who signs in, with a session and an address
  std::string session_handle;  // of that session
  domain::AccountLinkId invitation;
  std::string invitation_token;
  std::string reset_token;
  std::string email_token;   // that proves a new address of theirs
  std::string import_token;  // of a file that the member is bringing in
};
// `number` is another each time.
[[nodiscard]] MimosasPeople mimosas_people(ConsoleWorld& world, int number);
// A draft of a partner that waits for Mimosa's own organisers; its name is no secret, since they may publish it.
[[nodiscard]] domain::EventId hand_in(ConsoleWorld& world);
// A calendar that Mimosa follows, from which the event came.
[[nodiscard]] domain::SubscriptionId follow_calendar(ConsoleWorld& world, const domain::Event& event);
// One that nobody but Mimosa's people may know of.
void write_secret_draft(ConsoleWorld& world);

}  // namespace fixtures
