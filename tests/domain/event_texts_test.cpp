#include "domain/event_texts.hpp"

#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "domain/import_events.hpp"
#include "tests/fixtures/world.hpp"

// Which translations lack something, and what becomes of that.
namespace domain {
namespace {

using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

const LanguageTag fi("fi"), en("en"), ar("ar");

class EventTexts : public testing::Test {
 protected:
  EventTexts() {
    details = world.details("2026-12-01T15:00");
    details.name = {{fi, "Asuminen"}, {en, "Housing"}, {ar, "السكن"}};
    details.short_description = {{fi, "Vuokrasta ja takuusta"}, {en, "Rent and deposit"}, {ar, "الإيجار"}};
    details.in_language = {fi};
    details.interpreted_languages = {};
  }
  Event edit(const Event& event, const std::function<void(EventDetails&)>& change) {
    world.clock.set(world.clock.now() + 1h);
    return edit_event(*world.ports, world.admin, event.id, change);
  }
  // "ar older short_description", a line each.
  static std::vector<std::string> lacks(const Event& event) {
    std::vector<std::string> lines;
    for (const LanguageTexts& texts : report_texts(event).languages) {
      for (const TextNeed& need : texts.needs) {
        std::string line = texts.language.str();
        if (need.missing) line += " missing";
        if (need.older) line += " older";
        if (need.machine_made) line += " machine";
        lines.push_back(line + " " + need.field);
      }
    }
    return lines;
  }
  static void new_finnish_description(EventDetails& event) { event.short_description[fi] = "Vuokrasta"; }

