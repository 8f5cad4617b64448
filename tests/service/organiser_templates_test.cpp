#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/keep_materials.hpp"
#include "domain/keep_templates.hpp"
#include "domain/rooms.hpp"
#include "tests/service/console_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class OrganiserTemplates : public testing::Test {
 protected:
  domain::Event event(const service::Fields& changes = {}) {
    const Answer made = browser.post("/organiser/events", ConsoleWorld::event_form(changes));
    EXPECT_EQ(made.status, 303) << made.text;
    return world.only_event();
  }
  domain::EventTemplate saved(const std::string& name = "Työnhakuinfo, 2 h",
                              const service::Fields& changes = {{"enrolment_start_time.date", "17.11.2026"},
                                                                {"enrolment_start_time.clock", "9:00"}}) {
    const std::string address = "/organiser/events/" + std::to_string(event(changes).id.value) + "/template";
    const Answer answer = browser.post(address, {{"name", name}});
    EXPECT_EQ(answer.status, 303) << answer.text;
    return all().front();
  }
  std::vector<domain::EventTemplate> all() { return domain::list_templates(*world.ports, world.organiser("Mimosa")); }
  static std::string path(const domain::EventTemplate& one, const std::string& what) {
    return "/organiser/templates/" + std::to_string(one.id.value) + "/" + what;
  }
  static std::string begin(const domain::EventTemplate& one, const std::string& date) {
    return "/organiser/events/new?lang=en&template=" + std::to_string(one.id.value) + "&date=" + date;
  }
  // What a browser would send of the template's form.
  static service::Fields template_form(const service::Fields& changes) {
    service::Fields fields = ConsoleWorld::event_form({{"template_name", "Työnhakuinfo, 2 h"},
                                                       {"end_days", "0"},
                                                       {"enrolment_start_time.days_before", "14"},
                                                       {"enrolment_start_time.clock", "09:00"},
                                                       {"based_on", "1"}});
    for (const char* gone : {"start_time.date", "end_time.date", "publication_status", "repeat"}) {
      std::erase_if(fields, [&](const auto& field) { return field.first == gone; });
    }
    for (const auto& [name, value] : changes) {
      std::erase_if(fields, [&](const auto& field) { return field.first == name; });
      fields.emplace_back(name, value);
    }
    return fields;
  }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(OrganiserTemplates, an_event_is_saved_as_one_and_a_new_event_begins_with_it_on_another_day) {
  const domain::EventTemplate one = saved();
  EXPECT_EQ(one.name, "Työnhakuinfo, 2 h");
  const std::string list = browser.get("/organiser/templates?lang=en").text;
  EXPECT_THAT(list, HasSubstr("Työnhakuinfo, 2 h"));
  EXPECT_THAT(list, HasSubstr("Mimosa, Mikkeli"));
  EXPECT_THAT(browser.get("/organiser/events/new?lang=en").text, HasSubstr("Työnhakuinfo, 2 h"));
  const Answer form = browser.get(begin(one, "2027-03-30"));
  EXPECT_EQ(form.status, 200);
  for (const char* filled : {"value=\"2027-03-30\"", "value=\"15:00\"", "value=\"17:00\"", "value=\"2027-03-16\"",
                             "value=\"09:00\"", "value=\"Työnhakuinfo\"", "value=\"25\""}) {
    EXPECT_THAT(form.text, HasSubstr(filled));
  }
}

TEST_F(OrganiserTemplates, translations_left_alone_beside_a_rewritten_original_are_older_than_it) {
  const std::string like = "template-" + std::to_string(saved().id.value);
  const auto needs = [&](const std::string& name, const std::string& arabic) {
    const Answer made = browser.post(
        "/organiser/events", ConsoleWorld::event_form({{"like", like}, {"name.fi", name}, {"name.ar", arabic}}));
    EXPECT_EQ(made.status, 303);
    const std::string address = made.header("Location");
    return browser.get(address.substr(0, address.find('?')) + "?lang=en").text;
  };
  EXPECT_THAT(needs("Talousinfo", "لقاء عن العمل"), HasSubstr("Older than the original (Finnish): Name."));
  EXPECT_THAT(needs("Talousinfo", "لقاء عن المال"), Not(HasSubstr("Older than")));
  EXPECT_THAT(needs("Työnhakuinfo", "لقاء عن العمل"), Not(HasSubstr("Older than")));
}

