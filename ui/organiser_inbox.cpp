#include "ui/organiser_inbox.hpp"

#include "ui/event_view.hpp"
#include "ui/phone_words.hpp"

namespace ui {
namespace {

void add_entry(Values& body, const Reader& reader, const domain::InboxEntry& entry, domain::Instant now) {
  Values row = body.add("ENTRY");
  const auto& message = entry.message;
  const std::string_view zone =
      entry.events.empty() ? domain::default_time_zone : std::string_view(entry.events.front().time_zone);
  row.set("ID", message.id.value);
  row.set("PHONE_NUMBER", message.from ? message.from->e164() : "");
  row.set("PHONE", phone_words(message.from));
  for (const std::string& name : entry.names) row.add("WHO").set("WHO_NAME", name);
  row.set("TIME", reader.date_and_time(message.time, zone, now));
  row.set("TEXT", message.text);
  for (const domain::Event& event : entry.events) {
    Values about = row.add("ABOUT");
    about.set("EVENT_ID", event.id.value);
    about.set("EVENT", event_name(event, reader));
    about.set("DATE", reader.short_date(event.start_time, event.time_zone));
  }
  row.show_if(entry.events.empty(), "UNKNOWN");
  if (message.handled_time) {
    row.add("HANDLED").set("WHEN", reader.date_and_time(*message.handled_time, zone, now));
  } else {
    row.show("WAITS");
  }
}

}  // namespace

std::string inbox_page(const Pages& pages, const Console& console, const std::vector<domain::InboxEntry>& entries) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/inbox.html", reader.text("organiser.inbox.title"));
  Values& body = page.body();
  add_rows(
      body, entries, [&](Values& list, const auto& entry) { add_entry(list, reader, entry, console.context.now); },
      "LIST");
  return page.html();
}

}  // namespace ui
