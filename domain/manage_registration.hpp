#pragma once
#include <functional>
#include <string>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"
#include "domain/register_participants.hpp"

// What the holder of a manage link does with a registration. An unknown or revoked token is Error{not_found}.
namespace domain {

struct RegistrationView {
  Registration registration;
  Event event;
  std::optional<int> waiting_position;
};

[[nodiscard]] RegistrationView view_registration(const Ports& ports, std::string_view manage_token);
// All dates of the same party by start time, the one of the token among them.
[[nodiscard]] std::vector<RegistrationView> view_party(const Ports& ports, std::string_view manage_token);

// What changes; absent members stay.
struct RegistrationChange {
  std::optional<Contact> contact;
  std::optional<std::vector<Person>> persons;
  std::optional<Answers> answers;
  std::optional<bool> reminders_wanted;
  // What differs in contact and reminders_wanted also holds for the party's other dates that have not begun. Persons
  // and answers are those of the one date.
  bool all_dates = true;
};

// A confirmed party may grow only into free places: otherwise Error{conflict, "full"} and nothing changed.
RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const RegistrationChange& change);
// As above, with the change made from the registration as it is when it is stored; may be called more than once.
RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const std::function<RegistrationChange(const Registration&)>& change);

// Cancelling again changes nothing. Places freed go at once to the first waiting parties that fit.
RegistrationView cancel_registration(const Ports& ports, std::string_view manage_token);
// Every date of the party that has not begun, told by one message; answers how many were cancelled.
int cancel_party(const Ports& ports, std::string_view manage_token);

// Takes the place that was offered, and tells them it is theirs. Error{conflict, "no_offer"} where there is none (any
// more). Declining frees the place for the next.
RegistrationView accept_offer(const Ports& ports, std::string_view manage_token);
RegistrationView decline_offer(const Ports& ports, std::string_view manage_token);

// The code that is sent: six decimal digits, made from the registration's link.
[[nodiscard]] std::string phone_code(const Secrets& secrets, const Registration& registration);
inline constexpr int maximum_wrong_codes = 5;
// Holds for every date of the party; dates at which the phone has all the parties that it may have end, Error{conflict,
// "contact_limit"} where that is every one. Error{invalid, "wrong_code", "code"}, the fifth time ending the
// registration; Error{conflict, "code_expired"} once it ran out; confirming again changes nothing.
RegistrationView verify_phone(const Ports& ports, std::string_view manage_token, std::string_view code);
// Sends the code (or what came in its place: phone_proof.hpp) once more and starts its time anew.
void send_code_again(const Ports& ports, std::string_view manage_token);

// Sends the links of everything that is still to come to this phone (by SMS) or email. Tells nobody whether there was
// anything; answers how many messages that made, for the log alone.
int send_links_again(const Ports& ports, const std::optional<PhoneNumber>& phone,
                     const std::optional<EmailAddress>& email);

// A new link, and one for every other date of the party; the old ones are not found any more.
[[nodiscard]] std::string renew_link(const Ports& ports, std::string_view manage_token);

}  // namespace domain
