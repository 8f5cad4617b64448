#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/calendar_words.hpp"
#include "service/export_reply.hpp"
#include "service/form_input.hpp"
#include "service/import_choices.hpp"
#include "service/import_decisions.hpp"
#include "service/import_drafts.hpp"
#include "service/import_view.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/page_context.hpp"
#include "service/uploads.hpp"
#include "ui/links.hpp"
#include "ui/organiser_import.hpp"

// Bringing in a file. It is kept, sealed, for an hour between the upload and the button, so that any of several servers
// goes on with it and the browser is trusted with nothing; what is chosen is in the address.
namespace service {
namespace {

constexpr std::string_view import_address = "/organiser/import";
constexpr std::chrono::hours file_validity{1};
constexpr std::size_t files_of_one_person = 3;

std::string address_of_file(const Request& request) {
  return std::string(import_address) + "/" + request.parameters.at("token");
}

ImportReport bring_in(const OpenFile& open, const Request& request, const App& app, const ImportOptions& options) {
  if (open.is_table()) return import_table(app.ports, signed_in(request), open.table, options);
  return import_calendar(app.ports, signed_in(request), open.file.bytes, options);
}

// The choices made, or those that are proposed first.
struct Choices {
  Fields fields;
  bool remembered = false;
};

// Of a calendar the day from which on is always one that the button is told: rows are known by their number.
Fields with_day(Fields choices, const OpenFile& open, const App& app) {
  if (open.is_table() || !form_value(choices, "from").empty()) return choices;
  std::erase_if(choices, [](const auto& choice) { return choice.first == "from"; });
  choices.emplace_back("from", today(app));
  return choices;
}

Choices choices_for(const OpenFile& open, const Fields& given, const Request& request, const App& app) {
  if (!form_value(given, "use").empty()) return {with_day(import_choices(given), open, app), false};
  const auto proposed = propose_mapping(app.ports, signed_in(request), open.table.header);
  return {choices_of(proposed.mapping, proposed.defaults, app.ports.clock.now(), app.ports.zones), proposed.remembered};
}

ImportOptions options_of(const Fields& choices, const OpenFile& open, const Request& request, const App& app,
                         domain::Violations& violations) {
  const bool own = signed_in(request).organisation.has_value();
  auto options = read_choices(choices, open.table.header.cells.size(), own, app.ports.zones, violations);
  options.own_texts = calendar_texts(app.pages, app.settings.server.base_url);
  options.file_name = open.file.name;
  return options;
}

// Also what is missing, which is told at the column that could be it.
void require_columns(const OpenFile& open, const ImportOptions& options, domain::Violations& violations) {
  if (!open.is_table() || !violations.empty()) return;
  try {
    (void)use_columns(open.table.header, *options.mapping, options.defaults);
  } catch (const domain::Error& error) {
    for (auto problem : error.problems()) {
      if (problem.code == "missing_column") {
        for (const auto column : {Column::title, Column::date, Column::organisers, Column::place})
          if (problem.field == column_name(column)) problem.code = "missing_column_" + std::string(to_word(column));
        problem.field = "c0";
      }
      violations.add(problem.field, problem.code, problem.message);
    }
  }
}

std::size_t number_in(const Fields& fields, std::string_view name) {
  const auto text = form_value(fields, name);
  std::size_t number = 0;
  (void)std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// As drafts_made wrote them.
std::string drafts_in(const Fields& query) {
  const std::string text = form_value(query, "drafts");
  return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz.-") == std::string::npos ? text : std::string();
}

// What the button did, of the address to which it led.
std::optional<ui::BroughtIn> brought_in(const Fields& query) {
  if (form_value(query, "done") != "imported") return {};
  return ui::BroughtIn{number_in(query, "created"), number_in(query, "updated"), number_in(query, "over"),
                       drafts_in(query)};
}

// Whether all that it makes has ended.
bool is_over(const ImportedRow& row, const App& app) {
  if (row.outcome != RowOutcome::created || row.starts.empty()) return false;
  const auto end = row.starts.back() + (row.first.end_time - row.first.start_time);
  return end <= app.ports.zones.to_local(app.ports.clock.now(), row.first.time_zone);
}

Reply preview_page(const OpenFile& open, const Choices& choices, const Fields& query, const Request& request,
                   const App& app) {
  const auto& principal = signed_in(request);
  domain::Violations violations;
  auto options = options_of(choices.fields, open, request, app, violations);
  require_columns(open, options, violations);
  ui::ImportPreview preview;
  preview.address = address_of_file(request);
  preview.file_name = open.file.name;
  preview.is_table = open.is_table();
  preview.state.values = choices.fields;
  preview.columns = columns_of(open.table);
  preview.uses = uses_for(options.mapping.value_or(ColumnMapping{}), app);
  preview.remembered = choices.remembered && open.is_table();
  preview.may_publish = domain::may(principal, domain::Permission::publish_event);
  preview.takes_organisers = !principal.organisation;
  preview.brought = brought_in(query);
  try {
    violations.throw_if_any();
    options.dry_run = true;
    const auto report = bring_in(open, request, app, options);
    preview.lines = lines_of(report, open, options);
    for (std::size_t i = 0; i < report.rows.size(); ++i) preview.lines[i].over = is_over(report.rows[i], app);
    if (!open.is_table()) preview.notes = report.notes;
    preview.to_decide = what_to_decide(report, app);
    auto shown = choices.fields;
    shown.insert(shown.begin(), {"use", "1"});
    preview.state.values = shown;
    if (open.is_table()) preview.errors_file = preview.address + "/errors.csv" + ui::query_string(shown);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    preview.state.problems = error.problems();
  }
  const ui::Console console = console_for(request, app, "events", preview.address);
  return console_reply(request, app, ui::import_preview_page(app.pages, console, preview),
                       preview.state.problems.empty() ? 200 : 400);
}

Reply start_page(const Request& request, const App& app, ui::ImportStart start, int status) {
  const ui::Console console = console_for(request, app, "events", std::string(import_address));
  return console_reply(request, app, ui::import_page(app.pages, console, start), status);
}

// To where a file is chosen, where the one at hand is gone.
template <class Work>
Reply with_file(const Request& request, const App& app, const Work& work) {
  domain::require(signed_in(request), domain::Permission::create_event);
  try {
    return work(open_file(request, app));
  } catch (const domain::Error& error) {
    if (error.problems().front().code != "import_ended") throw;
    return start_page(request, app, {{}, true, {}}, 404);
  }
}

RowOutcome outcome_of(std::string_view word) {
  for (const auto outcome :
       {RowOutcome::created, RowOutcome::updated, RowOutcome::unchanged, RowOutcome::duplicate, RowOutcome::refused})
    if (word == to_word(outcome)) return outcome;
  return RowOutcome::skipped;
}

// Whether it was there.
bool drop_end(std::string_view& word, std::string_view end) {
  if (!word.ends_with(end)) return false;
  word.remove_suffix(end.size());
  return true;
}

// "12:created 13:updated:here 14:created:more" and the ticked ones. What could not be ticked goes the way that was
// shown.
std::map<std::size_t, RowDecision> read_decisions(const Fields& fields) {
  std::map<std::size_t, RowDecision> decisions;
  const auto ticked = form_choices(fields, "take");
  const auto seen = form_value(fields, "seen");
  std::string_view rest = seen;
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const auto colon = one.find(':');
    std::size_t line = 0;
    (void)std::from_chars(one.data(), one.data() + std::min(colon, one.size()), line);
    if (line == 0 || colon == std::string_view::npos) continue;
    auto word = one.substr(colon + 1);
    const bool untickable = drop_end(word, ":more");
    const bool changed_here = drop_end(word, ":here");
    const auto outcome = outcome_of(word);
    const bool stays = outcome == RowOutcome::unchanged || outcome == RowOutcome::refused;
    decisions[line] = {stays || untickable || ticked.contains(std::to_string(line)), outcome, changed_here};
  }
  return decisions;
}

}  // namespace

Reply show_import(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  return start_page(request, app, {{}, false, brought_in(request.query)}, 200);
}

Reply take_import_file(const Request& request, App& app) {
  const auto& principal = signed_in(request);
  domain::require(principal, domain::Permission::create_event);
  try {
    if (!principal.account) throw domain::Error(domain::ErrorKind::forbidden, "forbidden", "is for people");
    const auto form = read_upload(request);
    const auto& upload = required_file(form, "file", maximum_csv_bytes);
    const auto kind = kind_of_file(upload.bytes);
    if (kind != FileKind::calendar) (void)read_table(kind, upload.bytes);
    const auto token = app.ports.secrets.random_token();
    const auto now = app.ports.clock.now();
    const domain::ImportFile file{
        app.ports.secrets.hash_token(token), *principal.account, principal.organisation, upload.name,
        std::string(upload.bytes),           now + file_validity};
    app.ports.store.write([&](domain::Transaction& tx) {
      (void)tx.imports().forget_files_expired_before(now);
      tx.imports().forget_older_files(*principal.account, files_of_one_person - 1);
      tx.imports().keep_file(file);
    });
    return see_other(std::string(import_address) + "/" + token);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    auto problems = error.problems();
    for (auto& problem : problems) {
      problem.field = "file";
      if (problem.code == "file_too_large" || problem.code == "too_large") problem.code = "import_too_large";
    }
    return start_page(request, app, {std::move(problems), false, {}}, status_of(error));
  }
}

Reply show_import_preview(const Request& request, App& app) {
  return with_file(request, app, [&](const OpenFile& open) {
    return preview_page(open, choices_for(open, request.query, request, app), request.query, request, app);
  });
}

Reply take_import(const Request& request, App& app) {
  return with_file(request, app, [&](const OpenFile& open) {
    const Fields fields = request.form();
    const auto choices = choices_for(open, fields, request, app);
    domain::Violations violations;
    auto options = options_of(choices.fields, open, request, app, violations);
    require_columns(open, options, violations);
    if (!violations.empty()) return preview_page(open, choices, {}, request, app);
    options.decisions = read_decisions(fields);
    const auto began = app.ports.clock.now();
    const auto report = bring_in(open, request, app, options);
    remember_mapping(app.ports, signed_in(request), open.table.header, options);
    ui::Query query{{"done", "imported"},
                    {"created", std::to_string(report.count(RowOutcome::created))},
                    {"updated", std::to_string(report.count(RowOutcome::updated))}};
    const auto over = std::ranges::count_if(report.rows, [&](const auto& row) { return is_over(row, app); });
    if (over > 0) query.emplace_back("over", std::to_string(over));
    if (std::string drafts = drafts_made(report, began, app); !drafts.empty()) {
      query.emplace_back("drafts", std::move(drafts));
    }
    if (report.count(RowOutcome::created) + report.count(RowOutcome::updated) + report.count(RowOutcome::unchanged) ==
        report.rows.size()) {
      app.ports.store.write([&](domain::Transaction& tx) { tx.imports().forget_file(open.file.token_hash); });
      return see_other(std::string(import_address) + ui::query_string(query));
    }
    query.emplace_back("use", "1");
    query.insert(query.end(), choices.fields.begin(), choices.fields.end());
    return see_other(address_of_file(request) + ui::query_string(query));
  });
}

Reply download_import_errors(const Request& request, App& app) {
  return with_file(request, app, [&](const OpenFile& open) {
    const auto choices = choices_for(open, request.query, request, app);
    domain::Violations violations;
    auto options = options_of(choices.fields, open, request, app, violations);
    require_columns(open, options, violations);
    violations.throw_if_any();
    options.dry_run = true;
    const auto report = bring_in(open, request, app, options);
    const auto table = refused_rows(report, open, options, app.pages.reader(page_language(request, app)));
    return file_reply(ExportFormat::csv, "kutsu-" + today(app), table);
  });
}

}  // namespace service
