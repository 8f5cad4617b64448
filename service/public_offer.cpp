#include "domain/answer_request.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/public_site.hpp"
#include "ui/offer_page.hpp"
#include "ui/request_page.hpp"

namespace service {
namespace {

std::string calendar_of(const domain::Interpreter& interpreter, const App& app) {
  const auto& seed = interpreter.calendar_seed;
  if (seed.empty()) return {};
  return "/calendar/" + app.ports.secrets.derive_token(domain::calendar_purpose, seed) + ".ics";
}

ui::PageContext context_for(const Request& request, const App& app, const std::string& token,
                            const domain::Interpreter& interpreter) {
  const auto language = link_language(request, app, interpreter.message_language);
  auto context = page_context(language, app, "/o/" + token + "?lang={lang}");
  context.indexable = false;
  return context;
}

Reply show_page(const Request& request, const App& app, const std::string& token, domain::OfferView view,
                std::vector<domain::Problem> problems, int status) {
  const auto context = context_for(request, app, token, view.interpreter);
  const auto calendar = calendar_of(view.interpreter, app);
  const ui::OfferPage page{std::move(view), token, calendar, std::move(problems)};
  return link_reply(status, ui::render_offer(app.pages, context, page));
}

Reply show_page(const Request& request, const App& app, const std::string& token, domain::RequestView view,
                std::vector<domain::Problem> problems, int status) {
  const auto context = context_for(request, app, token, view.interpreter);
  const auto calendar = calendar_of(view.interpreter, app);
  const ui::RequestPage page{std::move(view), token, calendar, std::move(problems)};
  return link_reply(status, ui::render_request(app.pages, context, page));
}

// The link of an offer, or of several dates at once.
Reply page_of(const Request& request, const App& app, const std::string& token, std::vector<domain::Problem> problems,
              int status) {
  if (auto several = domain::view_request(app.ports, token)) {
    return show_page(request, app, token, *std::move(several), std::move(problems), status);
  }
  return show_page(request, app, token, domain::view_offer(app.ports, token), std::move(problems), status);
}

bool parse_answer(std::string_view word) {
  if (word == "accept") return true;
  if (word == "decline") return false;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be accept or decline", "answer");
}

std::vector<domain::InterpreterBookingId> bookings_in(const Fields& fields, std::string_view name) {
  std::vector<domain::InterpreterBookingId> ids;
  domain::Violations violations;
  for (const std::string& value : form_values(fields, name)) {
    if (const auto id = input_number(value, name, violations)) ids.push_back({*id});
  }
  violations.throw_if_any();
  return ids;
}

domain::Interpreter answer(const Fields& fields, const App& app, const std::string& token) {
  const std::string word = form_value(fields, "answer");
  if (!domain::view_request(app.ports, token)) {
    return domain::answer_offer(app.ports, token, parse_answer(word)).interpreter;
  }
  const auto shown = bookings_in(fields, "shown");
  const auto taken = word == "chosen"     ? bookings_in(fields, "taken")
                     : parse_answer(word) ? shown
                                          : std::vector<domain::InterpreterBookingId>();
  return domain::answer_request(app.ports, token, shown, taken).interpreter;
}

}  // namespace

Reply show_offer(const Request& request, App& app) {
  return page_of(request, app, token_in_path(request, app), {}, 200);
}

Reply take_offer_answer(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const Fields fields = request.form();
  try {
    const auto interpreter = answer(fields, app, token);
    const auto language = link_language(request, app, interpreter.message_language);
    return see_other("/o/" + token + "?lang=" + language.str());
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::conflict) throw;
    return page_of(request, app, token, error.problems(), 409);
  }
}

}  // namespace service
