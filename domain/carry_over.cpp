#include <algorithm>
#include <set>

#include "domain/edit_series.hpp"
#include "domain/event_texts.hpp"
#include "domain/localised_text.hpp"

namespace domain {
namespace {

using namespace std::chrono;

// When an event is, as a clock beside it shows.
struct OnTheClock {
  local_days date;
  seconds of_day;
  seconds length;
  friend bool operator==(const OnTheClock&, const OnTheClock&) = default;
};

OnTheClock on_the_clock(const EventDetails& details, const TimeZones& zones) {
  const LocalTime start = zones.to_local(details.start_time, details.time_zone);
  const LocalTime end = zones.to_local(details.end_time, details.time_zone);
  const local_days date = floor<days>(start);
  return {date, start - date, end - start};
}

// A moment, told from the start as move_start moves it: "the day before at 12:00", or "two hours before".
struct FromStart {
  days before;
  seconds by;  // on the day of the start until then, on another its hour
  friend bool operator==(const FromStart&, const FromStart&) = default;
};

FromStart from_start(Instant moment, const EventDetails& details, const TimeZones& zones) {
  const LocalTime local = zones.to_local(moment, details.time_zone);
  const LocalTime start = zones.to_local(details.start_time, details.time_zone);
  const local_days date = floor<days>(local);
  const days before = floor<days>(start) - date;
  return {before, before == days{0} ? start - local : local - date};
}

class CarryOver {
 public:
  CarryOver(const EventDetails& before, const EventDetails& after, const EventDetails& other, const TimeZones& zones)
      : before_(before), after_(after), other_(other), zones_(zones), result_(other) {}

  EventDetails run() {
    times();
    texts("name", &EventDetails::name);
    texts("short_description", &EventDetails::short_description);
    texts("neutral_name", &EventDetails::neutral_name);
    field("original_language", &EventDetails::original_language);
    field("kind", &EventDetails::kind);
    field("location", &EventDetails::location);
    field("keywords", &EventDetails::keywords);
    field("in_language", &EventDetails::in_language);
    field("interpreted_languages", &EventDetails::interpreted_languages);
    field("organisers", &EventDetails::organisers);
    field("maximum_attendee_capacity", &EventDetails::maximum_attendee_capacity);
    field("waiting_list_capacity", &EventDetails::waiting_list_capacity);
    field("childcare_capacity", &EventDetails::childcare_capacity);
    field("waiting_list", &EventDetails::waiting_list_offer);
    field("invited_only", &EventDetails::invited_only);
    field("phone_code_required", &EventDetails::phone_code_required);
    field("maximum_parties_per_contact", &EventDetails::maximum_parties_per_contact);
    field("asks", &EventDetails::asks);
    field("questions", &EventDetails::questions);
    marks();
    field("external_registration_url", &EventDetails::external_registration_url);
    field("reminders", &EventDetails::reminders);
    field("publication_status", &EventDetails::publication_status);
    moment("enrolment_start_time", &EventDetails::enrolment_start_time);
    moment("enrolment_end_time", &EventDetails::enrolment_end_time);
    return std::move(result_);
  }
  [[nodiscard]] const std::set<std::string>& kept() const { return kept_; }
  [[nodiscard]] const std::set<std::string>& changed() const { return changed_; }

 private:
  template <class Value>
  void take(const char* name, const Value& was, const Value& is, Value& there) {
    if (was == is) return;
    changed_.insert(name);
    if (there == is) return;
    if (there == was) {
      there = is;
    } else {
      kept_.insert(name);
    }
  }
  template <class Value>
  void field(const char* name, Value EventDetails::*member) {
    take(name, before_.*member, after_.*member, result_.*member);
  }

  // Each language by itself.
  void texts(const char* name, LocalisedText EventDetails::*member) {
    std::set<LanguageTag> languages;
    for (const EventDetails* details : {&before_, &after_}) {
      for (const auto& [language, text] : details->*member) languages.insert(language);
    }
    for (const LanguageTag& language : languages) {
      std::string there = text_in(result_.*member, language);
      take(name, text_in(before_.*member, language), text_in(after_.*member, language), there);
      put_text(result_.*member, language, std::move(there));
    }
  }

