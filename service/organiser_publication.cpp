#include <algorithm>

#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"
#include "service/organiser_series.hpp"
#include "service/organiser_series_change.hpp"

// Publishing and cancelling.
namespace service {
namespace {

constexpr std::size_t longest_reason = 500;

// The console's languages, those in which the event is named or described, and those in which it is held.
std::vector<domain::LanguageTag> reason_languages(const domain::Event& event, const App& app) {
  std::vector<domain::LanguageTag> languages = app.pages.catalogue().languages();
  const auto add = [&](const domain::LanguageTag& language) {
    if (std::ranges::find(languages, language) == languages.end()) languages.push_back(language);
  };
  for (const auto* texts : {&event.name, &event.short_description}) {
    for (const auto& [language, text] : *texts) add(language);
  }
  std::ranges::for_each(event.in_language, add);
  return languages;
}

// What each choice ends, and who hears of it.
std::vector<ui::CancelChoice> choices_of(const Request& request, const App& app, const domain::Event& event) {
  using domain::SeriesScope;
  std::vector<SeriesScope> scopes{SeriesScope::this_one};
  if (scopes_of(event, app)) scopes = {SeriesScope::this_one, SeriesScope::following, SeriesScope::all};
  std::vector<ui::CancelChoice> choices;
  for (const SeriesScope scope : scopes) {
    domain::SeriesPlan plan = domain::plan_series_cancellation(app.ports, signed_in(request), event.id, scope);
    const auto ended = std::ranges::count_if(plan.dates, [](const domain::PlannedDate& date) {
      return date.fate == domain::DateFate::own || date.fate == domain::DateFate::changes;
    });
    choices.push_back({scope, static_cast<int>(ended), std::move(plan.told)});
  }
  return choices;
}

Reply cancel_page(const Request& request, const App& app, domain::Event event, ui::FormState state, int status) {
  ui::CancelPage page;
  page.event = std::move(event);
  page.state = std::move(state);
  page.choices = choices_of(request, app, page.event);
  const ui::Console console = console_for(request, app, "events", address_of(page.event.id) + "/cancel");
  return console_reply(request, app, ui::event_cancel_page(app.pages, console, page), status);
}

// Without a reason in any language, the first is the one to fill in.
domain::LocalisedText read_reason(const Fields& fields, const std::vector<domain::LanguageTag>& languages) {
  domain::Violations violations;
  domain::LocalisedText reason;
  for (const domain::LanguageTag& language : languages) {
    const std::string name = "reason." + language.str();
    std::string text = input_text(form_value(fields, name), name, longest_reason, violations);
    if (!text.empty()) reason[language] = std::move(text);
  }
  violations.throw_if_any();
  violations.require(!reason.empty(), "reason." + languages.front().str(), "required", "is required in one language");
  violations.throw_if_any();
  return reason;
}

}  // namespace

Reply take_publication(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  const std::string as = form_value(request.form(), "publication_status");
  return press(request, app, id, [&] {
    (void)domain::publish_event(app.ports, signed_in(request), id,
                                domain::parse_publication_status(as, "publication_status"));
    return done(address_of(id), "published");
  });
}

Reply show_cancellation(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  if (event.status == domain::EventStatus::cancelled) return see_other(address_of(event.id));
  ui::FormState state;
  for (const auto& language : reason_languages(event, app)) state.values.emplace_back("reason." + language.str(), "");
  state.values.emplace_back("scope", to_word(scope_asked(request, event, app)));
  return cancel_page(request, app, std::move(event), std::move(state), 200);
}

Reply take_cancellation(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const Fields fields = request.form();
  const auto languages = reason_languages(event, app);
  try {
    const domain::SeriesScope scope = scope_in(fields);
    const domain::LocalisedText reason = read_reason(fields, languages);
    const bool tells =
        ui::is_told(domain::plan_series_cancellation(app.ports, signed_in(request), event.id, scope).told);
    (void)domain::cancel_series(app.ports, signed_in(request), event.id, scope, reason);
    if (scope == domain::SeriesScope::this_one || !event.super_event) {
      return done(address_of(event.id), tells ? "cancelled" : "cancelled_quietly");
    }
    return done(address_of(*event.super_event), tells ? "series_cancelled" : "series_cancelled_quietly");
  } catch (const domain::Error& error) {
    if (error.kind() == domain::ErrorKind::conflict) {
      return overview_reply(request, app, event.id, {.problems = error.problems()}, status_of(error));
    }
    if (!is_mended_on_page(error)) throw;
    Fields typed;
    for (const auto& language : languages) {
      const std::string name = "reason." + language.str();
      typed.emplace_back(name, form_value(fields, name));
    }
    typed.emplace_back("scope", form_value(fields, "scope"));
    return cancel_page(request, app, std::move(event), form_state(std::move(typed), error), status_of(error));
  }
}

}  // namespace service
