#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "domain/keep_materials.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/phone_proof.hpp"
#include "service/abuse_limits.hpp"
#include "service/form_input.hpp"
#include "service/guard.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/party_input.hpp"
#include "service/public_site.hpp"
#include "service/qr_code.hpp"
#include "ui/phone_words.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

std::string link_path(const std::string& token, const domain::LanguageTag& language) {
  return "/m/" + token + "?lang=" + language.str();
}

ui::PageContext context_of(const Request& request, const App& app, const domain::LanguageTag& language,
                           const std::string& token, std::string_view page = {}) {
  auto context = page_context(language, app, "/m/" + token + std::string(page) + "?lang={lang}");
  context.indexable = false;
  context.csrf_token = csrf_token(request, app);
  return context;
}

domain::LanguageTag language_of(const Request& request, const App& app, const domain::RegistrationView& view) {
  return link_language(request, app, view.registration.contact.language);
}

std::size_t maximum_of(const domain::RegistrationView& view) {
  return view.registration.made_by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
}

bool may_see_all(const Request& request, const domain::Event& event) {
  return domain::may(*request.principal, domain::Permission::see_contacts, &event);
}

// Staff that scanned the code. Who may see everything may ask for the holder's page, for instance for their own.
bool is_at_door(const Request& request, const domain::Event& event) {
  if (request.principal && request.query_value("view") == "holder" && may_see_all(request, event)) return false;
  return request.principal && domain::may(*request.principal, domain::Permission::mark_presence, &event) &&
         domain::may(*request.principal, domain::Permission::see_participants, &event);
}

std::vector<ui::PartyDate> dates_of(const App& app, const std::string& token) {
  std::vector<ui::PartyDate> dates;
  for (auto& view : domain::view_party(app.ports, token)) {
    auto link = domain::manage_token(app.ports.secrets, view.registration);
    dates.push_back({std::move(view), std::move(link)});
  }
  return dates;
}

// Dates to come that were chosen, too, and could not be had.
std::vector<ui::DateLeftOut> left_out_of(const App& app, const domain::Registration& registration) {
  std::vector<ui::DateLeftOut> left_out;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    left_out.clear();
    for (auto& refused : snapshot.registrations().refused_dates(registration.party_key)) {
      auto date = snapshot.events().find(refused.event);
      if (!date || date->start_time <= app.ports.clock.now()) continue;
      left_out.push_back({std::move(*date), std::move(refused.refusal)});
    }
  });
  std::ranges::sort(left_out, {}, [](const ui::DateLeftOut& one) { return one.event.start_time; });
  return left_out;
}

std::optional<domain::Room> room_of(const App& app, const domain::Event& event) {
  std::optional<domain::Room> room;
  if (!event.location.room) return room;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { room = snapshot.rooms().find(*event.location.room); });
  return room;
}

std::vector<domain::Material> materials_of(const App& app, const domain::RegistrationView& view) {
  std::vector<domain::Material> materials;
  if (!domain::sees_materials(view.registration)) return materials;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    materials = domain::materials_for(snapshot, view.event, domain::MaterialReader::registered);
  });
  return materials;
}

Reply show_page(const Request& request, const App& app, const std::string& token, domain::RegistrationView view,
                std::vector<domain::Problem> problems = {}, int status = 200) {
  const auto language = language_of(request, app, view);
  view.registration = domain::shown_by_link(std::move(view.registration));
  ui::ManagePage page{std::move(view), token};
  page.phone = ui::phone_words(page.view.registration.contact.phone);
  page.done = done_before(request);
  page.problems = std::move(problems);
  page.dates = dates_of(app, token);
  page.left_out = left_out_of(app, page.view.registration);
  page.room = room_of(app, page.view.event);
  page.materials = materials_of(app, page.view);
  auto reply = link_reply(status, ui::render_registration(app.pages, context_of(request, app, language, token), page));
  if (!page.done.empty()) forget_done(reply);
  return reply;
}

// In the language of whoever stands there.
Reply show_at_door(const Request& request, const App& app, const std::string& token, domain::RegistrationView view) {
  const bool all = may_see_all(request, view.event);
  const auto context = context_of(request, app, page_language(request, app), token);
  return link_reply(200, ui::render_at_door(app.pages, context, ui::ManagePage{std::move(view), token}, all));
}

bool has_other_dates(const App& app, const std::string& token) {
  const auto now = app.ports.clock.now();
  return std::ranges::count_if(domain::view_party(app.ports, token), [&](const domain::RegistrationView& date) {
           return date.registration.status != domain::RegistrationStatus::cancelled && date.event.start_time > now;
         }) > 1;
}

Reply show_change(const Request& request, const App& app, ui::ChangeForm form, int status) {
  form.several_dates = has_other_dates(app, form.token);
  const auto language = language_of(request, app, form.view);
  auto context = context_of(request, app, language, form.token, "/change");
  context.form = ui::filled_in;
  return link_reply(status, ui::render_change_form(app.pages, context, form));
}

void change_party(App& app, const std::string& token, const PartyInput& input, const domain::RegistrationView& view) {
  auto party = parse_party(input, maximum_of(view), {}, view.event.questions);
  domain::RegistrationChange change;
  change.contact = std::move(party.contact);
  change.persons = std::move(party.persons);
  if (!view.event.questions.empty()) change.answers = std::move(party.answers);
  change.all_dates = input.state.has("all_dates");
  limit_change(app, view.registration, change);
  domain::change_registration(app.ports, token, change);
}

