// What those who registered agreed to.
#include "storage/registrations.hpp"

namespace storage {

std::string RegistrationRows::consent_wording(std::string_view version, const domain::LanguageTag& language) const {
  return context_.database
      .row<std::string>("select text from consent_wording where version = ? and language = ?", version, language)
      .value_or(std::string{});
}

void RegistrationRows::keep_consent_wording(std::string_view version, const domain::LanguageTag& language,
                                            std::string_view text) {
  context_.database.run("insert into consent_wording (version, language, text) values (?, ?, ?) on conflict do nothing",
                        version, language, text);
}

}  // namespace storage
