#include "tests/contract/samples.hpp"

#include <sstream>

namespace contract {

using namespace domain;
using std::chrono::minutes;

namespace {

// Appends members one a line.
class Lines {
 public:
  template <class T>
  Lines& operator()(std::string_view name, const T& value) {
    text_ << name << ": ";
    put(value);
    text_ << '\n';
    return *this;
  }
  [[nodiscard]] std::string str() const { return text_.str(); }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      text_ << to_word(value);
    } else {
      text_ << value;
    }
  }
  template <class Tag>
  void put(const Id<Tag>& id) {
    text_ << id.value;
  }
  void put(const Instant& instant) { text_ << format_rfc3339(instant); }
  void put(const minutes& length) { text_ << length.count(); }
  void put(const LanguageTag& language) { text_ << language.str(); }
  void put(const PhoneNumber& phone) { text_ << phone.e164(); }
  void put(const EmailAddress& email) { text_ << email.str(); }
  void put(const Organiser& organiser) { text_ << organiser.id.value << ' ' << organiser.name; }
  void put(const ReminderRule& rule) { text_ << to_word(rule.channel) << ' ' << rule.before.count(); }
  void put(const SpokenLanguage& spoken) { text_ << spoken.language.str() << ' ' << spoken.dialect; }
  void put(const std::string& text) { text_ << text; }
  template <class T>
  void put(const std::optional<T>& value) {
    if (value) {
      put(*value);
    } else {
      text_ << "none";
    }
  }
  template <class K, class V>
  void put(const std::map<K, V>& map) {
    for (const auto& [key, value] : map) {
      put(key);
      text_ << '=';
      put(value);
      text_ << "; ";
    }
  }
  template <class T>
  void put(const std::vector<T>& list) {
    for (const T& value : list) {
      put(value);
      text_ << "; ";
    }
  }

  std::ostringstream text_;
};

}  // namespace

Instant at(int offset) {
  return Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + std::chrono::hours{10} + minutes{offset};
}

Event sample_event(std::int64_t id, OrganisationId organiser, int start) {
  Event event;
  event.id = {id};
  event.uid = "event-" + std::to_string(id) + "@example.org";
  event.kind = EventKind::group_activity;
  event.name = {{LanguageTag("fi"), "Työnhakuinfo"}, {LanguageTag("ar"), "جلسة عن البحث عن عمل"}};
  event.short_description = {{LanguageTag("fi"), "Kesätyö 100 % varma_juttu"}};
  event.neutral_name = {{LanguageTag("en"), "Group meeting"}};
  event.start_time = at(start);
  event.end_time = at(start + 90);
  event.location = {"Monikulttuurikeskus MIMOSA", "Esimerkkikatu 1", "Mikkeli", {}};
  event.keywords = {"job-seeking", "economy"};
  event.in_language = {LanguageTag("fi"), LanguageTag("fi-simple")};
  event.interpreted_languages = {LanguageTag("ar"), LanguageTag("kmr-Latn")};
  event.organisers = {{organiser, "Mimosa"}};
  event.maximum_attendee_capacity = 11;
  event.waiting_list_capacity = 12;
  event.childcare_capacity = 13;
  event.enrolment_start_time = at(start - 3000);
  event.enrolment_end_time = at(start - 30);
  event.reminders = {{Channel::email, minutes{2880}}, {Channel::sms, minutes{120}}};
  event.publication_status = PublicationStatus::open_to_all;
  event.sequence = 3;
  event.version = 5;
  event.created_time = at(-5000);
  event.last_modified_time = at(-4000);
  return event;
}

EventId put_event(Transaction& tx, std::int64_t id, int start) {
  return put_event(tx, sample_event(id, {}, start));
}

EventId put_event(Transaction& tx, Event event) {
  for (Organiser& organiser : event.organisers) {
    const auto known = tx.organisations().find_by_name(organiser.name);
    organiser.id = known ? known->id : tx.organisations().insert({{}, organiser.name, "Mikkeli"});
  }
  tx.events().insert(event);
  return event.id;
}

Registration sample_registration(EventId event, const std::string& unique) {
  Registration registration;
  registration.event = event;
  registration.contact = {"Fáṭima Esimerkki", PhoneNumber("+358405550123"), EmailAddress("Fatima@example.org"),
                          LanguageTag("ar")};
  Person first;
  first.name = "Fáṭima";
  first.interpreter_language = LanguageTag("ar");
  first.accessibility = "pyörätuoli; hissi";
  Person second;
  second.child_age = 4;
  registration.persons = {first, second};
  registration.answers = {{"diet", "ei sianlihaa: 1:2"}, {"how", ""}};
  registration.consent = {"2026-1", LanguageTag("ar"), at(-20)};
  registration.made_by_staff = true;
  registration.reminders_wanted = false;
  registration.created_time = at(-10);
  registration.link_seed = "seed-" + unique;
  registration.manage_token_hash = "token-" + unique;
  registration.idempotency_key_hash = "key-" + unique;
  registration.request_fingerprint = "print-" + unique;
  return registration;
}

