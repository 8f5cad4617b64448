#include "service/subscriptions.hpp"

#include "domain/error.hpp"
#include "domain/merge_content.hpp"
#include "domain/subscriptions.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/event_json.hpp"
#include "service/subscription_input.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

constexpr std::size_t longest_address = 2000;

domain::SubscriptionId subscription_in_path(const Request& request) {
  return {id_in_path(request)};
}

void add_time(Json::Object& object, const char* name, const std::optional<domain::Instant>& time) {
  if (time) object.push_back({name, domain::format_rfc3339(*time)});
}

Json texts_json(const std::vector<std::string>& texts) {
  Json::Array array;
  for (const std::string& text : texts) array.push_back(text);
  return array;
}

Json counts_json(const domain::SubscriptionCounts& counts) {
  return Json::Object{{"events", counts.events},
                      {"open", counts.open},
                      {"cancelled", counts.cancelled},
                      {"vanished", counts.vanished},
                      {"problems", counts.problems}};
}

Json::Object subscription_json(const domain::Subscription& one, const domain::SubscriptionCounts& counts) {
  Json::Object object{{"id", one.id.value},
                      {"organisation", one.organisation.value},
                      {"name", one.name},
                      {"host", domain::host_of(one.address)},
                      {"language", one.language.str()},
                      {"kind", to_word(one.kind)},
                      {"keywords", texts_json(one.keywords)},
                      {"municipality", one.municipality},
                      {"publication_status", to_word(one.publication_status)},
                      {"registration_url", one.registration_url},
                      {"paused", one.paused}};
  add_time(object, "read_time", one.read_time);
  add_time(object, "tried_time", one.tried_time);
  if (!one.paused) add_time(object, "next_time", one.next_time);
  if (!one.error.empty()) object.push_back({"error", one.error});
  object.push_back({"complete", one.complete});
  object.push_back({"counts", counts_json(counts)});
  object.push_back({"version", one.version});
  return object;
}

// Whose drafts were deleted here.
Json removed_json(const std::vector<domain::RemovedDate>& dates) {
  Json::Array list;
  for (const domain::RemovedDate& date : dates) {
    list.push_back(Json::Object{{"name", date.name}, {"start_time", domain::format_rfc3339(date.start_time)}});
  }
  return list;
}

Json problems_json(const std::vector<domain::ForeignProblem>& problems) {
  Json::Array array;
  for (const domain::ForeignProblem& problem : problems) {
    Json::Object object{{"code", problem.code}, {"uid", problem.uid}, {"name", problem.summary}};
    if (!problem.zone.empty()) object.push_back({"time_zone", problem.zone});
    if (problem.line > 0) object.push_back({"line", static_cast<std::int64_t>(problem.line)});
    array.push_back(std::move(object));
  }
  return array;
}

Json wanted_json(const domain::CalendarSlot& wanted) {
  Json::Object object;
  add_time(object, "start_time", wanted.start_time);
  add_time(object, "end_time", wanted.end_time);
  object.push_back({"time_zone", wanted.time_zone});
  const domain::Place& place = wanted.location;
  if (place.is_online()) {
    object.push_back({"location", Json::Object{{"online_url", place.online_url}}});
  } else {
    object.push_back({"location", Json::Object{{"name", place.name},
                                               {"street_address", place.street_address},
                                               {"municipality", place.municipality}}});
  }
  return object;
}

Json link_json(const ui::CalendarLink& one) {
  Json::Array differences;
  for (const auto field : domain::differences(domain::says_now(one.link), one.subscription.language, one.event)) {
    differences.push_back(Json::Object{{"field", to_word(field)}, {"open", one.link.open.contains(field)}});
  }
  Json::Object object{{"event", one.event.id.value}, {"uid", one.link.uid}};
  add_time(object, "recurrence_id", one.link.recurrence_id);
  add_time(object, "vanished_time", one.link.vanished_time);
  object.push_back({"cancelled_there", one.link.cancelled_there});
  object.push_back({"left", one.link.left});
  object.push_back({"cancelled_by_calendar", one.link.cancelled_by_it});
  if (!one.link.refusal.empty()) object.push_back({"refusal", one.link.refusal});
  if (one.link.wanted) object.push_back({"wanted", wanted_json(*one.link.wanted)});
  object.push_back({"differences", std::move(differences)});
  return object;
}

Reply private_reply(int status, Json json, std::int64_t version) {
  Reply reply = json_reply(status, to_text(json));
  reply.headers.emplace_back("ETag", "\"" + std::to_string(version) + "\"");
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

Reply subscription_reply(int status, const App& app, const domain::Subscription& one) {
  domain::SubscriptionCounts counts;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    counts = snapshot.subscriptions().counts(one.id, app.ports.clock.now());
  });
  return private_reply(status, subscription_json(one, counts), one.version);
}

