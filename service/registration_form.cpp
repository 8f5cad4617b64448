#include "service/registration_form.hpp"

#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "domain/register_participants.hpp"
#include "service/abuse_limits.hpp"
#include "service/errors.hpp"
#include "service/form_guard.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/party_input.hpp"
#include "ui/consent.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

using domain::maximum_party;

constexpr std::string_view register_form = "register";

struct Sent {
  PartyInput party;
  std::vector<domain::Event> dates;  // those chosen
  bool all_dates = false;            // in one word
};

bool can_be_had(const FormPlace& place, domain::Event event, domain::Instant now) {
  if (!place.invitation_token.empty()) event.invited_only = false;
  const auto state = domain::enrolment_state(event, now);
  return state == domain::Enrolment::open || state == domain::Enrolment::waiting_list;
}

bool takes_registrations(const FormPlace& place, domain::Instant now) {
  return can_be_had(place, place.event, now) ||
         std::ranges::any_of(place.dates, [&](const auto& date) { return can_be_had(place, date, now); });
}

// ?persons=4 opens the form for four.
std::size_t persons_asked_for(const Request& request) {
  std::size_t persons = 1;
  const auto text = request.query_value("persons").value_or("1");
  std::from_chars(text.data(), text.data() + text.size(), persons);
  return std::clamp<std::size_t>(persons, 1, maximum_party);
}

ui::PageContext context_of(const App& app, const FormPlace& place) {
  const auto address = place.invitation_token.empty()
                           ? "/{lang}/events/" + std::to_string(place.event.id.value) + "/register"
                           : "/i/" + place.invitation_token + "?lang={lang}";
  auto context = page_context(place.language, app, address);
  context.indexable = false;
  return context;
}

Reply reply_with(const App& app, const FormPlace& place, const ui::RegistrationForm& form, int status) {
  auto context = context_of(app, place);
  context.form = ui::filled_in;
  return link_reply(status, ui::render_registration_form(app.pages, context, form));
}

// An input of the form as it was sent, the ticked boxes among them.
ui::RegistrationForm sent_form(const App& app, const FormPlace& place, const PartyInput& party, const Fields& fields) {
  ui::RegistrationForm form{place.event,
                            party.state,
                            party.persons,
                            form_value(fields, "key"),
                            kept_stamp(app, register_form, fields),
                            place.invitation_token,
                            place.dates};
  auto ticked = form_choices(fields, "dates");
  // "All of them" ticks each.
  if (form_has(fields, "all_dates")) {
    for (const auto& date : place.dates) ticked.insert(std::to_string(date.id.value));
  }
  for (const auto& id : ticked) form.state.values.emplace_back("dates", id);
  for (const char* box : {"all_dates", "consent"}) {
    if (form_has(fields, box)) form.state.values.emplace_back(box, "yes");
  }
  return form;
}

std::vector<domain::Event> chosen_dates(const FormPlace& place, const Fields& fields, domain::Instant now) {
  if (place.dates.size() < 2) return {place.event};
  const bool all = form_has(fields, "all_dates");
  const auto ids = form_choices(fields, "dates");
  std::vector<domain::Event> chosen;
  for (const auto& date : place.dates) {
    const bool ticked = ids.contains(std::to_string(date.id.value));
    if (ticked || (all && can_be_had(place, date, now))) chosen.push_back(date);
  }
  // Where none can be had any more the answer says why, or what the same button did the first time.
  return chosen.empty() && all ? place.dates : chosen;
}

std::vector<domain::Problem> more_problems(const Sent& sent, const Fields& fields) {
  std::vector<domain::Problem> problems;
  if (sent.dates.empty()) problems.push_back({"dates", "choose_date", "at least one is required"});
  if (!form_has(fields, "consent")) problems.push_back({"consent", "consent", "must be agreed to"});
  const bool code = std::ranges::any_of(sent.dates, &domain::Event::wants_code);
  if (code && sent.party.state.value("contact.phone").empty()) {
    problems.push_back({"contact.phone", "required", "is required, since a code is sent to it"});
  }
  return problems;
}

domain::RegistrationRequest request_of(const App& app, const FormPlace& place, const Sent& sent, const Fields& fields) {
  auto party = parse_party(sent.party, maximum_party, more_problems(sent, fields), domain::questions_of(sent.dates));
  domain::RegistrationRequest request;
  request.contact = std::move(party.contact);
  request.persons = std::move(party.persons);
  request.answers = std::move(party.answers);
  request.idempotency_key = form_value(fields, "key");
  request.consent_version = ui::consent_version(app.pages.catalogue());
  request.consent_language = place.language;
  request.invitation_token = place.invitation_token;
  return request;
}

Reply registered_reply(const App& app, const domain::RegistrationReceipt& receipt, const std::string& query) {
  const auto location = "/m/" + receipt.manage_token + query;
  // Nothing is said to be done until the code is given: the page asks for it.
  if (!receipt.registration.verified) return see_other(location);
  return done_reply(app, location, domain::to_word(receipt.registration.status));
}