Interpreter sample_interpreter(const std::string& name) {
  Interpreter interpreter;
  interpreter.name = name;
  interpreter.agency = "Esimerkkitulkit";
  interpreter.phone = PhoneNumber("+358405550199");
  interpreter.email = EmailAddress("tulkki@example.org");
  interpreter.message_language = LanguageTag("fi");
  interpreter.languages = {{LanguageTag("ar"), "Sudanese"}, {LanguageTag("so"), ""}};
  interpreter.calendar_seed = "seed of " + name;
  interpreter.calendar_token_hash = "hash of " + name;
  interpreter.created_time = at(-200);
  return interpreter;
}

InterpreterBooking sample_booking(EventId event, const std::string& unique) {
  InterpreterBooking booking;
  booking.event = event;
  booking.language = LanguageTag("ar");
  booking.dialect = "Sudanese";
  booking.wished_gender = "female";
  booking.mode = InterpretingMode::phone;
  booking.start_time = at(0);
  booking.end_time = at(60);
  booking.topic = "Työnhaku";
  booking.contact_person = "Olga Ohjaaja";
  booking.materials = "https://example.org/esite";
  booking.link_seed = "seed-" + unique;
  booking.offer_token_hash = "offer-" + unique;
  booking.request_token_hash = "request-" + unique;
  booking.created_time = at(-100);
  return booking;
}

Message sample_message(EventId event, int due) {
  Message message;
  message.kind = MessageKind::reminder;
  message.channel = Channel::sms;
  message.recipient = "+358405550123";
  message.language = LanguageTag("ckb");
  message.event = event;
  message.before = minutes{120};
  message.due_time = at(due);
  message.expires_time = at(due + 600);
  return message;
}

std::string describe(const Event& e) {
  return Lines()("id", e.id)("uid", e.uid)("import_key", e.import_key)("super_event", e.super_event)("kind", e.kind)(
             "name", e.name)("short_description", e.short_description)("neutral_name", e.neutral_name)(
             "start", e.start_time)("end", e.end_time)("zone", e.time_zone)("place", e.location.name)(
             "street", e.location.street_address)("municipality", e.location.municipality)(
             "online", e.location.online_url)("keywords", e.keywords)("in_language", e.in_language)(
             "interpreted", e.interpreted_languages)("organisers", e.organisers)(
             "capacity", e.maximum_attendee_capacity)("waiting", e.waiting_list_capacity)(
             "childcare", e.childcare_capacity)("enrolment_start", e.enrolment_start_time)(
             "enrolment_end", e.enrolment_end_time)("external", e.external_registration_url)("reminders", e.reminders)(
             "publication", e.publication_status)("status", e.status)("reason", e.cancellation_reason)(
             "previous", e.previous_start_time)("confirmed", e.confirmed_persons)("waitlisted", e.waitlisted_persons)(
             "version", e.version)("sequence", e.sequence)("created", e.created_time)("modified", e.last_modified_time)(
             "attendance_closed", e.attendance_closed_time)
      .str();
}

std::string describe(const Registration& r) {
  Lines lines;
  lines("event", r.event)("name", r.contact.name)("phone", r.contact.phone)("email", r.contact.email)(
      "language", r.contact.language)("answers", r.answers)("status", r.status)("consent", r.consent.version)(
      "consent_language", r.consent.language)("consent_time", r.consent.time)("by_staff", r.made_by_staff)(
      "reminders", r.reminders_wanted)("created", r.created_time)("version", r.version)("seed", r.link_seed)(
      "hash", r.manage_token_hash)("key", r.idempotency_key_hash)("fingerprint", r.request_fingerprint);
  for (const Person& p : r.persons) {
    lines("person", p.name)("interpreter", p.interpreter_language)("age", p.child_age)("needs", p.accessibility)(
        "presence", p.presence);
  }
  return lines.str();
}

std::string describe(const Interpreter& i) {
  return Lines()("name", i.name)("agency", i.agency)("phone", i.phone)("email", i.email)(
             "language", i.message_language)("languages", i.languages)("seed", i.calendar_seed)(
             "hash", i.calendar_token_hash)("active", i.active)("version", i.version)
      .str();
}

std::string describe(const InterpreterBooking& b) {
  return Lines()("event", b.event)("interpreter", b.interpreter)("language", b.language)("dialect", b.dialect)(
             "gender", b.wished_gender)("mode", b.mode)("start", b.start_time)("end", b.end_time)("topic", b.topic)(
             "contact", b.contact_person)("materials", b.materials)("status", b.status)("version", b.version)(
             "seed", b.link_seed)("hash", b.offer_token_hash)("request", b.request_token_hash)("created",
                                                                                               b.created_time)
      .str();
}

std::string describe(const Message& m) {
  return Lines()("kind", m.kind)("channel", m.channel)("recipient", m.recipient)("language", m.language)(
             "event", m.event)("registration", m.registration)("booking", m.booking)("before", m.before)(
             "due", m.due_time)("expires", m.expires_time)("state", m.state)("attempts", m.attempts)
      .str();
}

}  // namespace contract
