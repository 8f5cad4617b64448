#include "service/drafts.hpp"

#include "domain/delete_drafts.hpp"
#include "domain/error.hpp"
#include "domain/publish_drafts.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/json_object.hpp"

namespace service {
namespace {

struct DraftsAsked {
  std::vector<domain::EventId> events;
  domain::PublishAs as = domain::PublicationStatus::open_to_all;
  bool dry_run = false;
};

DraftsAsked read_asked(const Request& request, bool with_status) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  DraftsAsked asked;
  object.require("events");
  object.each("events", domain::most_drafts, [&](const Json& item, const std::string& path) {
    const auto number = item.integer();
    violations.require(number.has_value(), path, "number", "must be an event's id");
    if (number) asked.events.push_back({*number});
  });
  asked.dry_run = object.boolean("dry_run").value_or(false);
  if (with_status) {
    if (const auto as = object.parsed("publication_status", domain::parse_publish_as)) asked.as = *as;
  }
  object.refuse_others();
  violations.throw_if_any();
  return asked;
}

Json::Object outcome_json(const domain::DraftOutcome& outcome) {
  Json::Object object{{"id", outcome.id.value}, {"outcome", to_word(outcome.fate)}};
  add_text(object, "reason", outcome.refusal);
  if (outcome.fate != domain::DraftFate::stays) object.push_back({"publication_status", domain::to_word(outcome.as)});
  if (outcome.in_the_way != 0) object.push_back({"in_the_way", outcome.in_the_way});
  return object;
}

// What it meets is told in whole by GET /api/v1/events/{id}/conflicts.
Json conflicts_json(const std::vector<domain::Conflict>& conflicts) {
  Json::Array array;
  for (const domain::Conflict& conflict : conflicts) {
    Json::Object object{{"kind", to_word(conflict.kind)}};
    if (conflict.event) object.push_back({"event", conflict.event->id.value});
    array.push_back(std::move(object));
  }
  return array;
}

Json plan_json(const domain::DraftPlan& plan) {
  Json::Object object = outcome_json(plan.outcome);
  if (plan.outcome.refusal == "not_found") return object;
  object.push_back({"conflicts", conflicts_json(plan.conflicts)});
  Json::Array languages;
  for (const domain::LanguageTexts& texts : plan.texts.languages) {
    if (!texts.needs.empty()) languages.push_back(texts.language.str());
  }
  object.push_back({"texts_to_look_at", std::move(languages)});
  object.push_back({"invitations", plan.invitations});
  return object;
}

Json deletion_json(const domain::DraftDeletion& one) {
  Json::Object object{{"id", one.id.value}, {"outcome", one.refusal.empty() ? "deleted" : "stays"}};
  add_text(object, "reason", one.refusal);
  return object;
}

template <class Items, class Render>
Reply list_reply(const Items& items, const Render& render) {
  Json::Array data;
  for (const auto& item : items) data.push_back(render(item));
  return json_reply(200, to_text(Json::Object{{"data", std::move(data)}}));
}

}  // namespace

Reply publish_drafts(const Request& request, App& app) {
  const DraftsAsked asked = read_asked(request, true);
  const auto& principal = signed_in(request);
  if (!asked.dry_run) {
    return list_reply(domain::publish_drafts(app.ports, principal, asked.events, asked.as), outcome_json);
  }
  return list_reply(domain::plan_publication(app.ports, principal, asked.events, asked.as), plan_json);
}

Reply delete_drafts(const Request& request, App& app) {
  const DraftsAsked asked = read_asked(request, false);
  const auto& principal = signed_in(request);
  return list_reply(asked.dry_run ? domain::plan_deletion(app.ports, principal, asked.events)
                                  : domain::delete_drafts(app.ports, principal, asked.events),
                    deletion_json);
}

Reply delete_event(const Request& request, App& app) {
  domain::delete_draft(app.ports, signed_in(request), domain::EventId{id_in_path(request)});
  Reply reply;
  reply.status = 204;
  return reply;
}

Reply forget_removed_dates(const Request& request, App& app) {
  const auto dates =
      domain::bring_removed_dates_back(app.ports, signed_in(request), domain::SubscriptionId{id_in_path(request)});
  return json_reply(200, to_text(Json::Object{{"dates", dates}}));
}

}  // namespace service
