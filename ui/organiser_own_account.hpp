#pragma once
#include <string>

#include "domain/account_links.hpp"
#include "domain/own_account.hpp"
#include "ui/organiser_console.hpp"

// One's own account, and the pages that links in emails lead to.
namespace ui {

// Inputs: old_password, new_password; email, password.
[[nodiscard]] std::string own_account_page(const Pages& pages, const Console& console, const domain::OwnAccount& own,
                                           const FormState& state);
// Input: username. `sent`: it says the same whether or not anybody was found.
[[nodiscard]] std::string forgotten_page(const Pages& pages, const Console& console, const FormState& state, bool sent);
// Input: password.
[[nodiscard]] std::string reset_page(const Pages& pages, const Console& console, const FormState& state,
                                     const domain::AccountLinkView& view, const std::string& token);
// A new address that was opened in time.
[[nodiscard]] std::string email_proof_page(const Pages& pages, const Console& console, const FormState& state,
                                           const domain::AccountLinkView& view, const std::string& token);
// Inputs: display_name, password.
[[nodiscard]] std::string join_page(const Pages& pages, const Console& console, const FormState& state,
                                    const domain::AccountLinkView& view, const std::string& token);

}  // namespace ui
