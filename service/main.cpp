#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <pthread.h>
#include <csignal>
#include <iostream>

#include "calendar/holiday_calendar.hpp"
#include "calendar/icalendar.hpp"
#include "calendar/time_zones.hpp"
#include "domain/error.hpp"
#include "domain/sign_in.hpp"
#include "fetching/web_calendars.hpp"
#include "notifications/dispatcher.hpp"
#include "notifications/kannel_sender.hpp"
#include "notifications/smtp_sender.hpp"
#include "notifications/spool_sender.hpp"
#include "service/app.hpp"
#include "service/calendar_words.hpp"
#include "service/command_line.hpp"
#include "service/consent_wordings.hpp"
#include "service/demo.hpp"
#include "service/housekeeping.hpp"
#include "service/import_programme.hpp"
#include "service/main_house.hpp"
#include "service/main_operator.hpp"
#include "service/school_holidays.hpp"
#include "service/server.hpp"
#include "service/subscription_worker.hpp"
#include "storage/server_presence.hpp"
#include "ui/pages.hpp"
#include "ui/wording.hpp"

// Wires adapters to ports, and runs one command.
namespace {

using service::CommandLine;
using service::House;
using service::Settings;

std::unique_ptr<domain::Sender> make_sms_sender(const Settings& settings, const House& house) {
  const service::SmsSettings& sms = settings.sms;
  if (sms.provider == "spool") {
    return std::make_unique<notifications::SmsSpool>(settings.data_dir / "outbox", house.clock);
  }
  notifications::KannelSettings kannel;
  kannel.url = sms.url;
  kannel.username = sms.username;
  kannel.password = sms.password;
  kannel.sender = sms.sender;
  kannel.callback_url =
      sms.callback_url.empty() ? settings.server.base_url + "/api/v1/delivery-reports/kannel" : sms.callback_url;
  return std::make_unique<notifications::KannelSender>(kannel, *house.secrets);
}

std::unique_ptr<domain::Sender> make_email_sender(const Settings& settings, const House& house) {
  const service::EmailSettings& email = settings.email;
  if (email.smtp_url.empty()) {
    return std::make_unique<notifications::EmailSpool>(settings.data_dir / "outbox", email.from, house.clock,
                                                       *house.secrets);
  }
  notifications::SmtpSettings smtp;
  smtp.url = email.smtp_url;
  smtp.username = email.username;
  smtp.password = email.password;
  smtp.from = email.from;
  return std::make_unique<notifications::SmtpSender>(smtp, house.clock, *house.secrets);
}

std::unique_ptr<domain::CalendarSource> make_calendar_source(const Settings& settings) {
  const service::SubscriptionSettings& wanted = settings.subscriptions;
  fetching::WebLimits limits;
  limits.bytes = wanted.maximum_bytes;
  limits.time = wanted.time_limit;
  return std::make_unique<fetching::WebCalendars>(
      fetching::AllowedAddresses(wanted.private_networks, "subscriptions.private_networks"), limits,
      "Kutsu/1.0 (+" + settings.server.base_url + ")");
}

// SIGTERM and SIGINT, blocked in every thread that is made after this.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

std::string outgoing(const Settings& settings) {
  const std::string spool = (settings.data_dir / "outbox").string() + "/";
  const std::string sms = settings.sms.provider == "spool" ? spool : settings.sms.provider;
  std::string email = settings.email.smtp_url.empty() ? spool : settings.email.smtp_url;
  // Whoever sees the terminal need not see the password of smtp://user:password@host.
  if (const auto at = email.rfind('@'); at != std::string::npos) email = email.substr(at + 1);
  return "SMS to " + sms + ", email to " + email;
}

// The event as a file, for a participant's mail.
ui::MessageWording::CalendarOf calendar_files(const ui::Pages& pages, const calendar::Calendars& calendars,
                                              const domain::Clock& clock, const std::string& base_url) {
  return [&pages, &calendars, &clock, base_url](const domain::Event& event, const domain::Registration& registration,
                                                const domain::LanguageTag& language) {
    return calendars.event_file(event, registration, service::CalendarWords(pages.reader(language), base_url),
                                clock.now());
  };
}

std::string site_address(const Settings& settings) {
  const auto& server = settings.server;
  return server.base_url.empty() ? "http://" + server.address + ":" + std::to_string(server.port) : server.base_url;
}

int serve(Settings settings) {
  const sigset_t signals = block_stop_signals();
  settings.server.base_url = site_address(settings);
  const calendar::HolidayCalendar holidays(service::read_school_holidays(settings.school_holidays));
  House house(settings);
  const domain::Ports& ports = house.ports;
  const ui::Pages pages;
  service::keep_consent_wordings(ports, pages);
  const calendar::Calendars calendars(house.zones);
  const ui::MessageWording wording(
      pages, house.clock, {settings.server.base_url, settings.organisation_name, settings.sms.can_be_answered()},
      calendar_files(pages, calendars, house.clock, settings.server.base_url));
  const auto sms = make_sms_sender(settings, house);
  const auto email = make_email_sender(settings, house);
  notifications::Dispatcher dispatcher(ports, wording, *sms, *email, {},
                                       [](std::string_view line) { spdlog::info("{}", line); });
  service::RateLimiter limits(house.clock, settings.limits_enabled);
  service::ReplyCache replies(*house.store, house.clock);
  service::Metrics metrics;
  service::Background background([](std::string_view line) { spdlog::warn("{}", line); });
  service::App app{settings, ports, pages, limits, replies, metrics, calendars, background, holidays};
  service::Server server(app, settings.server);
  const storage::ServerPresence presence(house.database);
  service::Housekeeping housekeeping(
      ports, settings.retention, [&] { presence.renew(house.clock.now()); },
      [](std::string_view line) { spdlog::info("{}", line); });
  const auto calendars_of_others = make_calendar_source(settings);
  service::SubscriptionWorker subscriptions(ports, *calendars_of_others, service::step_words(pages),
                                            settings.subscriptions,
                                            [](std::string_view line) { spdlog::info("{}", line); });
  // Known before it answers: what may not be done beside a server is refused from its first answer on.
  presence.renew(house.clock.now());
  try {
    server.start();
  } catch (...) {
    presence.leave();
    throw;
  }
  dispatcher.start();
  housekeeping.start();
  subscriptions.start();
  std::cout << "Kutsu is at " << settings.server.base_url << "/ (console: " << settings.server.base_url
            << "/organiser)\nOutgoing messages: " << outgoing(settings) << "\nCtrl-C ends it." << std::endl;
  if (settings.feedback_email.empty()) spdlog::warn("site.feedback_email is not set: nobody gets feedback");
  int signal = 0;
  sigwait(&signals, &signal);
  subscriptions.stop();
  server.stop();
  dispatcher.stop();
  housekeeping.stop();
  background.stop();
  presence.leave();
  return 0;
}

std::optional<domain::OrganisationId> organisation_named(House& house, const std::string& name) {
  if (name.empty()) return {};
  std::optional<domain::OrganisationId> id;
  bool made = false;
  house.store->write([&](domain::Transaction& tx) {
    const auto known = tx.organisations().find_by_name(name);
    made = !known;
    id = known ? known->id : tx.organisations().insert({{}, name, {}});
  });
  if (made) std::cerr << "kutsu: there was no organisation \"" << name << "\"; made it" << std::endl;
  return id;
}

int create_user(const domain::Ports& ports, House& house, const CommandLine& line) {
  std::string password;
  std::getline(std::cin, password);
  (void)domain::create_account(
      ports, {line.username, line.name.empty() ? line.username : line.name, password, line.role,
              organisation_named(house, line.organisation),
              line.email.empty() ? std::nullopt : std::optional(domain::EmailAddress(line.email, "--email"))});
  std::cout << "Made the sign-in " << line.username << std::endl;
  return 0;
}

int create_token(const domain::Ports& ports, House& house, const CommandLine& line) {
  const std::string name = line.name.empty() ? "token" : line.name;
  const auto valid = line.days > 0 ? std::optional(std::chrono::days{line.days}) : std::nullopt;
  std::cout << domain::create_api_token(ports, name, line.role, organisation_named(house, line.organisation), valid)
            << std::endl;
  return 0;
}

int import_file(House& house, const Settings& settings, const CommandLine& line) {
  const ui::Pages pages;
  service::ImportCommand command{line.file, {}, {}};
  if (!line.organisation.empty()) {
    house.store->read([&](const domain::Snapshot& snapshot) {
      if (const auto known = snapshot.organisations().find_by_name(line.organisation)) command.organisation = known->id;
    });
    if (!command.organisation) {
      std::cerr << "kutsu: there is no organisation \"" << line.organisation << "\"" << std::endl;
      return 2;
    }
  }
  command.options.dry_run = line.dry_run;
  command.options.update_duplicates = line.update_duplicates;
  command.options.own_texts = service::calendar_texts(pages, site_address(settings));
  if (!line.from.empty()) {
    command.options.from =
        house.zones.to_utc(std::chrono::local_days{domain::parse_date(line.from, "--from")}, domain::default_time_zone);
  }
  return service::run_import(house.ports, command, std::cout);
}

int run(const CommandLine& line) {
  const Settings settings = service::load_settings(line.config);
  if (line.verb == service::Verb::serve) return serve(settings);
  if (line.verb == service::Verb::restore) return service::restore(settings, line);
  House house(settings);
  const domain::Ports& ports = house.ports;
  switch (line.verb) {
    case service::Verb::import_file:
      return import_file(house, settings, line);
    case service::Verb::demo:
      return service::run_demo(ports, std::cout);
    case service::Verb::create_user:
      return create_user(ports, house, line);
    case service::Verb::set_user:
      return service::set_user(house, line);
    case service::Verb::create_token:
      return create_token(ports, house, line);
    case service::Verb::list_tokens:
      return service::list_tokens(house);
    case service::Verb::revoke_token:
      return service::revoke_token(house, line);
    case service::Verb::set_organisation:
      return service::set_organisation(house, line);
    case service::Verb::check:
      return service::check(house, settings, line);
    case service::Verb::export_person:
      return service::export_person(house, line);
    case service::Verb::erase_person:
      return service::erase_person(house, line);
    case service::Verb::list_keys:
      return service::list_keys(house);
    case service::Verb::rotate_key:
      return service::rotate_key(house, settings);
    case service::Verb::reseal:
      return service::reseal(house);
    case service::Verb::retire_key:
      return service::retire_key(house, settings, line);
    case service::Verb::backup:
      return service::backup(house, line);
    default:
      std::cout << "The database is up to date." << std::endl;
      return 0;
  }
}

}  // namespace

int main(int argc, char** argv) {
  // Standard output is for people and scripts that asked a command something; the log goes beside it.
  spdlog::set_default_logger(spdlog::stderr_color_mt("kutsu"));
  const CommandLine line = service::parse_command_line(argc, argv);
  try {
    return run(line);
  } catch (const domain::Error& error) {
    std::cerr << "kutsu: " << error.what() << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "kutsu: " << error.what() << std::endl;
  }
  return 1;
}
