#include "ui/organiser_drafts.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/organiser_conflicts.hpp"

namespace ui {
namespace {

using domain::DraftFate;
using domain::DraftPlan;

constexpr std::string_view visibility = "publication_status";

// Of what not everybody saw.
bool was_narrow(const DraftPlan& draft) {
  return draft.original && *draft.original != domain::PublicationStatus::open_to_all;
}

// Who is to see it has to be chosen.
bool is_unknown(const DraftPlan& draft) {
  return !draft.original;
}

// Who saw the original; "Translation missing: Arabic, Somali": a sentence for each thing that languages lack.
std::vector<std::string> notes_of(const Reader& reader, const DraftPlan& draft) {
  std::vector<std::string> missing, older, machine;
  for (const domain::LanguageTexts& texts : draft.texts.languages) {
    const auto any = [&](bool domain::TextNeed::*what) { return std::ranges::any_of(texts.needs, what); };
    const std::string name = reader.language_name(texts.language);
    if (texts.no_text || any(&domain::TextNeed::missing)) missing.push_back(name);
    if (any(&domain::TextNeed::older)) older.push_back(name);
    if (any(&domain::TextNeed::machine_made)) machine.push_back(name);
  }
  std::vector<std::string> notes;
  if (was_narrow(draft) || is_unknown(draft)) notes.push_back(original_words(reader, draft.original));
  const auto note = [&](const char* key, const std::vector<std::string>& languages) {
    if (languages.empty()) return;
    notes.push_back(
        reader.text(std::string("organiser.drafts.text.") + key, {{"languages", reader.joined(languages)}}));
  };
  note("missing", missing);
  note("older", older);
  note("machine", machine);
  return notes;
}

void set_when(Values& into, const Reader& reader, const domain::Event& event) {
  into.set("ISO", local_date(event.start_time, event.time_zone));
  into.set("DATE", reader.date(event.start_time, event.time_zone));
  into.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
}

void add_conflicts(Values& date, const Reader& reader, const DraftPlan& draft) {
  for (const domain::Conflict& conflict : draft.conflicts) {
    Values one = date.add("CONFLICT");
    one.set("WORDS", conflict_words(reader, conflict, draft.outcome.event.maximum_attendee_capacity));
    if (!conflict.event) continue;
    Values other = one.add("OTHER");
    other.set("ID", conflict.event->id.value);
    set_text(other, reader, conflict.event->name, "NAME");
    other.set("TIME",
              reader.time_range(conflict.event->start_time, conflict.event->end_time, conflict.event->time_zone));
  }
}

bool is_ticked(const DraftsPage& page, const DraftPlan& draft) {
  if (page.ticked) return page.ticked->contains(std::to_string(draft.outcome.id.value));
  return draft.outcome.fate != DraftFate::stays;
}

void add_date(Values& activity, const Reader& reader, const DraftPlan& draft, bool ticked, bool named,
              const std::vector<std::string>& notes) {
  const domain::DraftOutcome& outcome = draft.outcome;
  Values date = activity.add("DATE");
  date.set("ID", outcome.id.value);
  set_when(date, reader, outcome.event);
  if (named) set_text(date, reader, outcome.event.name, "NAME");
  date.show_if(ticked, "TICKED");
  if (outcome.fate == DraftFate::handed_in) date.set_if("FATE", reader.text("organiser.drafts.handed_in"));
  if (outcome.fate == DraftFate::stays) {
    date.set_if("STAYS", reader.text("organiser.drafts.stays." + outcome.refusal));
  }
  if (draft.invitations > 0) {
    date.set_if("INVITATIONS",
                reader.text("organiser.drafts.invitations", {{"count", std::int64_t{draft.invitations}}}));
  }
  add_conflicts(date, reader, draft);
  for (const std::string& note : notes) date.add("TEXT_NOTE").set("WORDS", note);
}

std::vector<ChoiceDate> choices_of(const DraftsPage& page) {
  std::vector<ChoiceDate> choices;
  for (const DraftPlan& draft : page.drafts) {
    const domain::Event& event = draft.outcome.event;
    choices.push_back({std::to_string(event.id.value), event.super_event, &event, is_ticked(page, draft)});
  }
  return choices;
}

void add_activities(Values& body, const Reader& reader, const DraftsPage& page) {
  const auto choices = choices_of(page);
  for (const Activity& activity : by_activity(choices)) {
    Values section = add_activity(body, reader, activity, choices, page.rhythms);
    std::vector<std::vector<std::string>> notes;
    for (const std::size_t i : activity.dates) notes.push_back(notes_of(reader, page.drafts[i]));
    // What is so of all is said once.
    const bool alike =
        activity.series && std::ranges::all_of(notes, [&](const auto& one) { return one == notes.front(); });
    if (alike) {
      for (const std::string& note : notes.front()) section.add("NOTE_OF_ALL").set("WORDS", note);
    }
    std::int64_t remarks = 0;
    for (std::size_t i = 0; i < activity.dates.size(); ++i) {
      const DraftPlan& draft = page.drafts[activity.dates[i]];
      const bool stays = draft.outcome.fate == DraftFate::stays;
      if (stays || !draft.conflicts.empty() || (!alike && !notes[i].empty())) ++remarks;
    }
    if (remarks > 0) section.set_if("REMARKS", reader.text("organiser.choice.remarks", {{"count", remarks}}));
    for (std::size_t i = 0; i < activity.dates.size(); ++i) {
      const DraftPlan& draft = page.drafts[activity.dates[i]];
      add_date(section, reader, draft, is_ticked(page, draft), !activity.series,
               alike ? std::vector<std::string>() : notes[i]);
    }
  }
}

struct Tally {
  std::int64_t published = 0, handed_in = 0, stays = 0, meeting = 0, lacking = 0, invitations = 0;
  std::int64_t unlisted = 0, staff = 0;  // if each becomes as its original was
};

// To publish each as its original was is offered where that is not what everybody sees.
bool offers_original(const DraftsPage& page) {
  return std::ranges::any_of(page.drafts, was_narrow);
}

// Of what is ticked; what cannot be published stays in any case.
Tally tally_of(const DraftsPage& page) {
  Tally tally;
  for (const DraftPlan& draft : page.drafts) {
    if (draft.outcome.fate == DraftFate::stays) {
      ++tally.stays;
      continue;
    }
    if (!is_ticked(page, draft)) continue;
    if (draft.outcome.fate == DraftFate::published) ++tally.published;
    if (draft.outcome.fate == DraftFate::handed_in) ++tally.handed_in;
    if (!draft.conflicts.empty()) ++tally.meeting;
    if (!draft.texts.all_is_well()) ++tally.lacking;
    tally.invitations += draft.invitations;
    if (draft.original == domain::PublicationStatus::unlisted) ++tally.unlisted;
    if (draft.original == domain::PublicationStatus::staff) ++tally.staff;
  }
  return tally;
}

// What the button does with what is ticked, in sentences.
void add_consequences(Values& form, const Reader& reader, const Tally& tally) {
  const auto say = [&](const char* key, std::int64_t count) {
    if (count == 0) return;
    form.add("CONSEQUENCE").set("WORDS", reader.text(std::string("organiser.drafts.sum.") + key, {{"count", count}}));
  };
  say("published", tally.published);
  say("handed_in", tally.handed_in);
  say("stays", tally.stays);
  say("meeting", tally.meeting);
  say("lacking", tally.lacking);
  say("invitations", tally.invitations);
  if (tally.invitations == 0 && tally.published + tally.handed_in > 0) {
    form.add("CONSEQUENCE").set("WORDS", reader.text("organiser.drafts.sum.nobody"));
  }
}

// Who would see them then, whatever is chosen in the end.
std::string original_means(const Reader& reader, const Tally& tally) {
  std::string what;
  const auto say = [&](const char* key, std::int64_t count) {
    if (count == 0) return;
    what += (what.empty() ? "" : " ") + reader.text(std::string("organiser.drafts.sum.") + key, {{"count", count}});
  };
  say("unlisted", tally.unlisted);
  say("staff", tally.staff);
  return what.empty() ? what : reader.text("organiser.drafts.as_original_means", {{"what", what}});
}

void add_done(Values& body, const Reader& reader, const DraftsDone& done) {
  const auto say = [&](const char* key, std::int64_t count) {
    return count > 0 ? reader.text(std::string("organiser.drafts.done.") + key, {{"count", count}}) + " "
                     : std::string();
  };
  body.set_if("DONE", say("published", done.published) + say("handed_in", done.handed_in) + say("stayed", done.stayed));
}

void add_form(Values& body, const Reader& reader, const DraftsPage& drafts) {
  Values form = body.add("DRAFTS");
  form.set("QUERY", drafts.query);
  add_activities(form, reader, drafts);
  const Tally tally = tally_of(drafts);
  add_consequences(form, reader, tally);
  const auto any = [&](DraftFate fate) {
    return std::ranges::any_of(drafts.drafts, [&](const DraftPlan& draft) { return draft.outcome.fate == fate; });
  };
  const char* button = !any(DraftFate::published) && any(DraftFate::handed_in) ? "hand_in" : "publish";
  form.set("BUTTON", reader.text(std::string("organiser.drafts.") + button));
  auto choices = word_choices(reader, "organiser.publication.", {"public", "unlisted", "staff"});
  if (offers_original(drafts)) {
    const std::string word(domain::to_word(domain::PublishAs()));
    choices.insert(choices.begin(), {word, reader.text("organiser.publication." + word), {}});
  }
  const bool some_unknown = std::ranges::any_of(drafts.drafts, is_unknown);
  if (some_unknown) choices.insert(choices.begin(), {"", reader.text("organiser.drafts.choose_visibility"), {}});
  const Field as{.name = std::string(visibility),
                 .control = Control::select,
                 .label = reader.text("organiser.form.publication"),
                 .hint = original_means(reader, tally),
                 .choices = std::move(choices),
                 .mark_optional = false};
  add_field(form, reader, drafts.form, as);
  form.show_if(drafts.more, "MORE");
}

}  // namespace

std::string original_words(const Reader& reader, const std::optional<domain::PublicationStatus>& original) {
  const std::string_view seen_by = original ? domain::to_word(*original) : "unknown";
  return reader.text("organiser.drafts.original." + std::string(seen_by));
}

std::string drafts_page(const Pages& pages, const Console& console, const DraftsPage& drafts) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/drafts.html", reader.text("organiser.drafts.title"));
  add_error_summary(page.body(), reader, drafts.form, [&](std::string_view field) {
    return field == visibility ? reader.text("organiser.form.publication") : std::string();
  });
  Values& body = page.body();
  if (drafts.done) add_done(body, reader, *drafts.done);
  body.set("COUNT", reader.text("organiser.drafts.count", {{"count", std::int64_t(drafts.drafts.size())}}));
  if (drafts.made_together) {
    body.show("TOGETHER");
  } else {
    body.show("FILTERED");
    add_filters(page, drafts.filters);
  }
  if (drafts.drafts.empty()) {
    Values none = body.add("NONE");
    none.show_if(drafts.others == 0, "NONE_AT_ALL");
    if (drafts.others > 0) {
      none.set_if("OTHERS", reader.text("organiser.drafts.others", {{"count", drafts.others}}));
    }
  } else {
    add_form(body, reader, drafts);
  }
  return page.html();
}

