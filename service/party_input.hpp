#pragma once
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/question.hpp"
#include "domain/registration.hpp"
#include "service/http.hpp"
#include "ui/form.hpp"

// A form's contact, persons and answers (ui/party_form.hpp) as they were typed, and what they mean.
namespace service {

struct PartyInput {
  ui::FormState state;      // the inputs' values, persons numbered from 0 without gaps
  std::size_t persons = 1;  // 1 to the maximum
};

// At most `maximum` persons; what is no input of the party is left out. Where nothing is asked of persons, "size" is
// how many they are. Answers are the inputs "answers.<question>".
[[nodiscard]] PartyInput read_party(const Fields& fields, std::size_t maximum);
// Does what the buttons of the party say ("add", "remove:2"): true, and `input` is to be shown again. False for
// anything else.
bool edit_party(PartyInput& input, std::string_view action, std::size_t maximum);
// Whether `action` is that of a button of the layout's: the form in another language ("language:fi", the one it was
// in).
[[nodiscard]] bool asks_for_language(std::string_view action);
// Messages are then to come in the new `language`, too, where they were to come in the form's.
void follow_language(ui::FormState& state, std::string_view action, const domain::LanguageTag& language);
struct Party {
  domain::Contact contact;
  std::vector<domain::Person> persons;
  domain::Answers answers;
};
// Throws Error{invalid} with everything that is wrong or missing, `more` included, one problem an input. Answers are
// those to `questions`.
[[nodiscard]] Party parse_party(const PartyInput& input, std::size_t maximum,
                                const std::vector<domain::Problem>& more = {},
                                const std::vector<domain::Question>& questions = {});

}  // namespace service
