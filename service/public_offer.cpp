#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/public_site.hpp"
#include "ui/offer_page.hpp"

namespace service {
namespace {

Reply show_page(const Request& request, const App& app, const std::string& token, domain::OfferView view,
                std::vector<domain::Problem> problems, int status) {
  const auto language = link_language(request, app, view.interpreter.message_language);
  auto context = page_context(language, app, "/o/" + token + "?lang={lang}");
  context.indexable = false;
  const auto& seed = view.interpreter.calendar_seed;
  const auto calendar = seed.empty()
                            ? std::string()
                            : "/calendar/" + app.ports.secrets.derive_token(domain::calendar_purpose, seed) + ".ics";
  const ui::OfferPage page{std::move(view), token, calendar, std::move(problems)};
  return link_reply(status, ui::render_offer(app.pages, context, page));
}

bool parse_answer(std::string_view word) {
  if (word == "accept") return true;
  if (word == "decline") return false;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be accept or decline", "answer");
}

}  // namespace

Reply show_offer(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  return show_page(request, app, token, domain::view_offer(app.ports, token), {}, 200);
}

Reply take_offer_answer(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const bool accept = parse_answer(form_value(request.form(), "answer"));
  try {
    const auto view = domain::answer_offer(app.ports, token, accept);
    const auto language = link_language(request, app, view.interpreter.message_language);
    return see_other("/o/" + token + "?lang=" + language.str());
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::conflict) throw;
    return show_page(request, app, token, domain::view_offer(app.ports, token), error.problems(), 409);
  }
}

}  // namespace service
