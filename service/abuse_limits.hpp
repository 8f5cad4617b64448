#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/manage_registration.hpp"
#include "service/http.hpp"

// How often strangers may do what costs others something: the same for the JSON interface and the pages. Each function
// counts one attempt and throws TooManyRequests where there were too many. What signed-in staff does for somebody is
// not counted. Nothing here tells whether a contact is known: attempts are counted before anybody looks.
namespace service {

struct App;

// What limits count as one address: an IPv4 address, or the /64 that one customer of an IPv6 network has
// ("2001:db8:1:2::/64").
[[nodiscard]] std::string limited_address(std::string_view address);

// A party that registers for one event, or for several at once. For the whole house 300 an hour from one address; for
// one event 60 an hour, at once if need be, since a library's or a school's computers share one; 20 an hour for one
// phone or email.
void limit_registration(const Request& request, App& app, const domain::Contact& contact,
                        std::span<const domain::EventId> events);
// Any use of a link: 300 in ten minutes from one address, so that nobody guesses.
void limit_link_use(const Request& request, App& app);
// "Send me my links again": 30 an hour from one address, 5 to one phone or email.
void limit_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                       const std::optional<domain::EmailAddress>& email);
// Contact or persons changed by a link, which is told by message: 10 an hour for one registration, and 5 to one new
// phone or email. Anything else that changes is not counted.
void limit_change(App& app, const domain::Registration& stored, const domain::RegistrationChange& change);
// "Send the code again": the same as for links.
void limit_code_again(const Request& request, App& app, const domain::Contact& contact);
// A list of events taken out as a file: 60 an hour from one address.
void limit_export(const Request& request, App& app);

}  // namespace service
