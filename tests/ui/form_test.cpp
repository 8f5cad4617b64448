#include "ui/form.hpp"

#include <gmock/gmock.h>

#include "tests/ui/sample.hpp"

namespace ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The registration form is as good a page as any to draw one field on.
std::string drawn(const FormState& state, const Field& field, const char* language = "en") {
  const auto context = test::context_in(language);
  Page page(test::pages(), context, "change.html");
  add_field(page.body(), page.reader(), state, field, "PARTY");
  add_error_summary(page.body(), page.reader(), state, [](std::string_view name) { return std::string(name); });
  return page.html();
}

TEST(Field, is_tied_to_its_hint_and_its_error_for_screen_readers) {
  const FormState state{{{"contact.phone", "04"}}, {{"contact.phone", "phone", ""}}};
  const auto html = drawn(state, {"contact.phone", Control::telephone, "Phone", "For example 040"});
  EXPECT_THAT(html, HasSubstr("aria-invalid=\"true\" aria-describedby=\"contact-phone-hint contact-phone-error\""));
  EXPECT_THAT(html, HasSubstr("<p class=\"error\" id=\"contact-phone-error\">This is not a phone number."));
  EXPECT_THAT(html, HasSubstr("<a href=\"#contact-phone\">contact.phone</a>"));
}

TEST(Field, keeps_what_was_typed_and_escapes_it) {
  const FormState state{{{"q", "\"><script>x</script>"}}, {}};
  const auto html = drawn(state, {"q", Control::search, "Search"});
  EXPECT_THAT(html, HasSubstr("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""));
  EXPECT_THAT(drawn(state, {"q", Control::textarea, "Search"}), HasSubstr("&lt;script&gt;x&lt;/script&gt;</textarea>"));
}

TEST(Field, never_sends_a_password_back) {
  const FormState state{{{"password", "s3cret"}}, {}};
  EXPECT_THAT(drawn(state, {"password", Control::password, "Password"}), Not(HasSubstr("s3cret")));
}

TEST(Field, keeps_choices_and_ticks) {
  const FormState state{{{"language", "ar"}, {"consent", "yes"}}, {}};
  Field language{"language", Control::select, "Language"};
  language.choices = {{"fi", "suomi", "fi"}, {"ar", "العربية", "ar"}};
  EXPECT_THAT(drawn(state, language), HasSubstr("<option value=\"ar\" lang=\"ar\" selected>"));
  EXPECT_THAT(drawn(state, language), HasSubstr("<option value=\"fi\" lang=\"fi\">"));
  EXPECT_THAT(drawn(state, {"consent", Control::checkbox, "Yes"}), HasSubstr("value=\"yes\" checked"));
}

TEST(FieldId, has_no_brackets_or_dots) {
  EXPECT_EQ(field_id("persons[0].child_age"), "persons-0-child_age");
  EXPECT_EQ(field_id("persons[0]"), "persons-0");
}

}  // namespace
}  // namespace ui
