#include <algorithm>

#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/invitations.hpp"
#include "domain/public_dates.hpp"
#include "domain/register_participants.hpp"
#include "service/abuse_limits.hpp"
#include "service/api_request.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/public_site.hpp"
#include "service/registration_form.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

// As many as one may register for at once, that one among them.
void keep_around(std::vector<domain::Event>& dates, domain::EventId id) {
  constexpr auto most = static_cast<std::ptrdiff_t>(domain::maximum_dates_at_once);
  const auto last = std::ranges::find(dates, id, &domain::Event::id) - dates.begin() + 1;
  if (last <= static_cast<std::ptrdiff_t>(dates.size()) && last > most)
    dates.erase(dates.begin(), dates.begin() + (last - most));
  if (dates.size() > domain::maximum_dates_at_once) dates.resize(domain::maximum_dates_at_once);
}

FormPlace form_place(const Request& request, const App& app) {
  const auto id = event_in_path(request);
  const auto now = app.ports.clock.now();
  std::optional<domain::Event> event;
  std::vector<domain::Event> dates;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    event = snapshot.events().find(id);
    dates.clear();
    if (!event || !event->super_event) return;
    dates = snapshot.events().of_series(*event->super_event);
  });
  if (!event || !domain::is_open_to_anyone(*event)) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  }
  std::erase_if(dates, [&](const domain::Event& date) {
    return date.start_time <= now || !domain::is_told_beside(date, *event) ||
           date.status == domain::EventStatus::cancelled;
  });
  keep_around(dates, id);
  return {std::move(*event), std::move(dates), {}, address_language(request, app)};
}

Reply used_reply(const App& app, const FormPlace& place) {
  auto context = page_context(place.language, app, "/i/" + place.invitation_token + "?lang={lang}");
  context.indexable = false;
  return link_reply(200, ui::render_used_invitation(app.pages, context, place.event));
}

struct Invited {
  FormPlace place;
  bool used = false;
};

Invited invited(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  auto view = domain::view_invitation(app.ports, token);
  const auto language = link_language(request, app, view.contact.language);
  return {{std::move(view.event), {}, token, language}, view.used};
}

}  // namespace

Reply show_registration_form(const Request& request, App& app) {
  return show_form(request, app, form_place(request, app));
}

Reply take_registration_form(const Request& request, App& app) {
  return take_form(request, app, form_place(request, app));
}

Reply show_invitation(const Request& request, App& app) {
  const auto [place, used] = invited(request, app);
  return used ? used_reply(app, place) : show_form(request, app, place);
}

Reply take_invitation_form(const Request& request, App& app) {
  // One that was used just now, by the same form sent twice, is answered by the form's key.
  return take_form(request, app, invited(request, app).place);
}

}  // namespace service