TEST_F(OrganiserTemplates, a_name_that_is_missing_or_taken_is_told_where_it_is_typed) {
  const domain::Event made = event();
  const std::string address = "/organiser/events/" + std::to_string(made.id.value) + "/template";
  EXPECT_THAT(browser.get(address + "?lang=en").text, HasSubstr("value=\"Työnhakuinfo\""));
  EXPECT_EQ(browser.post(address, {{"name", " "}}).status, 400);
  EXPECT_EQ(browser.post(address, {{"name", "Malli"}}).status, 303);
  const Answer again = browser.post(address + "?lang=en", {{"name", "Malli"}});
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.text, HasSubstr("href=\"#name\""));
  EXPECT_THAT(all(), SizeIs(1));
}

TEST_F(OrganiserTemplates, a_day_that_is_missing_is_asked_for_beside_the_template) {
  const domain::EventTemplate one = saved();
  for (const char* date : {"", "someday"}) {
    const Answer answer = browser.get(begin(one, date));
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.text, HasSubstr("aria-invalid=\"true\""));
    EXPECT_THAT(answer.text, HasSubstr("<option value=\"" + std::to_string(one.id.value) + "\" selected>"));
  }
  EXPECT_EQ(world.sign_in(domain::Role::organiser, "Mikseri").get(begin(one, "2027-01-12")).status, 404);
}

TEST_F(OrganiserTemplates, are_changed_by_the_form_of_events_without_dates) {
  const domain::EventTemplate one = saved();
  const std::string form = browser.get(path(one, "edit") + "?lang=en").text;
  for (const char* there : {"name=\"template_name\"", "name=\"start_time.clock\"", "value=\"15:00\"",
                            "name=\"enrolment_start_time.days_before\"", "value=\"14\"", "name=\"name.fi\""}) {
    EXPECT_THAT(form, HasSubstr(there));
  }
  for (const char* absent : {"name=\"start_time.date\"", "name=\"enrolment_start_time.date\"", "name=\"repeat\"",
                             "name=\"publication_status\"", "id=\"conflicts\"", "2001"}) {
    EXPECT_THAT(form, Not(HasSubstr(absent)));
  }
  const Answer saved_again =
      browser.post(path(one, "edit"), template_form({{"template_name", "Työnhakuinfo, aamu"},
                                                     {"start_time.clock", "9:30"},
                                                     {"end_time.clock", "11:00"},
                                                     {"enrolment_start_time.days_before", ""},
                                                     {"enrolment_start_time.clock", ""},
                                                     {"enrolment_end_time.days_before", "2"},
                                                     {"organisers", std::to_string(one.organisation.value)}}));
  ASSERT_EQ(saved_again.status, 303) << saved_again.text;
  EXPECT_EQ(all().front().name, "Työnhakuinfo, aamu");
  const std::string new_form = browser.get(begin(one, "2027-01-12")).text;
  for (const char* filled : {"value=\"09:30\"", "value=\"11:00\"", "value=\"2027-01-10\"", "value=\"23:59\""}) {
    EXPECT_THAT(new_form, HasSubstr(filled));
  }
}

TEST_F(OrganiserTemplates, what_is_wrong_in_the_form_is_told_at_its_input_and_everything_typed_stays) {
  const domain::EventTemplate one = saved();
  const Answer answer =
      browser.post(path(one, "edit") + "?lang=en", template_form({{"template_name", ""},
                                                                  {"start_time.clock", ""},
                                                                  {"enrolment_start_time.days_before", "many"},
                                                                  {"maximum_attendee_capacity", "monta"}}));
  EXPECT_EQ(answer.status, 400);
  for (const char* link : {"href=\"#template_name\"", "href=\"#start_time-clock\"",
                           "href=\"#enrolment_start_time-days_before\"", "href=\"#maximum_attendee_capacity\""}) {
    EXPECT_THAT(answer.text, HasSubstr(link));
  }
  EXPECT_THAT(answer.text, HasSubstr("value=\"many\""));
  EXPECT_EQ(all().front().version, 1);
}

TEST_F(OrganiserTemplates, that_somebody_else_changed_meanwhile_are_not_changed_over_unseen) {
  const domain::EventTemplate one = saved();
  const std::string own = std::to_string(one.organisation.value);
  EXPECT_EQ(browser.post(path(one, "edit"), template_form({{"organisers", own}, {"template_name", "Toinen"}})).status,
            303);
  const Answer late =
      browser.post(path(one, "edit"), template_form({{"organisers", own}, {"template_name", "Kolmas"}}));
  EXPECT_EQ(late.status, 412);
  EXPECT_THAT(late.text, HasSubstr("name=\"based_on\" value=\"2\""));
  EXPECT_EQ(all().front().name, "Toinen");
}

