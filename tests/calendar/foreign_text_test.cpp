#include "calendar/foreign_text.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "domain/foreign_calendar.hpp"
#include "domain/text.hpp"
#include "foreign_samples.hpp"

using calendar::without_markup;
using calendar::without_references;

namespace {

TEST(ForeignText, letters_that_html_writes_as_references_are_letters) {
  EXPECT_EQ(without_markup("<p>P&auml;iv&auml;&nbsp;&#228;l&#xE4; &Auml;&ouml;</p>"), "Päivä älä Äö");
  EXPECT_EQ(without_markup("Kes&auml;kahvila &amp; peli&shy;ilta &euro;"), "Kesäkahvila & peli\u00ADilta €");
  EXPECT_EQ(without_references("N&auml;yttely"), "Näyttely");
}

TEST(ForeignText, a_plain_text_that_tells_of_ampersands_stays_as_it_is) {
  for (const char* text :
       {"Tom &amp; Jerry", "A &lt; B &gt; C", "&quot;Sana&quot; ja &apos;toinen&#39;", "R&D; ja A&B", "5 & 6; 7",
        "&auml ilman loppua", "&tuntematon; &#; &#x;", "https://example.org/?a=1&copy=2"}) {
    EXPECT_EQ(without_markup(text), text);
  }
}

TEST(ForeignText, a_reference_is_decoded_once) {
  EXPECT_EQ(without_markup("<b>&amp;auml;</b>"), "&auml;");
  EXPECT_EQ(without_markup("<p>&lt;b&gt;ei lihavoitu&lt;/b&gt;</p>"), "<b>ei lihavoitu</b>") << "it is a text now";
}

TEST(ForeignText, numbers_that_are_no_characters_stay_and_those_of_windows_are_what_it_means) {
  EXPECT_EQ(without_markup("<p>&#0;&#7;&#xD800;&#1114112;&#99999999;</p>"), "&#0;&#7;&#xD800;&#1114112;&#99999999;");
  EXPECT_EQ(without_markup("<p>A &#150; B&#128;</p>"), "A – B€");
}

TEST(ForeignText, what_outlook_writes_around_its_html_is_not_for_people) {
  EXPECT_EQ(without_markup("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><HTML><HEAD><TITLE>Otsikko</TITLE>"
                           "<style>p {color: red}</style></HEAD><BODY><!-- RTF --><P>Tervetuloa&nbsp;kaikki</P></BODY>"
                           "</HTML>"),
            "Tervetuloa kaikki");
  EXPECT_EQ(without_markup("<p>Alku <script>loppua ei ole</p>"), "Alku loppua ei ole");
  EXPECT_EQ(without_markup("<a href=\"https://example.org/?a=1&amp;b=2\">sivu</a>"),
            "sivu (https://example.org/?a=1&b=2)");
}

TEST(ForeignText, of_outlook_the_html_is_read_where_it_has_no_plain_text) {
  const auto calendar = foreign_samples::read(foreign_samples::calendar_of(
      "BEGIN:VEVENT\nUID:a\nDTSTART:20261201T130000Z\nSUMMARY:N&auml;yttely\nLOCATION:Kes&auml;talo\n"
      "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>P&auml;iv&auml;</p></body></html>\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:b\nDTSTART:20261202T130000Z\nSUMMARY:Tom &amp\\; Jerry\nDESCRIPTION:Sanottu\n"
      "X-ALT-DESC;FMTTYPE=text/html:<p>Toisin</p>\nEND:VEVENT\n"));
  ASSERT_EQ(calendar.occurrences.size(), 2U);
  EXPECT_EQ(calendar.occurrences[0].description, "Päivä");
  EXPECT_EQ(calendar.occurrences[0].summary, "Näyttely");
  EXPECT_EQ(calendar.occurrences[0].location, "Kesätalo");
  EXPECT_EQ(calendar.occurrences[1].description, "Sanottu");
  EXPECT_EQ(calendar.occurrences[1].summary, "Tom &amp; Jerry");
}

TEST(ForeignText, of_many_brackets_and_references_nothing_becomes_slow_or_longer) {
  std::string hostile;
  for (int i = 0; i < 8000; ++i) hostile += "<head>&auml</x>&#";
  hostile += "&auml;<b>";
  const auto begin = std::chrono::steady_clock::now();
  const std::string text = without_markup(hostile);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{2});
  EXPECT_LE(text.size(), hostile.size());
  EXPECT_TRUE(domain::is_valid_utf8(text));
}

}  // namespace
