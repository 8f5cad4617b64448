#include "domain/manage_registration.hpp"
#include "domain/personal_data.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/personal_data_json.hpp"
#include "service/public_site.hpp"
#include "ui/personal_data_page.hpp"

namespace service {
namespace {

ui::PageContext context_of(const Request& request, const App& app, const std::string& token,
                           const domain::LanguageTag& own) {
  auto context = page_context(link_language(request, app, own), app, "/m/" + token + "/data?lang={lang}");
  context.indexable = false;
  return context;
}

const domain::LanguageTag& language_of(const domain::RegistrationView& view) {
  return view.registration.contact.language;
}

bool has_several_dates(const App& app, const std::string& token) {
  return domain::view_party(app.ports, token).size() > 1;
}

}  // namespace

Reply show_data_question(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::view_registration(app.ports, token);
  if (stays_at_door(request, view.event)) return see_other("/m/" + token);
  note_reading(request, app, view);
  const auto context = context_of(request, app, token, language_of(view));
  return link_reply(200, ui::render_personal_data(app.pages, context, {token, nullptr, has_several_dates(app, token)}));
}

Reply show_data(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::view_registration(app.ports, token);
  if (stays_at_door(request, view.event)) return see_other("/m/" + token);
  note_reading(request, app, view);
  const auto context = context_of(request, app, token, language_of(view));
  const auto data = domain::export_registration(app.ports, token);
  return link_reply(200, ui::render_personal_data(app.pages, context, {token, &data, has_several_dates(app, token)}));
}

Reply download_data(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::view_registration(app.ports, token);
  if (stays_at_door(request, view.event)) return see_other("/m/" + token);
  note_reading(request, app, view);
  Reply reply = json_reply(200, personal_data_json(domain::export_registration(app.ports, token)));
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"my-data.json\"");
  return reply;
}

Reply take_erasure(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  // Of what is gone no other language can be asked for.
  auto context = page_context(link_language(request, app, language_of(domain::view_registration(app.ports, token))),
                              app, "/{lang}/");
  context.indexable = false;
  domain::erase_registration(app.ports, token);
  return link_reply(200, ui::render_erased(app.pages, context));
}

}  // namespace service