TEST_F(OrganiserTemplates, languages_and_questions_are_added_while_editing) {
  const domain::EventTemplate one = saved();
  const Answer more =
      browser.post(path(one, "edit"), template_form({{"action", "add_language"}, {"add_language", "so"}}));
  EXPECT_EQ(more.status, 200);
  EXPECT_THAT(more.text, HasSubstr("name=\"name.so\""));
  EXPECT_THAT(more.text, HasSubstr("name=\"template_name\""));
  EXPECT_EQ(all().front().version, 1);
}

TEST_F(OrganiserTemplates, are_removed_and_what_began_with_them_stays) {
  const domain::EventTemplate one = saved();
  EXPECT_EQ(browser.post(path(one, "remove")).status, 303);
  EXPECT_THAT(all(), SizeIs(0));
  EXPECT_EQ(world.events().size(), 1U);
  EXPECT_EQ(browser.get(path(one, "edit")).status, 404);
}

TEST_F(OrganiserTemplates, give_their_event_s_materials_to_new_ones_and_lose_them_one_by_one) {
  const domain::Event from = event();
  domain::NewMaterial link;
  link.url = "https://example.org/opas";
  link.title = "Asumisen opas";
  (void)domain::add_material(*world.ports, world.admin, from.id, link, 1000);
  const std::string saving = "/organiser/events/" + std::to_string(from.id.value) + "/template";
  EXPECT_THAT(browser.get(saving).text, HasSubstr("Tilaisuuden aineisto tulee mukaan mallipohjaan."));
  ASSERT_EQ(browser.post(saving, {{"name", "Malli"}}).status, 303);
  const domain::EventTemplate one = all().front();
  EXPECT_THAT(browser.get("/organiser/templates").text, HasSubstr("Asumisen opas"));
  const std::string form = browser.get(begin(one, "2027-03-30")).text;
  const std::string like = "template-" + std::to_string(one.id.value);
  EXPECT_THAT(form, HasSubstr("name=\"like\" value=\"" + like + "\""));
  const Answer made = browser.post("/organiser/events", ConsoleWorld::event_form({{"like", like}}));
  ASSERT_EQ(made.status, 303) << made.text;
  const std::string address = made.header("Location").substr(0, made.header("Location").find('?'));
  EXPECT_THAT(browser.get(address + "/materials").text, HasSubstr("Asumisen opas"));
  const auto material = domain::materials_of_template(*world.ports, world.organiser("Mimosa"), one.id).front().id;
  const std::string removal = path(one, "materials/" + std::to_string(material.value) + "/remove");
  EXPECT_EQ(world.sign_in(domain::Role::organiser, "Mikseri").post(removal, {}).status, 404);
  EXPECT_EQ(browser.post(removal, {}).status, 303);
  EXPECT_THAT(browser.get("/organiser/templates").text, Not(HasSubstr("Asumisen opas")));
  EXPECT_THAT(browser.get(address + "/materials").text, HasSubstr("Asumisen opas"));
}

TEST_F(OrganiserTemplates, whose_room_is_not_in_use_any_more_keep_its_name_and_address) {
  domain::RoomDetails hall;
  hall.name = "Iso sali";
  hall.municipality = "Mikkeli";
  const domain::Principal mimosa = world.organiser("Mimosa");
  const domain::Room room = domain::create_room(*world.ports, mimosa, hall);
  const domain::EventTemplate one =
      saved("Salissa", {{"location.room", std::to_string(room.id.value)}, {"location.name", ""}});
  (void)domain::edit_room(*world.ports, mimosa, room.id, [](domain::RoomDetails& changed) { changed.retired = true; });
  const std::string form = browser.get(begin(one, "2027-01-12")).text;
  EXPECT_THAT(form, HasSubstr("value=\"Iso sali\""));
}

TEST_F(OrganiserTemplates, are_a_partner_s_organisation_s_too) {
  const domain::EventTemplate one = saved();
  Browser partner = world.sign_in(domain::Role::partner);
  EXPECT_THAT(partner.get("/organiser/templates?lang=en").text, HasSubstr(one.name));
  EXPECT_EQ(partner.get(begin(one, "2027-01-12")).status, 200);
  EXPECT_EQ(world.sign_in(domain::Role::door).get("/organiser/templates").status, 403);
}

}  // namespace