// Does what a button of the page says; what was wrong, or came in between, is told on the page.
Reply press(const Request& request, App& app, std::string_view done,
            const std::function<void(const std::string&)>& work) {
  const auto& token = token_in_path(request, app);
  try {
    work(token);
    const auto view = domain::view_registration(app.ports, token);
    return done_reply(app, link_path(token, language_of(request, app, view)), done);
  } catch (const domain::Error& error) {
    const bool conflict = error.kind() == domain::ErrorKind::conflict;
    if (!conflict && error.kind() != domain::ErrorKind::invalid) throw;
    return show_page(request, app, token, domain::view_registration(app.ports, token), error.problems(),
                     conflict ? 409 : 400);
  }
}

}  // namespace

Reply show_registration(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  auto view = domain::view_registration(app.ports, token);
  note_reading(request, app, view);
  return is_at_door(request, view.event) ? show_at_door(request, app, token, std::move(view))
                                         : show_page(request, app, token, std::move(view));
}

Reply show_change_form(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  ui::ChangeForm form{domain::view_registration(app.ports, token), token, {}, 1};
  if (stays_at_door(request, form.view.event) || !form.view.registration.verified) return see_other("/m/" + token);
  note_reading(request, app, form.view);
  form.persons = form.view.registration.persons.size();
  form.state = ui::state_of(form.view.registration, ui::phone_words(form.view.registration.contact.phone));
  form.state.values.emplace_back("all_dates", "yes");
  return show_change(request, app, form, 200);
}

Reply take_change_form(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto fields = request.form();
  auto view = domain::view_registration(app.ports, token);
  if (stays_at_door(request, view.event) || !view.registration.verified) return see_other("/m/" + token);
  const auto maximum = maximum_of(view);
  auto input = read_party(fields, maximum);
  if (form_has(fields, "all_dates")) input.state.values.emplace_back("all_dates", "yes");
  const auto action = form_value(fields, "action");
  if (asks_for_language(action) || edit_party(input, action, maximum)) {
    return show_change(request, app, {std::move(view), token, input.state, input.persons}, 200);
  }
  try {
    change_party(app, token, input, view);
    return done_reply(app, link_path(token, language_of(request, app, view)), "changed");
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid && error.kind() != domain::ErrorKind::conflict) throw;
    input.state.problems = error.problems();
    const int status = error.kind() == domain::ErrorKind::conflict ? 409 : 400;
    return show_change(request, app, {std::move(view), token, input.state, input.persons}, status);
  }
}

Reply show_cancel_question(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  auto view = domain::view_registration(app.ports, token);
  const auto language = language_of(request, app, view);
  if (view.registration.status == domain::RegistrationStatus::cancelled) return see_other(link_path(token, language));
  ui::ManagePage page{std::move(view), token};
  page.dates = dates_of(app, token);
  const auto context = context_of(request, app, language, token, "/cancel");
  return link_reply(200, ui::render_cancel_question(app.pages, context, page));
}

Reply take_cancellation_by_link(const Request& request, App& app) {
  const bool all = form_value(request.form(), "which") == "all";
  return press(request, app, all ? "all_cancelled" : "cancelled", [&](const std::string& token) {
    if (all) {
      domain::cancel_party(app.ports, token);
    } else {
      domain::cancel_registration(app.ports, token);
    }
  });
}

Reply lead_to_reminders(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::view_registration(app.ports, token);
  return see_other(link_path(token, language_of(request, app, view)) + "#reminders");
}

Reply take_reminder_wish(const Request& request, App& app) {
  const auto fields = request.form();
  domain::RegistrationChange change;
  change.reminders_wanted = form_value(fields, "wanted") == "yes";
  // A mail program's own button (RFC 8058) sends no input of ours: it means all of them.
  change.all_dates = !form_has(fields, "wanted") || form_has(fields, "all_dates");
  return press(request, app, *change.reminders_wanted ? "reminders_on" : "reminders_off",
               [&](const std::string& token) { domain::change_registration(app.ports, token, change); });
}

Reply take_offered_place(const Request& request, App& app) {
  const auto answer = form_value(request.form(), "answer");
  if (answer != "accept" && answer != "decline") {
    throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be accept or decline", "answer");
  }
  return press(request, app, answer == "accept" ? "accepted" : "declined", [&](const std::string& token) {
    if (answer == "accept") {
      domain::accept_offer(app.ports, token);
    } else {
      domain::decline_offer(app.ports, token);
    }
  });
}

Reply take_phone_code(const Request& request, App& app) {
  auto code = with_ascii_digits(form_value(request.form(), "code"));
  std::erase_if(code, [](char c) { return c == ' ' || c == '-'; });
  return press(request, app, "verified",
               [&](const std::string& token) { domain::verify_phone(app.ports, token, code); });
}

Reply take_code_wish(const Request& request, App& app) {
  return press(request, app, "code_again", [&](const std::string& token) {
    const auto view = domain::view_registration(app.ports, token);
    limit_code_again(request, app, view.registration.contact);
    domain::send_code_again(app.ports, token);
  });
}

Reply take_link_renewal(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto fresh = domain::renew_link(app.ports, token);
  const auto view = domain::view_registration(app.ports, fresh);
  return done_reply(app, link_path(fresh, language_of(request, app, view)), "renewed");
}

Reply show_link_as_qr(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  (void)domain::view_registration(app.ports, token);
  auto reply = link_reply(200, qr_svg(app.settings.server.base_url + "/m/" + token));
  reply.content_type = "image/svg+xml";
  return reply;
}

}  // namespace service
