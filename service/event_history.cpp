#include "service/event_history.hpp"

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/event_fields.hpp"
#include "domain/undo_change.hpp"
#include "service/api_request.hpp"
#include "service/event_json.hpp"
#include "service/history_query.hpp"
#include "service/json_object.hpp"
#include "ui/links.hpp"

namespace service {
namespace {

// The member of the event's JSON that the field is, as it was or is.
Json value_json(const domain::Event& event, const domain::FieldChange& field, EventReader reader, const App& app) {
  const Json json = event_json(event, reader, app);
  const Json* member = json.find(field.field);
  if (member != nullptr && !field.language.empty() && member->object() != nullptr) {
    member = member->find(field.language);
  }
  return member == nullptr ? Json() : *member;
}

Json fields_json(const domain::HistoryEntry& entry, EventReader reader, const App& app) {
  const domain::Event before = domain::as_before(entry.event, entry.change);
  const domain::Event after = domain::as_after(entry.event, entry.change);
  Json::Array fields;
  for (const domain::FieldChange& field : entry.change.fields) {
    Json::Object object{{"field", field.field}};
    if (!field.language.empty()) object.push_back({"language", field.language});
    object.push_back({"before", value_json(before, field, reader, app)});
    object.push_back({"after", value_json(after, field, reader, app)});
    fields.emplace_back(std::move(object));
  }
  return fields;
}

Json entry_json(const domain::HistoryEntry& entry, EventReader reader, const App& app) {
  const domain::EventChange& change = entry.change;
  Json::Object object{{"id", change.id.value},
                      {"time", domain::format_rfc3339(change.time)},
                      {"actor", change.actor},
                      {"kind", to_word(change.kind)}};
  if (!change.note.empty()) object.push_back({"note", change.note});
  object.push_back({"fields", fields_json(entry, reader, app)});
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

void refuse_members(const Request& request) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject(body, "", violations).refuse_others();
  violations.throw_if_any();
}

Reply event_reply(const domain::Event& event, const Request& request, const App& app) {
  const EventReader reader = reader_of(request.principal, event);
  Reply reply = personal_reply(200, event_json(event, reader, app));
  reply.headers.emplace_back("ETag", event_etag(event, reader, app));
  return reply;
}

}  // namespace

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
  const domain::Event event = domain::undo_change(app.ports, signed_in(request), event_in_path(request),
                                                  {id_in_path(request, "change")}, scope);
  return event_reply(event, request, app);
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
