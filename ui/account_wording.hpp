#pragma once
#include "ui/wording.hpp"

// Not for other folders.
namespace ui {

// Emails to people who sign in: about links of theirs, and about what they handed in.
[[nodiscard]] bool is_for_account(const domain::MessageFacts& facts);
[[nodiscard]] domain::Words word_for_account(const domain::MessageFacts& facts, const Pages& pages,
                                             const domain::Clock& clock, const Sending& sending);

}  // namespace ui
