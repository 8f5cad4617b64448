#include "service/import_choices.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

constexpr std::size_t longest_place = 200;

// "c12" → 12.
std::optional<std::size_t> column_of(std::string_view name) {
  std::size_t column = 0;
  if (!name.starts_with('c') || name.size() > 5) return std::nullopt;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), column);
  return error == std::errc{} && end == name.data() + name.size() ? std::optional(column) : std::nullopt;
}

std::string input_of(std::size_t column) {
  return "c" + std::to_string(column);
}

void read_columns(const Fields& choices, std::size_t columns, ImportOptions& options, domain::Violations& violations) {
  ColumnMapping mapping(columns);
  for (const auto& [name, value] : choices) {
    const auto column = column_of(name);
    if (!column || *column >= columns) continue;
    const auto use = parse_column_use(value);
    violations.require(use.has_value(), name, "unknown_value", "is not what a column can be");
    if (!use || !*use) continue;
    const auto same = std::ranges::find(mapping, *use);
    violations.require(same == mapping.end(), name, "duplicate_column", "is chosen for another column, too");
    mapping[*column] = *use;
  }
  options.mapping = std::move(mapping);
}

template <class Parse>
void read_word(const Fields& choices, std::string_view name, domain::Violations& violations, const Parse& parse) {
  const auto word = form_value(choices, name);
  if (word.empty()) return;
  try {
    parse(word);
  } catch (const domain::Error& error) {
    violations.add(error);
  }
}

// The headings whatever their order and their spelling.
std::string hash_of(const domain::Ports& ports, const CsvRow& header) {
  std::set<std::string> words;
  for (const auto& cell : header.cells) words.insert(fold_word(cell));
  std::string all = "import";
  for (const auto& word : words) all += "\n" + word;
  return ports.secrets.hash_token(all);
}

// A line for each heading and its use, behind those for the defaults, which begin with a NUL.
std::string written(const CsvRow& header, const ImportOptions& options) {
  std::string text = std::string("\x01kind\t") + std::string(domain::to_word(*options.defaults.kind)) +
                     "\n\x01language\t" + options.defaults.language.str() + "\n\x01municipality\t" +
                     options.defaults.municipality + "\n";
  if (options.defaults.own_beside) text += "\x01own\tbeside\n";
  for (std::size_t i = 0; i < header.cells.size() && i < options.mapping->size(); ++i)
    text += fold_word(header.cells[i]) + "\t" + to_word((*options.mapping)[i]) + "\n";
  return text;
}

void read_written(std::string_view text, const CsvRow& header, ProposedMapping& out) {
  std::map<std::string, std::string, std::less<>> uses;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const auto tab = line.find('\t');
    if (tab != std::string_view::npos) uses.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  try {
    if (const auto kind = uses.find("\x01kind"); kind != uses.end())
      out.defaults.kind = domain::parse_event_kind(kind->second, "kind");
    if (const auto language = uses.find("\x01language"); language != uses.end())
      out.defaults.language = domain::LanguageTag(language->second);
  } catch (const domain::Error&) {
    // Of a version that knew other words.
  }
  if (const auto town = uses.find("\x01municipality"); town != uses.end()) out.defaults.municipality = town->second;
  out.defaults.own_beside = uses.contains("\x01own");
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto found = uses.find(fold_word(header.cells[i]));
    const auto use = found == uses.end() ? std::nullopt : parse_column_use(found->second);
    out.mapping[i] = use ? *use : std::nullopt;
  }
}

// Of the texts in columns that name no language: the headings', as long as no other column is in that one.
domain::LanguageTag language_of_texts(const CsvRow& header, const ColumnMapping& mapping) {
  constexpr std::string_view english = "|name|title|subject|event|event name|event title|";
  const auto is_other_columns = [&](const domain::LanguageTag& language) {
    return std::ranges::any_of(mapping, [&](const auto& use) { return use && use->language == language; });
  };
  bool in_english = false;
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    if (!mapping[i] || mapping[i]->column != Column::title || mapping[i]->language) continue;
    in_english = english.find("|" + fold_word(header.cells[i]) + "|") != std::string_view::npos;
  }
  std::vector<domain::LanguageTag> tried{domain::LanguageTag("fi"), domain::LanguageTag("en"),
                                         domain::LanguageTag("sv")};
  if (in_english) std::swap(tried[0], tried[1]);
  const auto found = std::ranges::find_if_not(tried, is_other_columns);
  return found == tried.end() ? tried.front() : *found;
}

