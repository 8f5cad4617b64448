#include "ui/organiser_event_form_folds.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "domain/reminder_rule.hpp"
#include "ui/event_words.hpp"

namespace ui {
namespace {

std::string fold_text(const Drawing& draw, std::string_view key) {
  return draw.reader.text("organiser.fold." + std::string(key));
}

std::string both(const Drawing& draw, const std::string& one, const std::string& other) {
  return draw.reader.text("organiser.fold.both", {{"one", one}, {"other", other}});
}

bool is_filled(const Drawing& draw, std::string_view name) {
  return !draw.state.value(name).empty();
}

void add_times(Values& body, const Drawing& draw) {
  const std::string zone(draw.state.value("time_zone"));
  const std::string day(draw.state.value("end_time.date"));
  const bool other_day = !day.empty() && day != draw.state.value("start_time.date");
  const bool other_zone = !zone.empty() && zone != domain::default_time_zone;
  add_fold(body, {"TIMES_FOLD",
                  {},
                  fold_text(draw, "times"),
                  both(draw, other_day ? day : fold_text(draw, "same_day"), zone),
                  other_day || other_zone || is_wrong(draw, {"end_time.date", "time_zone"})});
}

void add_repeats(Values& body, const Drawing& draw) {
  const std::string pattern(draw.state.value("repeat"));
  const std::string word = pattern.empty() ? "once" : pattern;
  const auto choices =
      word_choices(draw.reader, "organiser.repeat.", {"once", "weekly", "fortnightly", "monthly", "monthly_last"});
  const auto chosen = std::ranges::find(choices, word, &Choice::value);
  add_fold(body, {"REPEAT_FOLD", "repeats", draw.reader.text("organiser.form.repeats"),
                  chosen == choices.end() ? pattern : chosen->label,
                  !pattern.empty() || is_wrong(draw, {"repeat", "recurrence"})});
}

void add_online(Values& body, const Drawing& draw) {
  const bool online = is_filled(draw, "location.online_url");
  add_fold(body, {"ONLINE_FOLD",
                  {},
                  fold_text(draw, "online"),
                  online ? std::string(draw.state.value("location.online_url")) : fold_text(draw, "no"),
                  online || is_wrong(draw, {"location.online_url"})});
}

void add_languages(Values& body, const Drawing& draw) {
  const auto held = tags_of(values_of(draw.state, "in_language"));
  const auto interpreted = tags_of(values_of(draw.state, "interpreted_languages"));
  const std::string names = held.empty() ? fold_text(draw, "no_language") : draw.reader.language_names(held);
  const std::string into =
      interpreted.empty()
          ? fold_text(draw, "not_interpreted")
          : draw.reader.text("organiser.fold.interpreted", {{"languages", draw.reader.language_names(interpreted)}});
  const bool usual = interpreted.empty() && held.size() == 1 && held.front().str() == "fi";
  add_fold(body, {"LANGUAGES_FOLD", "languages", draw.reader.text("organiser.form.languages"), both(draw, names, into),
                  !usual || is_wrong(draw, {"in_language", "interpreted_languages"})});
}

void add_enrolment(Values& body, const Drawing& draw) {
  std::vector<std::string> said;
  for (const char* name :
       {"childcare_capacity", "maximum_parties_per_contact", "enrolment_start_time.date",
        "enrolment_start_time.days_before", "enrolment_end_time.date", "enrolment_end_time.days_before", "invited_only",
        "phone_code_required", "external_registration_url"}) {
    if (is_filled(draw, name)) said.push_back(draw.label(name));
  }
  const bool offers = draw.state.value("waiting_list") == "offer";
  if (offers) said.push_back(draw.reader.text("organiser.waiting_list.offer"));
  const bool wrong = is_wrong(draw, {"childcare_capacity", "maximum_parties_per_contact", "enrolment_", "invited_only",
                                     "waiting_list_offer", "phone_code_required", "external_registration_url"});
  add_fold(body, {"ENROLMENT_FOLD",
                  {},
                  fold_text(draw, "enrolment"),
                  said.empty() ? fold_text(draw, "enrolment_usual") : draw.reader.joined(said),
                  !said.empty() || wrong});
}

void add_asks(Values& body, const Drawing& draw) {
  const auto asked = values_of(draw.state, "asks");
  std::vector<std::string> words;
  for (const Choice& one :
       word_choices(draw.reader, "organiser.asks.", {"name", "interpreter_language", "accessibility"})) {
    if (draw.state.has("asks", one.value)) words.push_back(one.label);
  }
  std::int64_t questions = 0;
  while (draw.state.has("questions[" + std::to_string(questions) + "].type")) ++questions;
  const std::set<std::string> usual{"name", "interpreter_language", "accessibility"};
  const bool as_usual = std::set<std::string>(asked.begin(), asked.end()) == usual && questions == 0;
  const std::string all = words.empty() ? fold_text(draw, "asks_nothing") : draw.reader.joined(words);
  add_fold(body, {"ASKS_FOLD", "asked", draw.reader.text("organiser.form.asks"),
                  both(draw, all, draw.reader.text("organiser.fold.questions", {{"count", questions}})),
                  !as_usual || is_wrong(draw, {"asks", "questions"})});
}

std::optional<domain::ReminderRule> reminder_of(const std::string& channel, const std::string& amount,
                                                const std::string& unit) {
  int number = 0;
  const auto [end, error] = std::from_chars(amount.data(), amount.data() + amount.size(), number);
  constexpr int most = 10'000;
  if (error != std::errc{} || end != amount.data() + amount.size() || number < 0 || number > most) return {};
  const int minutes = unit == "days" ? 24 * 60 : unit == "hours" ? 60 : 1;
  const bool by_sms = channel == domain::to_word(domain::Channel::sms);
  return domain::ReminderRule{by_sms ? domain::Channel::sms : domain::Channel::email,
                              std::chrono::minutes{number * minutes}};
}

void add_reminders(Values& body, const Drawing& draw) {
  const auto channels = values_of(draw.state, "reminder_channel");
  const auto amounts = values_of(draw.state, "reminder_amount");
  const auto units = values_of(draw.state, "reminder_unit");
  std::vector<domain::ReminderRule> rules;
  bool readable = true;
  for (std::size_t i = 0; i < std::min({channels.size(), amounts.size(), units.size()}); ++i) {
    const auto rule = reminder_of(channels[i], amounts[i], units[i]);
    if (rule) rules.push_back(*rule);
    readable = readable && rule;
  }
  const bool usual = readable && rules == domain::default_reminders();
  add_fold(body, {"REMINDERS_FOLD", "reminders-title", draw.label("reminders"),
                  rules.empty() ? fold_text(draw, "no_reminders") : reminder_words(draw.reader, rules),
                  !usual || is_wrong(draw, {"reminders", "reminder_"})});
}

// Whoever enters an event organises it.
void add_organisers(Values& body, const Drawing& draw, const EventFormPage& form) {
  std::vector<std::string> names;
  for (const auto& one : form.organisations) {
    if (draw.state.has("organisers", std::to_string(one.id.value))) names.push_back(one.name);
  }
  const bool usual = names.size() == 1 && !is_filled(draw, "new_organiser");
  add_fold(body, {"ORGANISERS_FOLD", "who", draw.reader.text("organiser.form.organisers"),
                  names.empty() ? fold_text(draw, "no_organiser") : draw.reader.joined(names),
                  !usual || is_wrong(draw, {"organisers", "new_organiser"})});
}

}  // namespace

void add_fold(Values& into, const Fold& fold) {
  Values begins = into.include(fold.marker, "organiser/fold.html");
  begins.show_if(fold.open, "OPEN");
  begins.show_if(fold.id.empty(), "PART");
  begins.set("TITLE", fold.title);
  begins.set("SAID", fold.said);
  if (fold.id.empty()) return;
  Values whole = begins.add("WHOLE");
  whole.set("ID", fold.id);
}

bool is_wrong(const Drawing& draw, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(draw.state.problems, [&](const domain::Problem& problem) {
    return std::ranges::any_of(beginnings,
                               [&](std::string_view beginning) { return problem.field.starts_with(beginning); });
  });
}

void add_folds(Values& body, const Drawing& draw, const EventFormPage& form) {
  const bool of_template = form.edited_template.has_value();
  add_times(body, draw);
  if (!form.event && !of_template) add_repeats(body, draw);
  add_online(body, draw);
  add_languages(body, draw);
  add_enrolment(body, draw);
  add_asks(body, draw);
  add_reminders(body, draw);
  add_organisers(body, draw, form);
}

}  // namespace ui
