#pragma once
#include "service/organiser_event_form.hpp"

namespace service {

// An event of more than a day is asked about once, since an end date left behind makes one. Error{invalid,
// "over_a_day", "end_time"}, unless the form says that its length has been asked about, or `stored` is as long; the
// form says so then.
void require_meant_length(EventForm& form, const domain::TimeZones& zones,
                          const domain::EventDetails* stored = nullptr);

}  // namespace service
