#include <gmock/gmock.h>

#include <memory>

#include "domain/error.hpp"
#include "service/long_bodies.hpp"
#include "service/uploads.hpp"
#include "service/uri.hpp"
#include "tests/service/edge_client.hpp"
#include "tests/service/edge_server.hpp"

// Forms with files: read as browsers write them, refused where they are broken, and large ones only from whom may.
namespace edge_test {
namespace {

using domain::Role;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string type = "multipart/form-data; boundary=x-Y";

std::string part(const std::string& disposition, const std::string& content) {
  return "--x-Y\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: text/plain\r\n\r\n" + content +
         "\r\n";
}
const std::string end = "--x-Y--\r\n";

service::UploadedForm read(const std::string& body, const std::string& content_type = type) {
  static service::Request request;  // the files are parts of its body
  request = {};
  request.headers = {{"Content-Type", content_type}};
  request.body = body;
  return service::read_upload(request);
}
std::vector<std::string> files(const std::string& body) {
  std::vector<std::string> lines;
  for (const auto& file : read(body).files)
    lines.push_back(file.field + ":" + file.name + ":" + std::string(file.bytes));
  return lines;
}
bool refuses(const std::string& body, const std::string& content_type = type) {
  try {
    (void)read(body, content_type);
    return false;
  } catch (const domain::Error& error) {
    return error.problems().front().code == "form_encoding";
  }
}

TEST(Uploads, fields_and_files_come_in_order_with_their_bytes_as_they_are) {
  const std::string bytes("\0\r\n--x-\r\n\xff", 10);
  const auto form = read(part("name=\"title\"", "Ohjelma – برنامج") + part("name=\"title\"", "") +
                         part("name=\"file\"; filename=\"a.bin\"", bytes) + end);
  EXPECT_EQ(form.fields, (service::Fields{{"title", "Ohjelma – برنامج"}, {"title", ""}}));
  ASSERT_EQ(form.files.size(), 1U);
  EXPECT_EQ(form.files[0].bytes, bytes);
  EXPECT_THAT(read(end).files, IsEmpty());
}

TEST(Uploads, a_file_input_in_which_nothing_was_chosen_is_no_file) {
  EXPECT_THAT(files(part("name=\"file\"; filename=\"\"", "") + end), IsEmpty());
  EXPECT_THAT(files(part("name=\"file\"; filename=\"\"", "x") + end), ElementsAre("file::x"));
}

TEST(Uploads, a_file_s_name_has_no_folders_and_no_control_characters) {
  const auto name = [](const std::string& sent) {
    return read(part("name=\"f\"; filename=\"" + sent + "\"", "x") + end).files.at(0).name;
  };
  EXPECT_EQ(name("../../etc/passwd"), "passwd");
  EXPECT_EQ(name("C:\\Users\\aino\\ohjelma.pdf"), "ohjelma.pdf");
  EXPECT_EQ(name(".."), "");
  EXPECT_EQ(name("a/.."), "");
  EXPECT_EQ(name("a%22b.pdf"), "a\"b.pdf");
  EXPECT_EQ(name("a\\\"b.pdf"), "a\"b.pdf");
  EXPECT_EQ(name("a%0D%0ASet-Cookie: x.pdf"), "aSet-Cookie: x.pdf");
  EXPECT_EQ(name("برنامج.pdf"), "برنامج.pdf");
  EXPECT_EQ(name("\xff\xfe.pdf"), "");
}

TEST(Uploads, what_breaks_off_or_is_malformed_is_refused) {
  const std::string whole = part("name=\"a\"", "1") + part("name=\"f\"; filename=\"b\"", "2") + end;
  EXPECT_FALSE(refuses(whole));
  for (std::size_t size = 0; size + 4 < whole.size(); ++size) EXPECT_TRUE(refuses(whole.substr(0, size))) << size;
  EXPECT_TRUE(refuses("preamble\r\n" + whole));
  EXPECT_TRUE(refuses(part("filename=\"b\"", "2") + end)) << "no name";
  EXPECT_TRUE(refuses(part("name=\"a\"; name=\"b\"", "2") + end));
  EXPECT_TRUE(refuses(part("name=\"a", "2") + end));
  EXPECT_TRUE(refuses("--x-Y\r\n\r\n2\r\n" + end)) << "no disposition";
  EXPECT_TRUE(refuses(part("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "2") + end));
  EXPECT_TRUE(refuses(part("name=\"a\"", "\xff") + end)) << "no UTF-8";
  EXPECT_TRUE(refuses(part("name=\"a\"", std::string("\0", 1)) + end));
  EXPECT_TRUE(refuses("--x-Y\nContent-Disposition: form-data; name=\"a\"\n\n1\n" + end)) << "bare line feeds";
  EXPECT_TRUE(refuses(part("name=\"a\"; " + std::string(9000, 'x') + "=1", "2") + end));
}

TEST(Uploads, the_boundary_is_as_the_header_says_or_the_body_is_refused) {
  const std::string body = part("name=\"a\"", "1") + end;
  EXPECT_FALSE(refuses(body, "multipart/form-data; charset=utf-8; boundary=\"x-Y\""));
  EXPECT_FALSE(refuses(body, "Multipart/Form-Data;boundary=x-Y"));
  EXPECT_TRUE(refuses(body, "multipart/form-data"));
  EXPECT_TRUE(refuses(body, "multipart/form-data; boundary="));
  EXPECT_TRUE(refuses(body, "multipart/form-data; boundary=" + std::string(71, 'a')));
  EXPECT_TRUE(refuses(body, "multipart/form-data; boundary=other"));
  EXPECT_TRUE(refuses(body, "multipart/mixed; boundary=x-Y"));
}

TEST(Uploads, there_are_not_more_parts_than_a_form_may_have) {
  std::string body;
  for (std::size_t i = 0; i < service::maximum_form_fields; ++i) body += part("name=\"a\"", "1");
  EXPECT_FALSE(refuses(body + end));
  EXPECT_TRUE(refuses(body + part("name=\"a\"", "1") + end));
}

TEST(Uploads, a_file_that_is_wanted_is_there_not_empty_and_not_too_large) {
  const auto problem = [](const std::string& body, std::size_t most) -> std::string {
    try {
      (void)service::required_file(read(body), "file", most);
      return {};
    } catch (const domain::Error& error) {
      return error.problems().front().field + " " + error.problems().front().code;
    }
  };
  const std::string sent = part("name=\"file\"; filename=\"a\"", "1234") + end;
  EXPECT_EQ(problem(sent, 4), "");
  EXPECT_EQ(problem(sent, 3), "file file_too_large");
  EXPECT_EQ(problem(part("name=\"file\"; filename=\"a\"", "") + end, 4), "file file_is_empty");
  EXPECT_EQ(problem(part("name=\"other\"; filename=\"a\"", "1") + end, 4), "file required");
}

class EdgeUploads : public testing::Test {
 protected:
  static EdgeServer& server() {
    static EdgeServer one;
    return one;
  }
  static void TearDownTestSuite() { server().server().stop(); }
  static int port() { return server().port(); }
  static std::string cookie(Role role) { return "Cookie: kutsu_session=" + server().session(role) + "\r\n"; }
  static std::string bearer(Role role) { return "Authorization: Bearer " + server().api_token(role) + "\r\n"; }
  // A form whose file has so many bytes.
  static std::string form_of(std::size_t bytes, const std::string& token = {}) {
    return part("name=\"csrf_token\"", token) + part("name=\"file\"; filename=\"a.pdf\"", std::string(bytes, 'x')) +
           end;
  }
  static Answer upload(const std::string& target, std::size_t bytes, const std::string& who,
                       const std::string& token = {}) {
    return exchange(port(), post(target, form_of(bytes, token), who + "Content-Type: " + type + "\r\n"));
  }
  // A head alone, which says how much would come.
  static Answer announce(const std::string& target, const std::string& length, const std::string& who) {
    return exchange(port(), "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + who +
                                length + "\r\n\r\n");
  }
  static constexpr std::size_t megabyte = 1024 * 1024;
};

TEST_F(EdgeUploads, a_route_for_files_takes_more_than_others_do) {
  const auto who = bearer(Role::organiser);
  EXPECT_EQ(upload("/api/v1/files", 2 * megabyte, who).body, "file: a.pdf 2097152\n");
  EXPECT_EQ(upload("/api/v1/organiser", 2 * megabyte, who).status, 413);
  EXPECT_EQ(upload("/echo", 2 * megabyte, who).status, 413);
  EXPECT_EQ(announce("/api/v1/files", "Content-Length: 3145729", who).status, 413);
}

TEST_F(EdgeUploads, whoever_may_not_is_answered_before_anything_large_is_read) {
  for (const std::string length : {"Content-Length: 2097152", "Transfer-Encoding: chunked"}) {
    EXPECT_EQ(announce("/api/v1/files", length, "").status, 401) << length;
    EXPECT_EQ(announce("/api/v1/files", length, "Authorization: Bearer nobody\r\n").status, 401) << length;
    EXPECT_EQ(announce("/api/v1/files", length, bearer(Role::door)).status, 403) << length;
    EXPECT_EQ(announce("/organiser/files", length, "").status, 303) << length;
    EXPECT_EQ(announce("/organiser/files", length, cookie(Role::organiser) + "Origin: https://example.org\r\n").status,
              403)
        << length;
  }
}

TEST_F(EdgeUploads, a_form_that_is_too_large_is_answered_by_a_page_that_leads_back) {
  const auto who = cookie(Role::organiser);
  const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n1000000";
  for (const std::string& length : {std::string("Content-Length: 3145729"), chunked}) {
    const auto answer = announce("/organiser/files", length, who + "Accept-Language: en\r\n");
    EXPECT_EQ(answer.status, 413);
    EXPECT_THAT(answer.body, testing::HasSubstr("What was sent is too large"));
    EXPECT_THAT(answer.body, testing::HasSubstr("href=\"/organiser\"")) << "the nearest page";
  }
  EXPECT_THAT(announce("/organiser", "Content-Length: 2097152", who).body,
              testing::HasSubstr("Lähetys on liian suuri"));
}

TEST_F(EdgeUploads, nobody_is_asked_to_go_on_who_may_not) {
  const std::string expectation = "Expect: 100-continue\r\nContent-Length: 2097152";
  EXPECT_EQ(announce("/api/v1/files", expectation, "").status, 401);
  EXPECT_EQ(announce("/api/v1/files", expectation, bearer(Role::organiser)).status, 100);
}

TEST_F(EdgeUploads, a_chunked_body_ends_at_the_route_s_limit) {
  const std::string chunk = "100000\r\n" + std::string(megabyte, 'x') + "\r\n";
  const auto answer = exchange(port(), "POST /api/v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                                           "\r\n" + bearer(Role::organiser) + "Transfer-Encoding: chunked\r\n\r\n" +
                                           chunk + chunk + chunk + "1\r\n");
  EXPECT_EQ(answer.status, 413);
}

TEST_F(EdgeUploads, the_token_of_the_session_is_a_field_of_the_form) {
  const auto line = cookie(Role::organiser);
  const auto token = exchange(port(), get("/organiser/csrf", line)).body;
  EXPECT_EQ(upload("/organiser/files", 2 * megabyte, line, token).body, "file: a.pdf 2097152\n");
  EXPECT_EQ(upload("/organiser/files", 100, line, token).status, 200);
  EXPECT_EQ(upload("/organiser/files", 100, line, "wrong").status, 403);
  EXPECT_EQ(exchange(port(), post("/organiser/files", part("name=\"file\"; filename=\"csrf_token\"", token) + end,
                                  line + "Content-Type: " + type + "\r\n"))
                .status,
            403)
      << "a file is no field";
}

TEST_F(EdgeUploads, of_one_account_four_are_received_at_once_and_a_place_is_free_again_once_one_is_answered) {
  const std::string body = form_of(2 * megabyte);
  const auto head = [&](const std::string& who) {
    return "POST /api/v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + who +
           "Expect: 100-continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  };
  EdgeServer own;  // where nobody else sends anything
  const auto who = "Authorization: Bearer " + own.api_token(Role::organiser) + "\r\n";
  const auto another = "Cookie: kutsu_session=" + own.session(Role::organiser) + "\r\n";
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 4; ++i) {
    slow.push_back(std::make_unique<Client>(own.port()));
    slow.back()->send(head(who));
    EXPECT_EQ(slow.back()->receive(true).status, 100);
  }
  const auto fifth = exchange(own.port(), head(who));
  EXPECT_EQ(fifth.status, 503);
  EXPECT_EQ(fifth.field("retry-after"), "5");
  EXPECT_EQ(exchange(own.port(), head(another)).status, 100) << "others are not in the way";
  const auto short_one = post("/api/v1/files", form_of(100), who + "Content-Type: " + type + "\r\n");
  EXPECT_EQ(exchange(own.port(), short_one).status, 200) << "what is short needs no place";
  slow[0]->send(body);
  EXPECT_EQ(slow[0]->receive().status, 200);
  EXPECT_EQ(exchange(own.port(), head(who)).status, 100);
}

TEST(LongBodies, are_so_many_in_all_and_of_one_sender_until_their_places_are_let_go) {
  service::LongBodies bodies(3, 2);
  const auto refuses = [&](const std::string& whose) {
    try {
      (void)bodies.admit(whose);
      return false;
    } catch (const service::Refusal& refusal) {
      return refusal.status == 503;
    }
  };
  auto first = bodies.admit("a");
  const auto second = bodies.admit("a");
  EXPECT_TRUE(refuses("a"));
  const auto third = bodies.admit("b");
  EXPECT_TRUE(refuses("c"));
  first.reset();
  EXPECT_FALSE(refuses("c"));
  EXPECT_FALSE(refuses("a"));
}

TEST_F(EdgeUploads, a_connection_goes_on_after_a_file_with_the_limits_of_the_next_route) {
  Client client(port());
  const auto who = bearer(Role::organiser);
  client.send(post("/api/v1/files", form_of(2 * megabyte), who + "Content-Type: " + type + "\r\n"));
  EXPECT_EQ(client.receive().status, 200);
  client.send(post("/api/v1/organiser", std::string(2 * megabyte, 'x'), who));
  EXPECT_EQ(client.receive().status, 413);
}

}  // namespace
}  // namespace edge_test
