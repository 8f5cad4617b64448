#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/file_type.hpp"
#include "service/files_on_the_way.hpp"
#include "tests/service/public_world.hpp"

// Links and files for participants: given by organisers, taken by whoever sees the event.
namespace {

using fixtures::Answer;
using fixtures::Browser;
using fixtures::Headers;
using fixtures::PublicWorld;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

const std::string pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";
const std::string page = "<!doctype html><title>x</title><script>alert(1)</script>";

std::string form(const std::string& name, const std::string& bytes, const service::Fields& fields = {}) {
  std::string body;
  for (const auto& [field, value] : fields) {
    body += "--bound\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
  }
  return body + "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
         "\"\r\nContent-Type: application/pdf\r\n\r\n" + bytes + "\r\n--bound--\r\n";
}
const Headers multipart{{"Content-Type", "multipart/form-data; boundary=bound"}};

struct Materials : testing::Test, PublicWorld {
  std::string api() const { return "/api/v1/events/" + std::to_string(event.id.value) + "/materials"; }
  std::string console() const { return "/organiser/events/" + std::to_string(event.id.value) + "/materials"; }
  Answer upload(const std::string& name, const std::string& bytes, const service::Fields& fields = {}) {
    return world.call_as(organiser, "POST", api(), form(name, bytes, fields), multipart);
  }
  std::string path_of_file(const Answer& made) const { return path_of(event) + "/materials/" + made.at("id"); }

