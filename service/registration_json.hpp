#pragma once
#include "domain/manage_registration.hpp"
#include "service/app.hpp"
#include "service/json.hpp"

// Registrations as the JSON interface shows them.
namespace service {

// {"id","status","waiting_position"?,"manage_token","manage_url"}
[[nodiscard]] Json receipt_json(const domain::RegistrationReceipt& receipt, const App& app);
// For the holder of the manage link: all of it, with the event.
[[nodiscard]] Json registration_view_json(const domain::RegistrationView& view, const App& app);
// For staff: phones and emails only `with_contacts`.
[[nodiscard]] Json registration_json(const domain::Registration& registration, std::optional<int> waiting_position,
                                     bool with_contacts);

}  // namespace service