  World world;
  EventDetails details;
};

TEST_F(EventTexts, what_is_entered_together_is_right) {
  EXPECT_THAT(lacks(world.event(details)), IsEmpty());
}

TEST_F(EventTexts, a_text_that_the_original_has_and_a_translation_has_not_is_missing) {
  details.short_description.erase(ar);
  EXPECT_THAT(lacks(world.event(details)), ElementsAre("ar missing short_description"));
}

TEST_F(EventTexts, a_change_of_the_original_makes_its_translations_older_and_those_of_other_texts_not) {
  const Event event = world.event(details);
  const Event changed = edit(event, new_finnish_description);
  EXPECT_THAT(lacks(changed), ElementsAre("ar older short_description", "en older short_description"));
  EXPECT_EQ(report_texts(changed).original_changed_time, world.clock.now());
  EXPECT_THAT(lacks(world.now(event)), ElementsAre("ar older short_description", "en older short_description"));
}

TEST_F(EventTexts, a_translation_that_is_saved_after_its_original_is_right_again) {
  const Event event = world.event(details);
  (void)edit(event, new_finnish_description);
  const Event mended = edit(event, [](EventDetails& now) { now.short_description[ar] = "عن الإيجار"; });
  EXPECT_THAT(lacks(mended), ElementsAre("en older short_description"));
}

TEST_F(EventTexts, a_translation_that_is_saved_together_with_its_original_is_right) {
  const Event changed = edit(world.event(details), [](EventDetails& now) {
    new_finnish_description(now);
    now.short_description[ar] = "عن الإيجار";
  });
  EXPECT_THAT(lacks(changed), ElementsAre("en older short_description"));
}

TEST_F(EventTexts, an_original_that_is_changed_back_has_right_translations_again) {
  const Event event = world.event(details);
  (void)edit(event, new_finnish_description);
  const Event back = edit(event, [](EventDetails& now) { now.short_description[fi] = "Vuokrasta ja takuusta"; });
  EXPECT_THAT(lacks(back), IsEmpty());
}

TEST_F(EventTexts, a_person_says_that_a_translation_is_still_right) {
  const Event event = world.event(details);
  (void)edit(event, new_finnish_description);
  const Event checked = edit(event, [](EventDetails& now) { now.checked_languages = {ar}; });
  EXPECT_THAT(lacks(checked), ElementsAre("en older short_description"));
  EXPECT_THAT(checked.checked_languages, IsEmpty());
  EXPECT_THAT(lacks(edit(event, [](EventDetails& now) { now.name[fi] = "Koti"; })),
              ElementsAre("ar older name", "en older name", "en older short_description"));
}

TEST_F(EventTexts, a_machine_s_text_is_marked_until_somebody_has_checked_it) {
  details.machine_made = {{"name", ar}, {"short_description", ar}};
  const Event event = world.event(details);
  EXPECT_THAT(lacks(event), ElementsAre("ar machine name", "ar machine short_description"));
  const Event checked = edit(event, [](EventDetails& now) { now.checked_languages = {ar}; });
  EXPECT_THAT(lacks(checked), IsEmpty());
  EXPECT_THAT(world.now(event).machine_made, IsEmpty());
}

TEST_F(EventTexts, a_mark_goes_with_the_text_that_it_was_on) {
  details.machine_made = {{"short_description", ar}, {"short_description", LanguageTag("so")}};
  const Event event = world.event(details);
  EXPECT_THAT(event.machine_made, ElementsAre(TextKey{"short_description", ar}));
  EXPECT_THAT(edit(event, [](EventDetails& now) { now.short_description.erase(ar); }).machine_made, IsEmpty());
}

TEST_F(EventTexts, the_original_is_finnish_or_the_event_s_own_language_unless_somebody_says_otherwise) {
  EXPECT_EQ(original_language(details), fi);
  details.name.erase(fi);
  details.in_language = {ar};
  EXPECT_EQ(original_language(details), ar);
  details.original_language = en;
  EXPECT_EQ(original_language(details), en);
  const Event event = world.event(details);
  EXPECT_EQ(original_language(edit(event, [](EventDetails& now) { now.name[fi] = "Asuminen"; })), en);
}

TEST_F(EventTexts, another_original_leaves_what_was_right_as_it_is) {
  const Event event = world.event(details);
  (void)edit(event, [](EventDetails& now) { now.name[fi] = "Koti"; });
  (void)edit(event, [](EventDetails& now) { now.name[en] = "Home"; });
  const Event turned = edit(event, [](EventDetails& now) { now.original_language = en; });
  EXPECT_THAT(lacks(turned), ElementsAre("ar older name"));
  EXPECT_THAT(lacks(edit(event, [](EventDetails& now) { now.name[en] = "A home"; })),
              ElementsAre("ar older name", "fi older name"));
}

TEST_F(EventTexts, a_language_of_the_event_without_any_text_lacks_all_of_it_unless_its_speakers_read_another) {
  details.interpreted_languages = {LanguageTag("so"), LanguageTag("prs"), LanguageTag("fi-simple")};
  details.name[LanguageTag("fa")] = "مسکن";
  details.short_description[LanguageTag("fa")] = "اجاره";
  const TextReport report = report_texts(world.event(details));
  std::vector<std::string> without;
  for (const LanguageTexts& texts : report.languages) {
    if (texts.no_text) without.push_back(texts.language.str());
  }
  EXPECT_THAT(without, ElementsAre("so"));
}

TEST_F(EventTexts, the_words_of_questions_are_texts_too) {
  details.questions = {
      {"diet", QuestionType::text, {{fi, "Ruokavalio"}, {ar, "الغذاء"}}, {{fi, "Tarjoilua varten"}}, false, {}}};
  const Event event = world.event(details);
  EXPECT_THAT(lacks(event), ElementsAre("ar missing question:diet:reason", "en missing question:diet:label",
                                        "en missing question:diet:reason"));
  const Event changed = edit(event, [](EventDetails& now) { now.questions[0].label[fi] = "Mitä syöt?"; });
  EXPECT_EQ(lacks(changed).front(), "ar older question:diet:label");
}

TEST_F(EventTexts, a_copy_has_older_what_was_older_and_machine_made_what_was) {
  details.machine_made = {{"name", en}};
  const Event event = world.event(details);
  (void)edit(event, new_finnish_description);
  const auto plans = plan_copies(*world.ports, world.admin, world.local("2026-11-01T00:00"),
                                 world.local("2027-01-01T00:00"), std::chrono::weeks{4});
  const auto made = copy_events(*world.ports, world.admin, plans);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(lacks(world.now(made[0])), lacks(world.now(event)));
  EXPECT_EQ(report_texts(world.now(made[0])).original_changed_time, world.clock.now());
}

TEST_F(EventTexts, a_change_of_all_dates_makes_older_and_right_on_each) {
  const auto dates = world.weekly(details, 3).events;
  const auto change = [&](const std::function<void(EventDetails&)>& work) {
    (void)edit_series(*world.ports, world.admin, dates[0].id, SeriesScope::all, work);
  };
  (void)edit(dates[2], [](EventDetails& now) { now.short_description[ar] = "غيره"; });
  change(new_finnish_description);
  for (const Event& date : dates) {
    EXPECT_THAT(lacks(world.now(date)), ElementsAre("ar older short_description", "en older short_description"));
  }
  change([](EventDetails& now) { now.checked_languages = {ar}; });
  EXPECT_THAT(lacks(world.now(dates[1])), ElementsAre("en older short_description"));
  EXPECT_THAT(lacks(world.now(dates[2])), ElementsAre("ar older short_description", "en older short_description"))
      << "somebody has written another Arabic text there, which nobody has compared";
}

TEST_F(EventTexts, what_is_right_already_stays_untouched_when_somebody_says_so) {
  const Event event = world.event(details);
  const Event same = edit(event, [](EventDetails& now) { now.checked_languages = {ar}; });
  EXPECT_EQ(same.version, event.version);
  EXPECT_EQ(world.now(event).sequence, event.sequence);
  const Event both = edit(event, [](EventDetails& now) {
    new_finnish_description(now);
    now.checked_languages = {ar};
  });
  EXPECT_THAT(lacks(both), ElementsAre("en older short_description"));
}

TEST_F(EventTexts, marks_of_all_dates_go_where_the_text_is_the_same) {
  const auto dates = world.weekly(details, 3).events;
  (void)edit(dates[2], [](EventDetails& now) { now.name[ar] = "غيره"; });
  (void)edit_series(*world.ports, world.admin, dates[0].id, SeriesScope::all, [](EventDetails& now) {
    now.machine_made = {{"name", ar}};
  });
  EXPECT_TRUE(is_machine_made(world.now(dates[1]), "name", ar));
  EXPECT_FALSE(is_machine_made(world.now(dates[2]), "name", ar));
}

TEST_F(EventTexts, a_text_that_goes_to_all_dates_takes_its_mark_along) {
  details.machine_made = {{"name", ar}};
  const auto dates = world.weekly(details, 2).events;
  (void)edit(dates[0], [](EventDetails& now) { now.machine_made = {}; });
  const auto write = [&](const std::string& text, std::set<TextKey> marks) {
    (void)edit_series(*world.ports, world.admin, dates[0].id, SeriesScope::all, [&](EventDetails& now) {
      now.name[ar] = text;
      now.machine_made = std::move(marks);
    });
  };
  write("كتبه إنسان", {});
  EXPECT_FALSE(is_machine_made(world.now(dates[1]), "name", ar)) << "a person wrote it";
  (void)edit(dates[0], [](EventDetails& now) { now.machine_made = {{"name", ar}}; });
  write("كتبته آلة", {{"name", ar}});
  EXPECT_TRUE(is_machine_made(world.now(dates[1]), "name", ar));
}

TEST_F(EventTexts, an_import_keeps_the_marks_of_texts_that_are_as_they_were) {
  details.machine_made = {{"name", ar}, {"short_description", ar}};
  import_event(*world.ports, world.admin, "file/1", details);
  details.machine_made = {};
  EXPECT_EQ(import_event(*world.ports, world.admin, "file/1", details), ImportOutcome::unchanged);
  details.machine_made = {{"name", en}};
  EXPECT_EQ(import_event(*world.ports, world.admin, "file/1", details), ImportOutcome::unchanged)
      << "somebody may have checked it since";
  details.name[ar] = "بيت";
  EXPECT_EQ(import_event(*world.ports, world.admin, "file/1", details), ImportOutcome::updated);
  std::optional<Event> event;
  world.store->read([&](const Snapshot& snapshot) { event = snapshot.events().find_by_import_key("file/1"); });
  EXPECT_THAT(event->machine_made, ElementsAre(TextKey{"short_description", ar}));
}

}  // namespace
}  // namespace domain
