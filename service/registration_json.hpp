#pragma once
#include "domain/manage_registration.hpp"
#include "service/app.hpp"
#include "service/json.hpp"

// Registrations as the JSON interface shows them.
namespace service {

// A registration's own word, or "unverified" while the code that was sent is awaited.
[[nodiscard]] std::string_view status_word(const domain::Registration& registration);
// {"id","status","waiting_position"?,"expires_time"?,"manage_token","manage_url"}
[[nodiscard]] Json receipt_json(const domain::RegistrationReceipt& receipt, const App& app);
// For the holder of the manage link: all of it, with the event, and the other dates of `party`.
[[nodiscard]] Json registration_view_json(const domain::RegistrationView& view,
                                          const std::vector<domain::RegistrationView>& party, const App& app);
[[nodiscard]] Json contact_json(const domain::Contact& contact, bool with_contacts);
// For staff: phones and emails only `with_contacts`.
[[nodiscard]] Json registration_json(const domain::Registration& registration, std::optional<int> waiting_position,
                                     bool with_contacts);

}  // namespace service
