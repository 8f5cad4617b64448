#include "ui/organiser_event_list.hpp"

#include "ui/event_view.hpp"
#include "ui/event_words.hpp"

namespace ui {
namespace {

void add_row(Values& body, const Reader& reader, const EventRow& row) {
  const domain::Event& event = row.event;
  Values values = body.add("EVENT");
  values.set("ID", event.id.value);
  set_text(values, reader, event.name, "NAME");
  values.set("KIND", reader.kind_name(event.kind));
  values.set("DATE", reader.short_date(event.start_time, event.time_zone));
  values.set("YEAR", reader.by_skeleton(event.start_time, event.time_zone, "y"));
  values.set("ISO", domain::format_rfc3339(event.start_time));
  values.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  values.set_if("MOVED_FROM", moved_from_briefly(event, reader));
  values.set_if("PLACE", place_in_console(event, reader));
  const std::string registered = reader.number(event.confirmed_persons);
  values.set("REGISTERED", event.maximum_attendee_capacity
                               ? registered + " / " + reader.number(*event.maximum_attendee_capacity)
                               : registered);
  if (event.waitlisted_persons > 0) {
    values.set_if("WAITING",
                  reader.text("organiser.list.waiting", {{"count", std::int64_t{event.waitlisted_persons}}}));
  }
  values.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
  add_badges(values, reader, event);
  if (!row.calendar.empty()) {
    Values badge = values.add("BADGE");
    badge.set("BADGE_KIND", "open");
    badge.set("BADGE_TEXT", reader.text("organiser.badge.calendar_" + row.calendar));
  }
  add_needs(values, reader, row.needs);
  values.show_if(row.needs.empty(), "NO_NEED");
}

void add_page_links(Values& body, const EventList& list) {
  const std::string base = "/organiser/" + (list.query.empty() ? "?" : list.query + "&") + "page=";
  if (list.page > 1) body.set_if("PREVIOUS", base + std::to_string(list.page - 1));
  if (list.more || list.page * list.page_size < list.count) body.set_if("NEXT", base + std::to_string(list.page + 1));
}

void add_exports(Values& body, const Reader& reader, const EventList& list) {
  for (const char* format : {"xlsx", "csv", "ics", "json"}) {
    Values file = body.add("EXPORT");
    file.set("HREF", std::string("/organiser/events.") + format + list.query);
    file.set("WORDS", reader.text(std::string("organiser.export.") + format));
  }
}

}  // namespace

std::string and_waiting(const Reader& reader, int persons) {
  return persons > 0 ? reader.text("organiser.need.waiting", {{"count", std::int64_t{persons}}}) : std::string();
}

void add_needs(Values& into, const Reader& reader, const std::vector<LanguageNeed>& needs) {
  for (const LanguageNeed& need : needs) {
    const std::string word(need.furthest ? domain::to_word(*need.furthest) : "none");
    Values values = into.add("NEED");
    values.set("STATE", word);
    values.set("LANGUAGE", reader.language_name(need.language));
    values.set("STATE_TEXT", reader.text("organiser.booking." + word));
    if (need.wished > 0) {
      values.set_if("WISHED", reader.text("organiser.need.wished", {{"count", std::int64_t{need.wished}}}));
    }
    values.set_if("AND_WAITING", and_waiting(reader, need.waiting));
  }
}

std::string event_list_page(const Pages& pages, const Console& console, const EventList& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/events.html", reader.text("organiser.list.title"));
  add_filters(page, list.filters);
  Values& body = page.body();
  body.set("COUNT", reader.text(list.more ? "list.count_more" : "organiser.list.count",
                                {{"count", static_cast<std::int64_t>(list.count)}}));
  body.show_if(domain::may(console.principal, domain::Permission::create_event), "MAY_CREATE");
  body.show(list.rows.empty() ? "NONE" : "SOME");
  if (!list.rows.empty()) {
    Values table = body.add("TABLE");
    for (const EventRow& row : list.rows) add_row(table, reader, row);
  }
  add_page_links(body, list);
  add_exports(body, reader, list);
  body.set("PRINT_QUERY", list.print_query);
  if (list.drafts > 0) {
    Values drafts = body.add("DRAFTS");
    drafts.set("DRAFTS_QUERY", list.drafts_query);
    drafts.set("WORDS", reader.text("organiser.drafts.link", {{"count", static_cast<std::int64_t>(list.drafts)}}));
  }
  return page.html();
}

}  // namespace ui
