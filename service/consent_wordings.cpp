#include "service/consent_wordings.hpp"

#include "ui/consent.hpp"

namespace service {

void keep_consent_wordings(const domain::Ports& ports, const ui::Pages& pages) {
  const auto& catalogue = pages.catalogue();
  ports.store.write([&](domain::Transaction& tx) {
    for (const auto key : {ui::consent_key, ui::door_consent_key}) {
      const auto version = ui::consent_version(catalogue, key);
      for (const auto& language : catalogue.languages()) {
        tx.registrations().keep_consent_wording(version, language, catalogue.text(language, key));
      }
    }
  });
}

void set_told_at_door(domain::RegistrationRequest& walk_in, const ui::Pages& pages,
                      const domain::LanguageTag& language) {
  walk_in.consent_version = ui::consent_version(pages.catalogue(), ui::door_consent_key);
  walk_in.consent_language = pages.reader(language).language();
}

}  // namespace service
