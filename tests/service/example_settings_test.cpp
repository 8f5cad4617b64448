#include <gtest/gtest.h>

#include "service/settings.hpp"

namespace {

// The file that operators copy says what the program does without one.
TEST(ExampleSettings, are_the_defaults) {
  const auto example = service::load_settings("config/kutsu.example.toml");
  const auto defaults = service::load_settings({});
  EXPECT_EQ(example.server.address, defaults.server.address);
  EXPECT_EQ(example.server.port, defaults.server.port);
  EXPECT_EQ(example.server.base_url, defaults.server.base_url);
  EXPECT_EQ(example.server.threads, defaults.server.threads);
  EXPECT_EQ(example.server.maximum_body, defaults.server.maximum_body);
  EXPECT_EQ(example.server.gzip, defaults.server.gzip);
  EXPECT_EQ(example.server.trusted_proxies, defaults.server.trusted_proxies);
  EXPECT_EQ(example.data_dir, defaults.data_dir);
  EXPECT_EQ(example.data_key, defaults.data_key);
  EXPECT_EQ(example.database_url, defaults.database_url);
  EXPECT_EQ(example.limits_enabled, defaults.limits_enabled);
  EXPECT_EQ(example.sms.provider, defaults.sms.provider);
  EXPECT_EQ(example.sms.url, defaults.sms.url);
  EXPECT_EQ(example.sms.sender, defaults.sms.sender);
  EXPECT_EQ(example.sms.callback_url, defaults.sms.callback_url);
  EXPECT_EQ(example.email.smtp_url, defaults.email.smtp_url);
  EXPECT_EQ(example.email.from, defaults.email.from);
  EXPECT_EQ(example.quiet_hours.from, defaults.quiet_hours.from);
  EXPECT_EQ(example.quiet_hours.to, defaults.quiet_hours.to);
  EXPECT_EQ(example.retention.registrations, defaults.retention.registrations);
  EXPECT_EQ(example.retention.answers, defaults.retention.answers);
  EXPECT_EQ(example.retention.incoming_messages, defaults.retention.incoming_messages);
  EXPECT_EQ(example.retention.audit, defaults.retention.audit);
  EXPECT_EQ(example.retention.history, defaults.retention.history);
  EXPECT_EQ(example.retention.bookings, defaults.retention.bookings);
  EXPECT_EQ(example.retention.interpreters, defaults.retention.interpreters);
  EXPECT_EQ(example.organisation_name, defaults.organisation_name);
  EXPECT_EQ(example.feedback_email, defaults.feedback_email);
}

}  // namespace
