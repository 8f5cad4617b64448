#pragma once
#include <string>
#include <vector>

#include "domain/register_participants.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "service/party_input.hpp"
#include "ui/organiser_party.hpp"

// What the console's forms of a party share.
namespace service {

// The form as it was typed, with `persons` of its own inputs.
[[nodiscard]] ui::StaffParty staff_party(const App& app, domain::Event event, PartyInput input, const Fields& fields);
// A new form's, with the reader's usual values.
[[nodiscard]] ui::StaffParty empty_staff_party(const App& app, domain::Event event, const std::string& language);
// What is wrong where the box is not ticked that says they agreed.
[[nodiscard]] std::vector<domain::Problem> spoken_consent_problems(const Fields& fields);
// The request as far as the form says it; persons are `party.persons`.
[[nodiscard]] domain::RegistrationRequest staff_request(const App& app, const domain::Event& event, Party party,
                                                        const Fields& fields);
// To the event's page, which tells who was registered and offers to undo it.
[[nodiscard]] Reply registered_reply(const domain::RegistrationReceipt& receipt);
// The event is over or cancelled: nobody is registered by a form any more.
void require_registrable(const domain::Event& event, const App& app);

}  // namespace service
