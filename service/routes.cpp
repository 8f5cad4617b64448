#include "service/routes.hpp"

#include <vector>

#include "service/assets.hpp"
#include "service/calendar_feeds.hpp"
#include "service/delivery_reports.hpp"
#include "service/health.hpp"
#include "service/incoming_sms.hpp"
#include "service/materials.hpp"
#include "service/print_pages.hpp"
#include "service/public_site.hpp"
#include "service/route_tables.hpp"

namespace service {
namespace {

// One row a route, grouped by resource. A literal segment wins over a "{parameter}" whatever the order. HEAD follows
// GET, and OPTIONS is answered for every path.
constexpr Route public_table[] = {
    // Calendars
    {Method::get, "/calendar.ics", Access::anyone, calendar_feed},
    {Method::get, "/calendar/{secret}.ics", Access::link, private_calendar},
    {Method::get, "/events/{id}.ics", Access::anyone, event_calendar},
    // Assets
    {Method::get, "/assets/{name}", Access::anyone, show_asset},
    // Gateways
    {Method::post, "/api/v1/incoming-sms/kannel", Access::link, take_kannel_message, true},
    {Method::get, "/api/v1/delivery-reports/kannel/{id}", Access::link, record_kannel_report, true},
    // The public site
    {Method::get, "/", Access::anyone, show_front},
    {Method::get, "/{lang}", Access::anyone, lead_to_language},
    {Method::get, "/{lang}/", Access::anyone, show_event_list},
    {Method::get, "/events/{id}", Access::anyone, lead_to_event},
    {Method::get, "/{lang}/events/{id}", Access::anyone, show_event},
    {Method::get, "/events/{id}/materials/{material}", Access::anyone, show_material},
    {Method::get, "/{lang}/events/{id}/register", Access::anyone, show_registration_form},
    {Method::post, "/{lang}/events/{id}/register", Access::anyone, take_registration_form},
    {Method::get, "/{lang}/print", Access::anyone, show_month_sheet},
    {Method::get, "/{lang}/qr.svg", Access::anyone, show_list_as_qr},
    {Method::get, "/{lang}/events/{id}/qr.svg", Access::anyone, show_event_as_qr},
    {Method::get, "/{lang}/accessibility", Access::anyone, show_accessibility},
    {Method::get, "/{lang}/privacy", Access::anyone, show_privacy},
    {Method::get, "/{lang}/links", Access::anyone, show_links_form},
    {Method::post, "/{lang}/links", Access::anyone, take_links_form},
    {Method::get, "/i/{token}", Access::link, show_invitation},
    {Method::post, "/i/{token}", Access::link, take_invitation_form},
    {Method::get, "/m/{token}", Access::link, show_registration},
    {Method::get, "/m/{token}/change", Access::link, show_change_form},
    {Method::post, "/m/{token}/change", Access::link, take_change_form},
    {Method::get, "/m/{token}/cancel", Access::link, show_cancel_question},
    {Method::post, "/m/{token}/cancel", Access::link, take_cancellation_by_link},
    {Method::get, "/m/{token}/reminders", Access::link, lead_to_reminders},
    {Method::post, "/m/{token}/reminders", Access::link, take_reminder_wish},
    {Method::post, "/m/{token}/offer", Access::link, take_offered_place},
    {Method::post, "/m/{token}/code", Access::link, take_phone_code},
    {Method::post, "/m/{token}/code/again", Access::link, take_code_wish},
    {Method::post, "/m/{token}/renew", Access::link, take_link_renewal},
    {Method::get, "/m/{token}/qr.svg", Access::link, show_link_as_qr},
    {Method::get, "/m/{token}/materials/{material}", Access::link, show_material_by_link},
    {Method::get, "/m/{token}/data", Access::link, show_data_question},
    {Method::post, "/m/{token}/data", Access::link, show_data},
    {Method::post, "/m/{token}/data.json", Access::link, download_data},
    {Method::post, "/m/{token}/erase", Access::link, take_erasure},
    {Method::get, "/o/{token}", Access::link, show_offer},
    {Method::post, "/o/{token}", Access::link, take_offer_answer},
    // Operators
    {Method::get, "/healthz", Access::operators, healthz, true},
    {Method::get, "/readyz", Access::operators, readyz, true},
    {Method::get, "/metrics", Access::operators, metrics, true},
};

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> joined;
    for (const std::span<const Route> part : {api_routes(), organiser_routes(), std::span<const Route>(public_table)}) {
      joined.insert(joined.end(), part.begin(), part.end());
    }
    return joined;
  }();
  return all;
}

}  // namespace service