void leave_out_repeats(ColumnMapping& mapping) {
  for (std::size_t i = 0; i < mapping.size(); ++i)
    if (mapping[i] && std::find(mapping.begin(), mapping.begin() + static_cast<std::ptrdiff_t>(i), mapping[i]) !=
                          mapping.begin() + static_cast<std::ptrdiff_t>(i))
      mapping[i].reset();
}

}  // namespace

Fields import_choices(const Fields& all) {
  constexpr std::array<std::string_view, 7> others{"publication",  "kind", "language", "place",
                                                   "municipality", "own",  "from"};
  Fields choices;
  for (const auto& [name, value] : all)
    if (column_of(name) || std::ranges::find(others, name) != others.end()) choices.emplace_back(name, value);
  return choices;
}

ImportOptions read_choices(const Fields& choices, std::size_t columns, bool own_organisation,
                           const domain::TimeZones& zones, domain::Violations& violations) {
  ImportOptions options;
  options.defaults.own_organisation = own_organisation;
  options.defaults.any_times = true;
  options.defaults.kind = domain::EventKind::info_session;
  read_columns(choices, columns, options, violations);
  read_word(choices, "publication", violations, [&](const std::string& word) {
    options.defaults.publication = domain::parse_publication_status(word, "publication");
  });
  read_word(choices, "kind", violations,
            [&](const std::string& word) { options.defaults.kind = domain::parse_event_kind(word, "kind"); });
  read_word(choices, "language", violations,
            [&](const std::string& word) { options.defaults.language = domain::LanguageTag(word); });
  options.defaults.place = input_text(form_value(choices, "place"), "place", longest_place, violations);
  options.defaults.municipality =
      input_text(form_value(choices, "municipality"), "municipality", longest_place, violations);
  options.defaults.own_beside = own_organisation && form_value(choices, "own") == "beside";
  if (const auto from = form_value(choices, "from"); !from.empty())
    if (const auto day = input_date(from, "from", violations))
      options.from = zones.to_utc(std::chrono::local_days{*day}, domain::default_time_zone);
  return options;
}

Fields choices_of(const ColumnMapping& mapping, const ColumnDefaults& defaults, domain::Instant from,
                  const domain::TimeZones& zones) {
  Fields choices;
  for (std::size_t i = 0; i < mapping.size(); ++i) choices.emplace_back(input_of(i), to_word(mapping[i]));
  choices.emplace_back("publication", domain::to_word(defaults.publication));
  choices.emplace_back("kind", domain::to_word(defaults.kind.value_or(domain::EventKind::info_session)));
  choices.emplace_back("language", defaults.language.str());
  choices.emplace_back("place", defaults.place);
  choices.emplace_back("municipality", defaults.municipality);
  if (!mapping.empty()) choices.emplace_back("own", defaults.own_beside ? "beside" : "");
  if (mapping.empty()) choices.emplace_back("from", date_for_input(zones.to_local(from, domain::default_time_zone)));
  return choices;
}

ProposedMapping propose_mapping(const domain::Ports& ports, const domain::Principal& principal, const CsvRow& header) {
  ProposedMapping out;
  out.mapping = guess_mapping(header);
  out.defaults.language = language_of_texts(header, out.mapping);
  std::optional<std::string> kept;
  if (principal.organisation)
    ports.store.read([&](const domain::Snapshot& snapshot) {
      kept = snapshot.imports().find_mapping(*principal.organisation, hash_of(ports, header));
      const auto own = snapshot.organisations().find(*principal.organisation);
      out.defaults.municipality = own ? own->municipality : std::string();
    });
  out.remembered = kept.has_value();
  if (kept) read_written(*kept, header, out);
  leave_out_repeats(out.mapping);
  return out;
}

void remember_mapping(const domain::Ports& ports, const domain::Principal& principal, const CsvRow& header,
                      const ImportOptions& options) {
  if (!principal.organisation || !options.mapping || !options.defaults.kind) return;
  const auto hash = hash_of(ports, header);
  const auto text = written(header, options);
  ports.store.write([&](domain::Transaction& tx) {
    tx.imports().keep_mapping(*principal.organisation, hash, text, ports.clock.now());
  });
}

}  // namespace service
