#include "notifications/kannel_sender.hpp"

#include <gmock/gmock.h>
#include <httplib.h>

#include <latch>
#include <mutex>
#include <thread>

#include "domain/error.hpp"
#include "tests/notifications/side_program.hpp"
#include "tests/notifications/test_parts.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using fixtures::SideProgram;
using testing::HasSubstr;
using Outcome = SendResult::Outcome;

// Takes Kannel's delivery reports, as our own route does in the whole program.
class ReportListener {
 public:
  ReportListener() {
    server_.Get(R"(/reports/(\d+))", [this](const httplib::Request& request, httplib::Response&) {
      const std::lock_guard lock(mutex_);
      reports_.push_back(request.matches[1].str() + " type=" + request.get_param_value("type") +
                         " signature=" + request.get_param_value("signature"));
    });
    server_.set_keep_alive_timeout(1);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~ReportListener() {
    server_.stop();
    thread_.join();
  }
  ReportListener(const ReportListener&) = delete;
  ReportListener& operator=(const ReportListener&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/reports"; }
  [[nodiscard]] bool has(const std::string& report) {
    return fixtures::eventually([&] {
      const std::lock_guard lock(mutex_);
      return std::find(reports_.begin(), reports_.end(), report) != reports_.end();
    });
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> reports_;
  std::thread thread_;
};

// One Kannel for all of them: it takes a second to start.
class KannelSending : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<fixtures::Folder>();
    kannel = std::make_unique<SideProgram>("kannel.py", folder->path());
  }
  static void TearDownTestSuite() {
    kannel.reset();
    folder.reset();
  }
  static KannelSettings settings() {
    KannelSettings settings;
    settings.url = kannel->ready().at("url");
    settings.username = kannel->ready().at("username");
    settings.password = kannel->ready().at("password");
    settings.sender = "13013";
    return settings;
  }
  // Sends, and gives what came out at the far end.
  nlohmann::json pass(const std::string& text) {
    const auto before = kannel->settle(std::chrono::milliseconds{0}).size();
    const auto result = KannelSender(settings(), secrets).send(test::outgoing(1, "+358405550101", text));
    EXPECT_EQ(result.outcome, Outcome::sent) << result.reason;
    const auto& arrived = kannel->wait_for(before + 1);
    return arrived.size() > before ? arrived.back() : nlohmann::json{};
  }
  static std::unique_ptr<fixtures::Folder> folder;
  static std::unique_ptr<SideProgram> kannel;
  test::PlainSecrets secrets;
};
std::unique_ptr<fixtures::Folder> KannelSending::folder;
std::unique_ptr<SideProgram> KannelSending::kannel;

TEST_F(KannelSending, an_arabic_reminder_arrives_as_arabic) {
  const auto sms = pass(test::arabic_text);
  EXPECT_EQ(sms.at("text"), test::arabic_text);
  EXPECT_EQ(sms.at("to"), "+358405550101");
  EXPECT_EQ(sms.at("from"), "13013");
  EXPECT_EQ(sms.at("parts"), 2);
}

TEST_F(KannelSending, finnish_travels_in_the_gsm_alphabet_with_its_letters_signs_and_lines) {
  const std::string text = "Hei Äiti & Åke! Hinta 5 €, [klo 15-17], 100 %\nTervetuloa + kahvit";
  const auto sms = pass(text);
  EXPECT_EQ(sms.at("text"), text);
  EXPECT_EQ(sms.at("coding"), 0);
}

TEST_F(KannelSending, an_emoji_arrives_whole) {
  EXPECT_EQ(pass("Tervetuloa \xF0\x9F\x98\x80 ş").at("text"), "Tervetuloa \xF0\x9F\x98\x80 ş");
}

TEST_F(KannelSending, a_long_text_arrives_in_as_many_parts_as_we_count) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "pitkä teksti ";
  EXPECT_EQ(pass(text + "loppu").at("parts"), 4);
}

TEST_F(KannelSending, delivery_is_reported_with_our_id_and_signature) {
  ReportListener listener;
  auto with_reports = settings();
  with_reports.callback_url = listener.url();
  const auto before = kannel->settle(std::chrono::milliseconds{0}).size();
  ASSERT_EQ(KannelSender(with_reports, secrets).send(test::outgoing(4711, "+358405550101", "Hei")).outcome,
            Outcome::sent);
  EXPECT_TRUE(listener.has("4711 type=1 signature=delivery-of-4711"));
  EXPECT_TRUE(listener.has("4711 type=8 signature=delivery-of-4711"));
  kannel->wait_for(before + 1);
}

TEST_F(KannelSending, a_wrong_password_is_tried_again_for_it_is_the_operators_to_mend) {
  auto wrong = settings();
  wrong.password = "wrong";
  const auto result = KannelSender(wrong, secrets).send(test::outgoing(1, "+358405550101", "Hei"));
  EXPECT_EQ(result.outcome, Outcome::retry);
  EXPECT_EQ(result.reason, "kannel 403");
}

TEST_F(KannelSending, a_number_it_cannot_send_to_is_rejected) {
  const auto result = KannelSender(settings(), secrets).send(test::outgoing(1, "abc", "Hei"));
  EXPECT_EQ(result.outcome, Outcome::rejected);
  EXPECT_EQ(result.reason, "kannel 400");
}

TEST_F(KannelSending, a_gateway_that_is_down_means_try_again) {
  const fixtures::Port port;
  auto down = settings();
  down.url = "http://127.0.0.1:" + port.text() + "/cgi-bin/sendsms";
  EXPECT_EQ(KannelSender(down, secrets).send(test::outgoing(1, "+358405550101", "Hei")).outcome, Outcome::retry);
}

TEST_F(KannelSending, a_gateway_that_does_not_answer_is_left_after_the_time_limit) {
  httplib::Server silent;
  std::latch left(1);
  silent.Get("/sendsms", [&](const httplib::Request&, httplib::Response& answer) {
    left.wait();
    answer.status = 202;
  });
  auto slow = settings();
  slow.url = "http://127.0.0.1:" + std::to_string(silent.bind_to_any_port("127.0.0.1")) + "/sendsms";
  slow.time_limit = std::chrono::seconds{1};
  std::thread listening([&] { silent.listen_after_bind(); });
  const auto result = KannelSender(slow, secrets).send(test::outgoing(1, "+358405550101", "Hei"));
  EXPECT_EQ(result.outcome, Outcome::retry);
  left.count_down();
  silent.stop();
  listening.join();
}

TEST_F(KannelSending, an_address_that_cannot_work_is_refused_at_once) {
  for (const auto* url : {"", "localhost:13013", "ftp://localhost/", "http:///cgi-bin/sendsms"}) {
    auto wrong = settings();
    wrong.url = url;
    EXPECT_THROW(KannelSender(wrong, secrets), domain::Error) << url;
  }
}

}  // namespace
}  // namespace notifications