  domain::Event event = world.event("2026-12-01T15:00", 10);
  std::string organiser = world.token();
};

TEST_F(Materials, a_file_is_given_as_it_was_sent_and_never_in_the_place_of_a_page) {
  const Answer made = upload("Ohjelma, syksy.pdf", pdf, {{"title", "برنامج"}, {"language", "ar"}});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("title"), "برنامج");
  EXPECT_EQ(made.at("language"), "ar");
  EXPECT_EQ(made.at("file"), R"({"name":"Ohjelma, syksy.pdf","media_type":"application/pdf","size":)" +
                                 std::to_string(pdf.size()) + "}");
  EXPECT_EQ(made.at("url"), "https://kutsu.example.org" + path_of_file(made));
  const Answer file = get(path_of_file(made));
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.text, pdf);
  EXPECT_EQ(file.header("Content-Type"), "application/pdf");
  EXPECT_EQ(file.header("Content-Disposition"),
            "attachment; filename=\"Ohjelma, syksy.pdf\"; filename*=UTF-8''Ohjelma%2C%20syksy.pdf");
  EXPECT_EQ(file.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(file.header("Content-Security-Policy"), "default-src 'none'; sandbox");
  const Answer again = get(path_of_file(made), {{"If-None-Match", file.header("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.text, "");
}

TEST_F(Materials, what_a_file_holds_decides_and_not_what_it_is_called) {
  for (const std::string& hostile :
       {page, std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        std::string("#!/bin/sh\nrm -rf /\n"),
        std::string("\x7f"
                    "ELF\x02\x01\x01",
                    7),
        std::string("MZ\x90\x00\x03", 5),
        std::string("PK\x03\x04 word/document.xml [Content_Types].xml word/vbaProject.bin"),
        std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8), std::string("hei\n") + page, std::string("\xff\xfe\xfd")}) {
    const Answer refused = upload("ohjelma.pdf", hostile);
    EXPECT_EQ(refused.status, 400) << hostile;
    EXPECT_EQ(refused.errors(), Lines{"file file_type"}) << hostile;
  }
  EXPECT_EQ(upload("../../ohjelma.html", pdf).at("file.name"), "ohjelma.html.pdf");
  EXPECT_EQ(upload("ohje.exe", "Tule ajoissa.\n").at("file.name"), "ohje.exe.txt");
}

TEST_F(Materials, sizes_are_held_to_the_byte) {
  const std::string ten(10 * 1024 * 1024, 'x');
  EXPECT_EQ(upload("a.txt", "").errors(), Lines{"file file_is_empty"});
  EXPECT_EQ(upload("a.txt", ten + "x").errors(), Lines{"file file_too_large"});
  const Answer made = upload("a.txt", ten);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(get(path_of_file(made)).text, ten);
}

TEST_F(Materials, a_body_that_breaks_off_is_refused) {
  const std::string whole = form("a.pdf", pdf);
  EXPECT_EQ(world.call_as(organiser, "POST", api(), whole.substr(0, whole.size() - 20), multipart).errors(),
            Lines{" form_encoding"});
  EXPECT_EQ(world.call_as(organiser, "GET", api()).number("meta.count"), 0);
}

TEST_F(Materials, a_link_is_given_as_json_and_leads_on) {
  const Answer made = world.call_as(organiser, "POST", api(), R"({"url":"https://example.org/opas","title":"Opas"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("url"), "https://example.org/opas");
  EXPECT_EQ(get(path_of_file(made)).header("Location"), "https://example.org/opas");
  EXPECT_EQ(world.call_as(organiser, "POST", api(), R"({"url":"javascript:alert"})").errors(), Lines{"url url"});
  EXPECT_EQ(world.call_as(organiser, "POST", api(), R"({"title":"Opas","colour":"red"})").errors(),
            (Lines{"url required", "colour unknown_field"}));
}

TEST_F(Materials, the_event_s_page_lists_them_with_language_type_and_size) {
  (void)upload("ohjelma.pdf", pdf + std::string(1'500'000, ' '), {{"title", "برنامج"}, {"language", "ar"}});
  const std::string in_english = get("/en" + path_of(event)).text;
  EXPECT_THAT(in_english, HasSubstr("<bdi lang=\"ar\" dir=\"rtl\">برنامج</bdi>"));
  EXPECT_THAT(in_english, HasSubstr("PDF⁩ · ⁨1.5 MB⁩ · Arabic"));
  EXPECT_THAT(get("/ar" + path_of(event)).text, HasSubstr("<bdi dir=\"rtl\">برنامج</bdi>"));
  ASSERT_EQ(world.call_as(organiser, "DELETE", api() + "/" + world.call("GET", api()).at("data[0].id")).status, 204);
  EXPECT_THAT(get("/en" + path_of(event)).text, Not(HasSubstr("برنامج")));
}

TEST_F(Materials, what_is_for_those_registered_is_found_behind_their_link_alone) {
  const Answer made = upload("ohjelma.pdf", pdf, {{"for_registered", "yes"}});
  EXPECT_THAT(get("/fi" + path_of(event)).text, Not(HasSubstr("ohjelma")));
  EXPECT_EQ(get(path_of_file(made)).status, 404);
  EXPECT_EQ(world.call("GET", api()).number("meta.count"), 0);
  EXPECT_EQ(world.call_as(world.token("Valma"), "GET", api()).number("meta.count"), 0);
  EXPECT_EQ(world.call_as(organiser, "GET", api()).number("meta.count"), 1);
  const std::string link = registered(path_of(event));
  const std::string file = link + "/materials/" + made.at("id");
  EXPECT_THAT(get(link).text, HasSubstr(file));
  EXPECT_EQ(get(file).text, pdf);
  EXPECT_EQ(get(file).header("Cache-Control"), "no-store");
  (void)post(link + "/cancel", "");
  EXPECT_EQ(get(file).status, 404);
}

TEST_F(Materials, of_a_draft_are_for_its_own_staff) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  event = world.event(details);
  const Answer made = upload("ohjelma.pdf", pdf);
  EXPECT_EQ(get(path_of_file(made)).status, 404);
  EXPECT_EQ(world.call_as(world.token("Valma"), "GET", path_of_file(made)).status, 404);
  EXPECT_EQ(world.call_as(organiser, "GET", path_of_file(made)).status, 200);
}

TEST_F(Materials, are_added_and_removed_in_the_console_without_script) {
  Browser browser = world.sign_in(domain::Role::organiser);
  const auto send = [&](const std::string& name, const std::string& bytes, service::Fields fields) {
    fields.emplace_back("csrf_token", world.secrets->derive_token("csrf", browser.token()));
    Headers headers = multipart;
    headers.emplace_back("Cookie", "kutsu_session=" + browser.token());
    return world.call("POST", console(), form(name, bytes, fields), headers);
  };
  const Answer refused = send("ohjelma.pdf", page, {{"title", "Oma <otsikko>"}, {"url", ""}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("href=\"#file\""));
  EXPECT_THAT(refused.text, HasSubstr("value=\"Oma &lt;otsikko&gt;\""));
  EXPECT_EQ(send("ohjelma.pdf", pdf, {{"title", "Ohjelma"}}).header("Location"), console() + "?done=saved");
  EXPECT_EQ(send("", "", {{"url", "https://example.org/"}}).status, 303);
  EXPECT_THAT(send("", "", {}).text, HasSubstr("Valitse tiedosto tai kirjoita linkki."));
  EXPECT_EQ(send("ohjelma.pdf", pdf, {{"url", "https://example.org/"}}).status, 400);
  const std::string list = browser.get(console()).text;
  EXPECT_THAT(list, HasSubstr(">Ohjelma</bdi>"));
  const std::string id = world.call("GET", api()).at("data[0].id");
  EXPECT_EQ(browser.post(console() + "/" + id + "/remove").status, 303);
  EXPECT_THAT(browser.get(console()).text, Not(HasSubstr(">Ohjelma</bdi>")));
}

TEST_F(Materials, an_organisation_has_so_much_room_and_no_more) {
  world.settings.material_bytes = static_cast<std::int64_t>(pdf.size());
  EXPECT_EQ(upload("a.pdf", pdf).status, 201);
  const Answer full = upload("b.pdf", pdf);
  EXPECT_EQ(full.status, 409);
  EXPECT_EQ(full.errors(), Lines{"file materials_full"});
}

TEST(FileNames, are_harmless_and_end_as_their_type_does) {
  const auto type = service::detect_file_type(pdf).value();
  EXPECT_EQ(service::file_name_for("ohjelma.PDF", type), "ohjelma.pdf");
  EXPECT_EQ(service::file_name_for("", type), "file.pdf");
  EXPECT_EQ(service::file_name_for(".pdf", type), "pdf.pdf");
  EXPECT_EQ(service::file_name_for("a/b\\c.pdf", type), "c.pdf");
  EXPECT_EQ(service::file_name_for("x\xE2\x80\xAE"
                                   "fdp.exe",
                                   type),
            "xfdp.exe.pdf");
  EXPECT_EQ(service::file_name_for("a<b>:\"c\"|?*\r\n.pdf", type), "abc.pdf");
  const std::string arabic = service::file_name_for("برنامج" + std::string(300, 'x') + ".pdf", type);
  EXPECT_LE(arabic.size(), 104U);
  EXPECT_TRUE(arabic.ends_with("x.pdf"));
  EXPECT_EQ(service::attachment_header("ä\".pdf"), "attachment; filename=\"__.pdf\"; filename*=UTF-8''%C3%A4%22.pdf");
}

TEST(FileTypes, are_told_of_what_offices_write) {
  const auto ending = [](std::string_view bytes) {
    const auto type = service::detect_file_type(bytes);
    return type ? std::string(type->ending) : std::string("none");
  };
  EXPECT_EQ(ending("\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0", 21)), ".png");
  EXPECT_EQ(ending(std::string("\xff\xd8\xff\xe0\0\x10JFIF\0\x01", 12)), ".jpg");
  EXPECT_EQ(ending("Tule ajoissa. مرحبا\n"), ".txt");
  EXPECT_EQ(
      ending(std::string("PK\x03\x04\x14\0\0\0", 8) + "docProps/app.xml [Content_Types].xml ppt/presentation.xml"),
      ".pptx");
  EXPECT_EQ(ending(std::string("PK\x03\x04\x14\0\0\0", 8) + "something.txt"), "none");
}

TEST(FilesOnTheWay, are_in_memory_once_and_never_more_than_so_much) {
  service::FilesOnTheWay files(100, 100);
  int reads = 0;
  const auto get = [&](const std::string& digest, std::size_t size) {
    return files.get("reader", digest, size, [&] {
      ++reads;
      return std::string(size, 'x');
    });
  };
  auto one = get("a", 60);
  EXPECT_EQ(get("a", 60).get(), one.get());
  EXPECT_EQ(reads, 1);
  EXPECT_EQ(fixtures::problem_of([&] { (void)get("b", 60); }), "busy");
  one.reset();
  EXPECT_EQ(get("b", 60)->size(), 60U);
  EXPECT_THROW((void)files.get("reader", "c", 60, []() -> std::string { throw std::runtime_error("no database"); }),
               std::runtime_error);
  EXPECT_EQ(get("d", 100)->size(), 100U) << "what could not be read takes no room";
}

TEST(FilesOnTheWay, leave_room_for_others_whatever_one_reader_holds) {
  service::FilesOnTheWay files(100, 50);
  const auto get = [&](const std::string& reader, const std::string& digest, std::size_t size) {
    return files.get(reader, digest, size, [&] { return std::string(size, 'x'); });
  };
  auto slow = get("one", "a", 50);
  EXPECT_EQ(get("one", "a", 50).get(), slow.get()) << "many at one address may ask for the same";
  EXPECT_EQ(fixtures::problem_of([&] { (void)get("one", "b", 10); }), "busy");
  EXPECT_EQ(get("other", "b", 50)->size(), 50U);
  const auto same = get("other", "a", 50);
  EXPECT_EQ(same.get(), slow.get());
  slow.reset();
  EXPECT_EQ(get("one", "b", 50)->size(), 50U) << "what another one is still being sent is not counted";
}

}  // namespace
