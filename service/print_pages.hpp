#pragma once
#include "service/http.hpp"

// Sheets to print, and the codes on them.
namespace service {

struct App;

// /{lang}/print?month=2027-02 (without: this month) and the list's filters.
Reply show_month_sheet(const Request& request, App& app);
// /organiser/events/{id}/poster, in the language of the page.
Reply show_poster(const Request& request, App& app);
// /{lang}/qr.svg leads to the list with the same filters, /{lang}/events/{id}/qr.svg to the event.
Reply show_list_as_qr(const Request& request, App& app);
Reply show_event_as_qr(const Request& request, App& app);

}  // namespace service
