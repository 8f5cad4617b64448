#pragma once
#include <string>
#include <string_view>

#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/pages.hpp"

// What every page's handler begins with.
namespace service {

// The language to answer in, one that the pages speak: the address's "{lang}", ?lang=, the cookie that a switch leaves
// on pages without a language in their address, Accept-Language (RFC 9110, 12.5.4), Finnish.
[[nodiscard]] domain::LanguageTag page_language(const Request& request, const App& app);
// As page_language, for pages below /{lang}/: Error{not_found} for a {lang} that the pages do not speak.
[[nodiscard]] domain::LanguageTag address_language(const Request& request, const App& app);
// `address`: see ui::PageContext.
[[nodiscard]] ui::PageContext page_context(const domain::LanguageTag& language, const App& app, std::string address);
// Accept-Language's best among `languages`; nothing where none is acceptable.
[[nodiscard]] std::optional<domain::LanguageTag> preferred_language(std::string_view accept_language,
                                                                    const ui::Catalogue& catalogue);

}  // namespace service
