#include "service/consent_wordings.hpp"

#include "ui/consent.hpp"

namespace service {

void keep_consent_wordings(const domain::Ports& ports, const ui::Pages& pages) {
  const auto& catalogue = pages.catalogue();
  const auto version = ui::consent_version(catalogue);
  ports.store.write([&](domain::Transaction& tx) {
    for (const auto& language : catalogue.languages()) {
      tx.registrations().keep_consent_wording(version, language, catalogue.text(language, ui::consent_key));
    }
  });
}

}  // namespace service
