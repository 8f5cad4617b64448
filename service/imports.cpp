#include "service/imports.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/calendar_words.hpp"
#include "service/event_history.hpp"
#include "service/form_input.hpp"
#include "service/import_programme.hpp"
#include "service/programme_words.hpp"
#include "service/uploads.hpp"

namespace service {
namespace {

constexpr std::size_t longest_place = 200;

template <class Parse>
void read_value(const Request& request, std::string_view name, domain::Violations& violations, const Parse& parse) {
  const auto value = request.query_value(name);
  if (!value) return;
  try {
    parse(*value);
  } catch (const domain::Error& error) {
    violations.add(error);
  }
}

bool read_choice(const Request& request, std::string_view name, std::string_view yes, std::string_view no,
                 domain::Violations& violations) {
  const auto value = request.query_value(name).value_or(no);
  violations.require(value == yes || value == no, name, "unknown_value", "is none of the values that there are");
  return value == yes;
}

ImportOptions options_of(const Request& request, const App& app) {
  domain::Violations violations;
  ImportOptions options;
  options.dry_run = read_choice(request, "preview", "1", "0", violations);
  options.update_duplicates = read_choice(request, "duplicates", "update", "leave", violations);
  auto& defaults = options.defaults;
  defaults.any_times = true;
  defaults.kind = domain::EventKind::info_session;
  defaults.own_organisation = signed_in(request).organisation.has_value();
  read_value(request, "publication_status", violations,
             [&](auto word) { defaults.publication = domain::parse_publication_status(word, "publication_status"); });
  read_value(request, "kind", violations, [&](auto word) { defaults.kind = domain::parse_event_kind(word, "kind"); });
  read_value(request, "language", violations, [&](auto word) { defaults.language = domain::LanguageTag(word); });
  read_value(request, "place", violations,
             [&](auto text) { defaults.place = input_text(text, "place", longest_place, violations); });
  read_value(request, "municipality", violations,
             [&](auto text) { defaults.municipality = input_text(text, "municipality", longest_place, violations); });
  defaults.own_beside =
      read_choice(request, "own_organisation", "beside", "required", violations) && defaults.own_organisation;
  read_value(request, "from", violations, [&](auto text) {
    options.from =
        app.ports.zones.to_utc(std::chrono::local_days{domain::parse_date(text, "from")}, domain::default_time_zone);
  });
  violations.throw_if_any();
  options.own_texts = calendar_texts(app.pages, app.settings.server.base_url);
  return options;
}

// "column=Aika:starts" for each heading that is to be taken for something else than guessed; "column=Aika:" for none.
ColumnMapping mapping_of(const Request& request, const CsvRow& header) {
  auto mapping = guess_mapping(header);
  for (const auto& [name, value] : request.query) {
    if (name != "column") continue;
    const auto colon = std::min(value.find(':'), value.size());
    const auto use = parse_column_use(value.substr(std::min(colon + 1, value.size())));
    const auto heading = fold_word(value.substr(0, colon));
    const auto found = std::ranges::find(header.cells, heading, [](const auto& cell) { return fold_word(cell); });
    if (!use || found == header.cells.end())
      throw domain::Error(domain::ErrorKind::invalid, "unknown_column", "must be a heading of the file and what it is",
                          "column");
    mapping[static_cast<std::size_t>(found - header.cells.begin())] = *use;
  }
  return mapping;
}

Json::Array problems_json(const std::vector<domain::Problem>& problems) {
  Json::Array out;
  for (const auto& problem : problems) {
    Json::Object one{{"field", problem.field}, {"code", problem.code}, {"message", problem.message}};
    if (problem.event != 0) one.push_back({"event", problem.event});
    out.push_back(std::move(one));
  }
  return out;
}

Json told_json(const domain::ToldPeople& told) {
  Json::Object languages;
  for (const auto& [language, parties] : told.languages) languages.push_back({language.str(), parties});
  return Json::Object{
      {"parties", told.parties},         {"persons", told.persons},           {"waiting_persons", told.waiting_persons},
      {"unreachable", told.unreachable}, {"interpreters", told.interpreters}, {"languages", std::move(languages)}};
}

Json changes_json(const ImportedRow& row, const domain::Principal& principal, const App& app) {
  Json::Array changes;
  for (const auto& date : row.changes)
    changes.push_back(
        Json::Object{{"event", date.event.id.value},
                     {"start_time", domain::format_rfc3339(date.event.start_time)},
                     {"fields", field_changes_json(date.event, date.change, reader_of(principal, date.event), app)}});
  return changes;
}

Json changed_here_json(const std::vector<ChangedHere>& fields) {
  Json::Array out;
  for (const auto& one : fields)
    out.push_back(
        Json::Object{{"event", one.event.value}, {"field", one.field}, {"time", domain::format_rfc3339(one.time)}});
  return out;
}

Json gone_json(const std::vector<GoneEvent>& gone) {
  Json::Array out;
  for (const auto& one : gone)
    out.push_back(Json::Object{{"event", one.first.id.value},
                               {"start_time", domain::format_rfc3339(one.first.start_time)},
                               {"dates", one.dates},
                               {"persons", one.persons}});
  return out;
}

Json row_json(const ImportedRow& row, const domain::Principal& principal, const App& app) {
  Json::Object object{{"line", row.line}, {"name", row.title}, {"outcome", to_word(row.outcome)}};
  if (row.event && row.outcome != RowOutcome::refused) object.push_back({"event", row.event->value});
  Json::Array starts;
  for (const auto start : row.starts) starts.push_back(date_for_input(start) + "T" + clock_for_input(start));
  object.push_back({"starts", std::move(starts)});
  for (const auto& [name, count] :
       {std::pair{"created", row.created}, {"updated", row.updated}, {"unchanged", row.unchanged}})
    object.push_back({name, count});
  Json::Array changed;
  for (const auto& field : row.changed) changed.emplace_back(field);
  object.push_back({"changed", std::move(changed)});
  object.push_back({"changes", changes_json(row, principal, app)});
  object.push_back({"told", told_json(row.told)});
  object.push_back({"changed_here", changed_here_json(row.changed_here)});
  object.push_back({"errors", problems_json(row.problems)});
  object.push_back({"notes", problems_json(row.notes)});
  return object;
}

Json report_json(const ImportReport& report, const domain::Principal& principal, const App& app) {
  Json::Object counts;
  for (const auto outcome :
       {RowOutcome::created, RowOutcome::updated, RowOutcome::unchanged, RowOutcome::duplicate, RowOutcome::refused})
    counts.push_back({std::string(to_word(outcome)), report.count(outcome)});
  Json::Array rows;
  // What would be made by a preview is not there to be looked at.
  for (auto row : report.rows) {
    if (report.dry_run && row.outcome == RowOutcome::created) row.event.reset();
    rows.push_back(row_json(row, principal, app));
  }
  return Json::Object{{"format", to_word(report.kind)}, {"preview", report.dry_run},
                      {"rows", std::move(counts)},      {"notes", problems_json(report.notes)},
                      {"gone", gone_json(report.gone)}, {"data", std::move(rows)}};
}

}  // namespace

Reply import_events(const Request& request, App& app) {
  const auto& principal = signed_in(request);
  domain::require(principal, domain::Permission::create_event);
  UploadedForm form;
  std::string_view bytes = request.body;
  std::string name;
  if (is_multipart(request)) {
    form = read_upload(request);
    const auto& upload = required_file(form, "file", maximum_csv_bytes);
    bytes = upload.bytes;
    name = upload.name;
  }
  if (bytes.empty()) throw domain::Error(domain::ErrorKind::invalid, "empty_file", "the file is empty", "file");
  auto options = options_of(request, app);
  options.file_name = std::move(name);
  const auto kind = kind_of_file(bytes);
  if (kind == FileKind::calendar)
    return personal_reply(200, report_json(import_calendar(app.ports, principal, bytes, options), principal, app));
  const auto table = read_table(kind, bytes);
  options.mapping = mapping_of(request, table.header);
  return personal_reply(200, report_json(import_table(app.ports, principal, table, options), principal, app));
}

}  // namespace service
