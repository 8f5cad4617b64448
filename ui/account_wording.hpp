#pragma once
#include "ui/wording.hpp"

// Not for other folders.
namespace ui {

// The email that carries a link of somebody who signs in.
[[nodiscard]] domain::Words word_account_link(const domain::MessageFacts& facts, const Pages& pages,
                                              const domain::Clock& clock, const Sending& sending);

}  // namespace ui