std::string draft_deletion_page(const Pages& pages, const Console& console, const DraftDeletionPage& deletion) {
  const Reader reader = pages.reader(console.context.language);
  const auto going = std::ranges::count_if(deletion.drafts, [](const auto& one) { return one.refusal.empty(); });
  const std::string title = going == 0 ? reader.text("organiser.drafts.delete_none")
                                       : reader.text("organiser.drafts.delete_title", {{"count", std::int64_t{going}}});
  Page page = console_page(pages, console, "organiser/draft_deletion.html", title);
  Values& body = page.body();
  body.set("HEADING", title);
  body.set("BACK", deletion.back);
  if (deletion.deleted > 0) {
    body.set_if("DELETED", reader.text("organiser.drafts.deleted", {{"count", deletion.deleted}}));
  }
  std::int64_t invitations = 0;
  bool followed = false;
  for (const domain::DraftDeletion& one : deletion.drafts) {
    const bool goes = one.refusal.empty();
    Values row = body.add(goes ? "GOES" : "STAYS");
    row.set("ID", one.id.value);
    set_when(row, reader, one.event);
    set_text(row, reader, one.event.name, "NAME");
    if (!goes) row.set("WHY", reader.text("organiser.drafts.undeletable." + one.refusal));
    invitations += goes ? one.invitations : 0;
    followed = followed || (goes && one.followed);
  }
  body.show_if(going < std::ssize(deletion.drafts), "SOME_STAY");
  if (going == 0) {
    body.show("NOTHING");
    return page.html();
  }
  Values form = body.add("CONFIRM");
  for (const domain::DraftDeletion& one : deletion.drafts) {
    if (one.refusal.empty()) form.add("EVENT").set("ID", one.id.value);
  }
  form.set("BUTTON", title);
  if (invitations > 0) {
    form.set_if("INVITATIONS", reader.text("organiser.drafts.delete_invitations", {{"count", invitations}}));
  }
  form.show_if(followed, "FOLLOWED");
  return page.html();
}

}  // namespace ui