domain::ItsEvents its_events(const Request& request) {
  const std::string word(request.query_value("events").value_or("stay"));
  if (word == "withdraw") return domain::ItsEvents::withdraw;
  if (word == "stay") return domain::ItsEvents::stay;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be stay or withdraw", "events");
}

}  // namespace

Reply list_subscriptions(const Request& request, App& app) {
  const domain::Principal& principal = signed_in(request);
  const bool everywhere = domain::may(principal, domain::Permission::administer);
  Json::Array data;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    data.clear();
    if (!everywhere && !principal.organisation) return;
    for (const auto& one : snapshot.subscriptions().of(everywhere ? std::nullopt : principal.organisation)) {
      data.push_back(subscription_json(one, snapshot.subscriptions().counts(one.id, app.ports.clock.now())));
    }
  });
  Reply reply = json_reply(200, to_text(list_json(std::move(data))));
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

Reply create_subscription(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  domain::SubscriptionDetails details;
  JsonObject object(body, "", violations);
  for (const char* name : {"name", "address"}) object.require(name);
  apply_subscription(object, app.pages.lists(), details);
  const std::string address = object.text("address", longest_address).value_or("");
  const auto organisation = read_organisation(object);
  object.refuse_read_only({"id", "host", "read_time", "tried_time", "next_time", "error", "counts", "version"});
  object.refuse_others();
  violations.throw_if_any();
  Reply reply = subscription_reply(
      201, app, domain::create_subscription(app.ports, signed_in(request), std::move(details), address, organisation));
  return reply;
}

Reply get_subscription(const Request& request, App& app) {
  Json::Object object;
  std::int64_t version = 0;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const domain::Instant now = app.ports.clock.now();
    const auto one = domain::see_subscription(snapshot, signed_in(request), subscription_in_path(request));
    version = one.version;
    object = subscription_json(one, snapshot.subscriptions().counts(one.id, now));
    Json::Array links;
    for (const ui::CalendarLink& link : links_of(snapshot, signed_in(request), one, now))
      links.push_back(link_json(link));
    object.push_back({"events", std::move(links)});
    object.push_back({"problems", problems_json(snapshot.subscriptions().problems_of(one.id))});
    object.push_back({"removed_dates", removed_json(snapshot.drafts().removed_dates(one.id, now))});
  });
  return private_reply(200, std::move(object), version);
}

Reply change_subscription(const Request& request, App& app) {
  const Json body = read_json(request);
  std::string address;
  const auto change = [&](domain::SubscriptionDetails& details) {
    domain::Violations violations;
    JsonObject object(body, "", violations);
    apply_subscription(object, app.pages.lists(), details);
    (void)object.has("address");
    object.refuse_read_only(
        {"id", "organisation", "host", "read_time", "tried_time", "next_time", "error", "counts", "version"});
    object.refuse_others();
    violations.throw_if_any();
  };
  domain::Violations violations;
  JsonObject object(body, "", violations);
  if (object.has("address")) address = object.text("address", longest_address).value_or("");
  violations.throw_if_any();
  return subscription_reply(200, app,
                            domain::edit_subscription(app.ports, signed_in(request), subscription_in_path(request),
                                                      change, address, version_of_if_match(request)));
}

Reply remove_subscription(const Request& request, App& app) {
  (void)domain::remove_subscription(app.ports, signed_in(request), subscription_in_path(request), its_events(request));
  return {204, "", nullptr, {}};
}

Reply fetch_subscription(const Request& request, App& app) {
  domain::fetch_now(app.ports, signed_in(request), subscription_in_path(request));
  domain::Subscription one;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    one = domain::see_subscription(snapshot, signed_in(request), subscription_in_path(request));
  });
  return subscription_reply(202, app, one);
}

Reply decide_on_calendar(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("action");
  const std::string action = object.text("action", 20).value_or("");
  const bool known = action == "theirs" || action == "ours" || action == "leave";
  violations.require(known, "action", "unknown_value", "must be theirs, ours or leave");
  if (action != "leave") object.require("field");
  const auto field = object.parsed("field", domain::parse_subscribed_field);
  object.refuse_others();
  violations.throw_if_any();
  const domain::EventId event = event_in_path(request);
  const domain::Principal& principal = signed_in(request);
  if (action == "leave") {
    domain::leave_calendar(app.ports, principal, event);
  } else if (action == "theirs") {
    (void)domain::take_theirs(app.ports, principal, event, field.value());
  } else {
    domain::keep_ours(app.ports, principal, event, field.value());
  }
  std::optional<ui::CalendarLink> link;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { link = link_of(snapshot, snapshot.events().find(event).value()); });
  return private_reply(200, link_json(link.value()), link->event.version);
}

}  // namespace service
