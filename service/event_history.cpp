#include "service/event_history.hpp"

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/event_fields.hpp"
#include "domain/material_history.hpp"
#include "domain/undo_change.hpp"
#include "service/api_request.hpp"
#include "service/event_json.hpp"
#include "service/history_query.hpp"
#include "service/json_object.hpp"
#include "ui/links.hpp"

namespace service {
namespace {

// The member of the event's JSON that the field is.
Json value_json(const Json& event, const domain::FieldChange& field) {
  const Json* member = event.find(field.field);
  if (member != nullptr && !field.language.empty() && member->object() != nullptr) {
    member = member->find(field.language);
  }
  return member == nullptr ? Json() : *member;
}

Json entry_json(const domain::HistoryEntry& entry, EventReader reader, const App& app) {
  const domain::EventChange& change = entry.change;
  Json::Object object{{"id", change.id.value},
                      {"time", domain::format_rfc3339(change.time)},
                      {"actor", change.actor},
                      {"kind", to_word(change.kind)}};
  if (!change.note.empty()) object.push_back({"note", change.note});
  const bool told_by_note = domain::is_about_material(change);
  object.push_back(
      {"fields", told_by_note ? Json(Json::Array{}) : field_changes_json(entry.event, entry.change, reader, app)});
  object.push_back({"events", change.dates});
  if (change.undoes) object.push_back({"undoes", change.undoes->value});
  if (entry.undone_by) object.push_back({"undone_by", entry.undone_by->value});
  object.push_back({"undoable", entry.undoable});
  if (!entry.refusal.empty()) object.push_back({"not_undoable_because", entry.refusal});
  return object;
}

domain::UndoScope read_scope(const Request& request) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const auto scope = object.parsed("scope", domain::parse_undo_scope);
  object.refuse_others();
  violations.throw_if_any();
  return scope.value_or(domain::UndoScope::this_one);
}

// Of the dates that stay as they were, why.
Json stays_json(const std::vector<domain::UndoneDate>& dates) {
  Json::Array array;
  for (const domain::UndoneDate& date : dates) {
    if (date.refusal.empty()) continue;
    Json::Object object{{"event", date.event.id.value}, {"reason", date.refusal}};
    if (date.in_the_way != 0) object.push_back({"in_the_way", date.in_the_way});
    array.push_back(std::move(object));
  }
  return array;
}

void refuse_members(const Request& request) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject(body, "", violations).refuse_others();
  violations.throw_if_any();
}

Reply event_reply(const domain::Event& event, const Request& request, const App& app,
                  const std::vector<domain::UndoneDate>& dates = {}) {
  const EventReader reader = reader_of(request.principal, event);
  const Json json = event_json(event, reader, app);
  Json::Object object = *json.object();
  if (!dates.empty()) object.push_back({"not_undone", stays_json(dates)});
  Reply reply = personal_reply(200, std::move(object));
  reply.headers.emplace_back("ETag", event_etag(event, reader, app));
  return reply;
}

}  // namespace

Json field_changes_json(const domain::Event& now, const domain::EventChange& change, EventReader reader,
                        const App& app) {
  const Json before = event_json(domain::as_before(now, change), reader, app);
  const Json after = event_json(domain::as_after(now, change), reader, app);
  Json::Array fields;
  for (const domain::FieldChange& field : change.fields) {
    Json::Object object{{"field", field.field}};
    if (!field.language.empty()) object.push_back({"language", field.language});
    object.push_back({"before", value_json(before, field)});
    object.push_back({"after", value_json(after, field)});
    fields.emplace_back(std::move(object));
  }
  return fields;
}

Reply list_history(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  const domain::History history = domain::list_history(app.ports, signed_in(request), id, change_before(request));
  const EventReader reader = reader_of(request.principal, history.event);
  Json::Array data;
  for (const domain::HistoryEntry& entry : history.entries) data.push_back(entry_json(entry, reader, app));
  Json next;
  if (history.next) {
    next = event_address(history.event, app) + "/history" +
           ui::query_string({{"before", std::to_string(history.next->value)}});
  }
  return personal_reply(
      200, Json::Object{{"meta", Json::Object{{"count", data.size()}, {"next", next}, {"previous", Json()}}},
                        {"data", std::move(data)}});
}

Reply undo_event_change(const Request& request, App& app) {
  const domain::UndoScope scope = read_scope(request);
  const domain::Undone undone = domain::undo_change(app.ports, signed_in(request), event_in_path(request),
                                                    {id_in_path(request, "change")}, scope);
  const bool all = scope == domain::UndoScope::all;
  return event_reply(undone.event, request, app, all ? undone.dates : std::vector<domain::UndoneDate>{});
}

Reply close_attendance(const Request& request, App& app) {
  refuse_members(request);
  return event_reply(domain::close_attendance(app.ports, signed_in(request), event_in_path(request)), request, app);
}

Reply reopen_attendance(const Request& request, App& app) {
  refuse_members(request);
  return event_reply(domain::reopen_attendance(app.ports, signed_in(request), event_in_path(request)), request, app);
}

}  // namespace service