// The first date's page tells what became of each.
Reply dates_reply(const App& app, const std::vector<domain::DateOutcome>& outcomes, const std::string& query) {
  const auto& first = *std::ranges::find_if(outcomes, [](const auto& one) { return one.receipt.has_value(); })->receipt;
  if (!first.registration.verified) return see_other("/m/" + first.manage_token + query);
  return done_reply(app, "/m/" + first.manage_token + query, "dates");
}

Reply register_party(const Request& request, App& app, const FormPlace& place, const Sent& sent, const Fields& fields) {
  auto wanted = request_of(app, place, sent, fields);
  std::vector<domain::EventId> ids;
  for (const auto& date : sent.dates) ids.push_back(date.id);
  limit_registration(request, app, wanted.contact, ids);
  const auto query = "?lang=" + place.language.str();
  const auto series = sent.all_dates ? place.event.super_event : std::nullopt;
  if (ids.size() > 1 || series) {
    const auto outcomes = domain::register_for_dates(app.ports, wanted, ids, nullptr, series);
    if (outcomes.size() > 1) return dates_reply(app, outcomes, query);
    return registered_reply(app, *outcomes.front().receipt, query);
  }
  wanted.event = ids.front();
  return registered_reply(app, domain::register_participants(app.ports, wanted), query);
}

// Where a code is sent an email would not do instead.
void ask_for_phone(std::vector<domain::Problem>& problems, const Sent& sent) {
  if (std::ranges::none_of(sent.dates, &domain::Event::wants_code)) return;
  for (auto& problem : problems) {
    if (problem.code == "phone_or_email") problem.code = "required";
  }
}

// What would be told next, so that it is told at once.
std::vector<domain::Problem> wrong_with(const App& app, const FormPlace& place, const Sent& sent,
                                        const Fields& fields) {
  try {
    (void)request_of(app, place, sent, fields);
    return {};
  } catch (const domain::Error& error) {
    auto problems = error.problems();
    ask_for_phone(problems, sent);
    return problems;
  }
}

bool is_mended_on_form(const domain::Error& error) {
  return error.kind() == domain::ErrorKind::invalid || error.kind() == domain::ErrorKind::conflict ||
         failure_of(error).status == 429;
}

// Who goes back and sends it again sends it with the same key, and is answered as the first time. There is nothing of
// anybody in it yet.
Reply kept_for_going_back(Reply reply) {
  for (auto& [name, value] : reply.headers) {
    if (name == "Cache-Control") value = "private, max-age=0";
  }
  return reply;
}

// The form again, with all that was typed. A key that another request has used would never be taken again.
Reply refuse_form(const App& app, const FormPlace& place, ui::RegistrationForm form,
                  std::vector<domain::Problem> problems, int status) {
  if (problems.front().code == "idempotency_key_reused") form.idempotency_key = app.ports.secrets.random_token();
  form.state.problems = std::move(problems);
  return reply_with(app, place, form, status);
}

}  // namespace

Reply show_form(const Request& request, const App& app, const FormPlace& place) {
  const auto now = app.ports.clock.now();
  if (!takes_registrations(place, now)) {
    return link_reply(200, ui::render_no_registration(app.pages, context_of(app, place), place.event));
  }
  ui::RegistrationForm form{place.event,
                            {},
                            persons_asked_for(request),
                            app.ports.secrets.random_token(),
                            form_stamp(app, register_form),
                            place.invitation_token,
                            place.dates};
  form.state.values = {{"contact.language", place.language.str()}, {"dates", std::to_string(place.event.id.value)}};
  return kept_for_going_back(reply_with(app, place, form, 200));
}

Reply take_form(const Request& request, App& app, const FormPlace& place) {
  const auto fields = request.form();
  Sent sent{read_party(fields, maximum_party), chosen_dates(place, fields, app.ports.clock.now()),
            place.dates.size() > 1 && form_has(fields, "all_dates")};
  const auto action = form_value(fields, "action");
  const bool translated = asks_for_language(action);
  if (translated) follow_language(sent.party.state, action, place.language);
  const bool shown_again = translated || edit_party(sent.party, action, maximum_party);
  auto form = sent_form(app, place, sent.party, fields);
  if (translated) {
    // What was agreed to are the words that were read.
    std::erase_if(form.state.values, [](const auto& input) { return input.first == "consent"; });
  }
  if (shown_again) return reply_with(app, place, form, 200);
  if (auto problem = robot_problem(app, register_form, fields)) {
    auto problems = wrong_with(app, place, sent, fields);
    problems.insert(problems.begin(), std::move(*problem));
    return refuse_form(app, place, std::move(form), std::move(problems), 400);
  }
  try {
    return register_party(request, app, place, sent, fields);
  } catch (const domain::Error& error) {
    if (!is_mended_on_form(error)) throw;
    auto [status, problems, headers] = failure_of(error);
    ask_for_phone(problems, sent);
    Reply reply = refuse_form(app, place, std::move(form), std::move(problems), status);
    std::ranges::move(headers, std::back_inserter(reply.headers));
    return reply;
  }
}

}  // namespace service
