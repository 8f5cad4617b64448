#include "service/import_duplicates.hpp"

#include "tests/service/importing.hpp"

namespace {

// Counts how often events and the timetable are asked.
class CountedSnapshot final : public domain::Snapshot {
 public:
  explicit CountedSnapshot(const domain::Snapshot& inner) : inner_(inner) {}
  [[nodiscard]] std::size_t count() const { return count_; }
  const domain::Events& events() const override { return ++count_, inner_.events(); }
  const domain::Timetable& timetable() const override { return ++count_, inner_.timetable(); }
  const domain::Organisations& organisations() const override { return inner_.organisations(); }
  const domain::Registrations& registrations() const override { return inner_.registrations(); }
  const domain::Invitations& invitations() const override { return inner_.invitations(); }
  const domain::AuditLog& audit_log() const override { return inner_.audit_log(); }
  const domain::Interpreters& interpreters() const override { return inner_.interpreters(); }
  const domain::Accounts& accounts() const override { return inner_.accounts(); }
  const domain::Approvals& approvals() const override { return inner_.approvals(); }
  const domain::EventChanges& event_changes() const override { return inner_.event_changes(); }
  const domain::Outbox& outbox() const override { return inner_.outbox(); }
  const domain::IncomingMessages& incoming_messages() const override { return inner_.incoming_messages(); }
  const domain::Rooms& rooms() const override { return inner_.rooms(); }
  const domain::Materials& materials() const override { return inner_.materials(); }
  const domain::Subscriptions& subscriptions() const override { return inner_.subscriptions(); }
  const domain::EventTemplates& templates() const override { return inner_.templates(); }
  const domain::Imports& imports() const override { return inner_.imports(); }
  const domain::Drafts& drafts() const override { return inner_.drafts(); }

 private:
  const domain::Snapshot& inner_;
  mutable std::size_t count_ = 0;
};

using ImportDuplicates = fixtures::Importing;

TEST_F(ImportDuplicates, what_begins_at_a_moment_is_read_once_for_all_of_a_file) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.organisers = {{*mimosa.organisation, "Mimosa"}};
  const domain::LanguageTag finnish("fi");
  for (int i = 0; i < 50; ++i) {
    details.name = {{finnish, "Ryhmä " + std::to_string(i)}};
    (void)world.event(details);
  }
  world.store->read([&](const domain::Snapshot& snapshot) {
    const CountedSnapshot counted(snapshot);
    service::Duplicates duplicates(mimosa, {});
    for (int i = 0; i < 50; ++i) {
      details.name = {{finnish, "Toinen " + std::to_string(i)}};
      EXPECT_FALSE(duplicates.find(counted, details));
    }
    EXPECT_LE(counted.count(), 51U) << "the moment, and each event of it";
    details.name = {{finnish, "RYHMÄ 7"}};
    ASSERT_TRUE(duplicates.find(counted, details));
    EXPECT_EQ(duplicates.find(counted, details)->name.at(finnish), "Ryhmä 7");
    details.start_time += std::chrono::hours{1};
    EXPECT_FALSE(duplicates.find(counted, details));
  });
}

}  // namespace
