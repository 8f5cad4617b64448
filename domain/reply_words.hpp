#pragma once
#include <string_view>

namespace domain {

enum class ReplyMeaning { unknown, yes, no, cancel, stop };

// What somebody means who answers with one word, in any of the participants' languages: 1 and 0, yes and no, "cancel",
// "stop". Case, punctuation, thanks and the digits' script do not matter. Anything longer is unknown: "no problem, I
// come" is no no.
[[nodiscard]] ReplyMeaning meaning_of(std::string_view text);

}  // namespace domain
