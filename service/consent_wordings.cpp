#include "service/consent_wordings.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "service/json.hpp"
#include "service/parse_values.hpp"
#include "ui/consent.hpp"

namespace service {
namespace {

// In any language: a version is of all of them together.
bool was_ever_shown(const std::string& version, const App& app) {
  const ui::Catalogue& catalogue = app.pages.catalogue();
  if (version == ui::consent_version(catalogue)) return true;
  bool known = false;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    known = std::ranges::any_of(catalogue.languages(), [&](const auto& language) {
      return !snapshot.registrations().consent_wording(version, language).empty();
    });
  });
  return known;
}

}  // namespace

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

void settle_consent(domain::RegistrationRequest& wanted, const App& app) {
  if (wanted.consent_version.empty()) return;
  wanted.consent_language = app.pages.reader(wanted.consent_language.value_or(wanted.contact.language)).language();
  if (!was_ever_shown(wanted.consent_version, app)) {
    throw domain::Error(domain::ErrorKind::invalid, "unknown_value",
                        "must be a version that GET /api/v1/consent has told", "consent_version");
  }
}

Reply get_consent(const Request& request, App& app) {
  for (const auto& [name, value] : request.query) {
    if (name == "language") continue;
    throw domain::Error(domain::ErrorKind::invalid, "unknown_parameter", "is no parameter of this address",
                        name.substr(0, 64));
  }
  const std::string asked(request.query_value("language").value_or(""));
  const auto wanted = asked.empty() ? domain::LanguageTag("fi") : parse_language(asked, "language");
  const ui::Reader reader = app.pages.reader(wanted);
  const std::string language = reader.language().str();
  return app.replies.get(std::string(request.path) + "?" + language, ReplyCache::DependsOn::content, false, [&] {
    return json_reply(200, to_text(Json::Object{{"version", ui::consent_version(app.pages.catalogue())},
                                                {"language", language},
                                                {"text", reader.text(ui::consent_key)}}));
  });
}

}  // namespace service