  // Marks of texts, and that they are right: where the other date has the same text, and of every text that came along.
  void marks() {
    if (before_.machine_made != after_.machine_made) changed_.insert("machine_made");
    for (const FieldTexts& one : event_texts(after_)) {
      const LocalisedText& there = texts_named(result_, one.field);
      const LocalisedText& before = texts_named(before_, one.field);
      for (const auto& [language, text] : *one.texts) {
        const TextKey key{one.field, language};
        const bool is = after_.machine_made.contains(key);
        const auto was = before.find(language), same = there.find(language);
        const bool stayed = before_.machine_made.contains(key) == is && was != before.end() && was->second == text;
        if (stayed || same == there.end() || same->second != text) continue;
        if (is) {
          result_.machine_made.insert(key);
        } else {
          result_.machine_made.erase(key);
        }
      }
    }
    if (!after_.checked_languages.empty()) changed_.insert("checked_languages");
    for (const LanguageTag& language : after_.checked_languages) {
      if (has_the_same_texts(language)) result_.checked_languages.insert(language);
    }
  }
  static const LocalisedText& texts_named(const EventDetails& details, const std::string& field) {
    static const LocalisedText none;
    for (const FieldTexts& one : event_texts(details)) {
      if (one.field == field) return *one.texts;
    }
    return none;
  }
  // In the language, and in the one that they were translated from.
  bool has_the_same_texts(const LanguageTag& language) const {
    const LanguageTag original = original_language(after_);
    const auto own = event_texts(after_);
    return std::ranges::all_of(own, [&](const FieldTexts& one) {
      const LocalisedText& there = texts_named(result_, one.field);
      const auto same = [&](const LanguageTag& tag) {
        const auto here = one.texts->find(tag);
        const auto other = there.find(tag);
        const bool both = here != one.texts->end() && other != there.end();
        return both ? here->second == other->second : here == one.texts->end() && other == there.end();
      };
      return same(language) && same(original);
    });
  }

  void times() {
    field("time_zone", &EventDetails::time_zone);
    const OnTheClock was = on_the_clock(before_, zones_);
    const OnTheClock is = on_the_clock(after_, zones_);
    const OnTheClock there = on_the_clock(other_, zones_);
    OnTheClock now = there;
    if (was.date != is.date) {
      changed_.insert("start_time");
      if (weekday{there.date} == weekday{was.date}) {
        now.date += is.date - was.date;
      } else {
        kept_.insert("start_time");
      }
    }
    take("start_time", was.of_day, is.of_day, now.of_day);
    take("end_time", was.length, is.length, now.length);
    if (now == there && result_.time_zone == other_.time_zone) return;
    const LocalTime start = now.date + now.of_day;
    result_.start_time = zones_.to_utc(start, result_.time_zone);
    result_.end_time = zones_.to_utc(start + now.length, result_.time_zone);
  }

  // One moment for all dates, or one that is as far from each; a new one as a new series has it (unfold).
  void moment(const char* name, std::optional<Instant> EventDetails::*member) {
    const auto& was = before_.*member;
    const auto& is = after_.*member;
    auto& there = result_.*member;
    if (was == is) return;
    changed_.insert(name);
    if (there == is) return;
    const bool as_far_as_was = was && there && from_start(*was, before_, zones_) == from_start(*there, other_, zones_);
    if (there != was && !as_far_as_was) {
      kept_.insert(name);
    } else if (is && (as_far_as_was || !was)) {
      there = as_far(from_start(*is, after_, zones_));
    } else {
      there = is;
    }
  }
  Instant as_far(FromStart from) const {
    const LocalTime start = zones_.to_local(result_.start_time, result_.time_zone);
    const LocalTime moment = from.before == days{0} ? start - from.by : floor<days>(start) - from.before + from.by;
    return zones_.to_utc(moment, result_.time_zone);
  }

  const EventDetails& before_;
  const EventDetails& after_;
  const EventDetails& other_;
  const TimeZones& zones_;
  EventDetails result_;
  std::set<std::string> kept_;
  std::set<std::string> changed_;
};

}  // namespace

EventDetails carried_over(const EventDetails& before, const EventDetails& after, const EventDetails& other,
                          const TimeZones& zones, std::vector<std::string>* kept) {
  CarryOver carry(before, after, other, zones);
  EventDetails result = carry.run();
  if (kept != nullptr) kept->assign(carry.kept().begin(), carry.kept().end());
  return result;
}

std::vector<std::string> changed_fields(const EventDetails& before, const EventDetails& after, const TimeZones& zones) {
  CarryOver carry(before, after, before, zones);
  (void)carry.run();
  return {carry.changed().begin(), carry.changed().end()};
}

}  // namespace domain
