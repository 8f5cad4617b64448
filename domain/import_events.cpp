#include "domain/import_events.hpp"

#include <algorithm>
#include <utility>

#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "domain/event_changes.hpp"
#include "domain/event_history.hpp"
#include "domain/event_texts.hpp"
#include "domain/event_work.hpp"
#include "domain/lock_order.hpp"
#include "domain/require_free.hpp"
#include "domain/rooms.hpp"

namespace domain {
namespace {

// One call's work in its transaction.
class Import {
 public:
  Import(Transaction& tx, const Ports& ports, const Principal& principal, const KeepStored& keep)
      : tx_(tx), ports_(ports), principal_(principal), keep_(keep) {}

  std::vector<TakenDate> take(std::span<const ImportedDate> dates, const std::optional<ImportedSeries>& series) {
    lock_known(dates);
    take_what_they_need(dates);
    if (series) enter(*series);
    std::vector<TakenDate> taken;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      taken.push_back(known_[i] ? bring_up_to_date(dates[i], *known_[i]) : create(dates[i]));
    }
    require_free(tx_, principal_, moved_);
    notices_.send(tx_, ports_);
    return taken;
  }

 private:
  // By id, as whoever else locks several does.
  void lock_known(std::span<const ImportedDate> dates) {
    known_.resize(dates.size());
    std::vector<std::pair<EventId, std::size_t>> ids;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const auto id = dates[i].event ? dates[i].event : id_of(dates[i].key);
      if (id) ids.emplace_back(*id, i);
    }
    std::ranges::sort(ids);
    for (const auto& [id, i] : ids) known_[i] = tx_.events().lock(id);
  }

  void take_what_they_need(std::span<const ImportedDate> dates) {
    std::vector<RoomId> rooms;
    std::vector<EventId> events;
    for (const ImportedDate& date : dates) {
      if (date.details.location.room) rooms.push_back(*date.details.location.room);
    }
    for (const auto& known : known_) {
      if (!known) continue;
      events.push_back(known->id);
      if (known->location.room) rooms.push_back(*known->location.room);
    }
    take_rooms(tx_, rooms);
    take_interpreters_of(tx_, events);
  }

  [[nodiscard]] std::optional<EventId> id_of(const std::string& key) const {
    const auto event = std::as_const(tx_.events()).find_by_import_key(key);
    return event ? std::optional(event->id) : std::nullopt;
  }

  void enter(const ImportedSeries& series) {
    const auto known = std::as_const(tx_.events()).find_series_by_import_key(series.key);
    if (!known) {
      series_ = tx_.events().insert(Series{{}, series.name, series.recurrence, series.exceptions, series.key});
      return;
    }
    series_ = known->id;
    const auto dates = std::as_const(tx_.events()).of_series(known->id);
    const auto own =
        std::ranges::find_if(dates, [&](const Event& date) { return may(principal_, Permission::edit_event, &date); });
    if (own != dates.end()) {
      sample_ = *own;
      one_enrolment_ = one_enrolment(dates);
    } else if (!dates.empty()) {
      require(principal_, Permission::edit_event, &dates.front());
    }
  }

  // As it is to be stored, `like` the event itself or, of a new one, another date.
  EventDetails settle(const ImportedDate& date, const std::optional<Event>& like, bool is_new) {
    EventDetails details = date.details;
    if (like && keep_) keep_(details, *like);
    if (is_new || details.organisers != like->organisers) {
      details.organisers = resolved(details.organisers, like ? owner_of(*like) : std::nullopt);
    }
    settle_place(tx_, details.location, like ? like->location.room : std::nullopt);
    return details;
  }

  const std::vector<Organiser>& resolved(const std::vector<Organiser>& organisers,
                                         std::optional<OrganisationId> owner) {
    if (resolved_.empty() || organisers != asked_ || owner != asked_owner_) {
      auto known = organisers;
      resolve_organisers(tx_, principal_, known, owner);
      asked_ = organisers;
      asked_owner_ = owner;
      resolved_ = std::move(known);
    }
    return resolved_;
  }

  // Another date of the series, as if it were this one. Who may see a new date is said for each anew.
  [[nodiscard]] std::optional<Event> sample_for(const ImportedDate& date) const {
    if (!sample_) return {};
    Event sample = *sample_;
    sample.publication_status = date.details.publication_status;
    move_start(sample, ports_.zones.to_local(date.details.start_time, sample.time_zone), ports_.zones);
    EventDetails with_all = sample;
    keep_enrolment(with_all, *sample_, one_enrolment_);
    // Not where the date is over, or its registration closed, before it would open or close for all.
    const Instant closes = with_all.enrolment_end_time.value_or(date.details.end_time);
    const bool fits =
        closes <= date.details.end_time && with_all.enrolment_start_time.value_or(Instant::min()) < closes;
    if (fits) keep_enrolment(sample, *sample_, one_enrolment_);
    return sample;
  }

  TakenDate create(const ImportedDate& date) {
    Event event = make_event(ports_, settle(date, sample_for(date), true));
    require_publication(principal_, PublicationStatus::draft, event.publication_status);
    validate(event, ports_.zones);
    event.import_key = date.key;
    event.super_event = series_;
    store_new(tx_, ports_, principal_, event, ChangeKind::imported);
    moved_.push_back(event);
    return {ImportOutcome::created, event.id};
  }

  TakenDate bring_up_to_date(const ImportedDate& date, Event& event) {
    require(principal_, Permission::see_event, &event);
    if (event.status == EventStatus::cancelled) return {ImportOutcome::unchanged, event.id};
    const Event before = event;
    EventDetails details = settle(date, event, false);
    keep_text_marks(details, event);
    if (details == static_cast<const EventDetails&>(before)) return {ImportOutcome::unchanged, event.id};
    require(principal_, Permission::edit_event, &event);
    auto changed = changed_fields(before, details, ports_.zones);
    if (date.takes_key) event.import_key = date.key;
    change_details(tx_, ports_, principal_, event, std::move(details), notices_, {ChangeKind::imported});
    if (is_moved(before, event)) moved_.push_back(event);
    return {ImportOutcome::updated, event.id, std::move(changed), before, event};
  }

  Transaction& tx_;
  const Ports& ports_;
  const Principal& principal_;
  const KeepStored& keep_;
  std::vector<std::optional<Event>> known_;  // locked, as many as dates
  std::optional<SeriesId> series_;
  std::optional<Event> sample_;  // of the series
  OneEnrolment one_enrolment_;   // of its dates
  std::vector<Organiser> asked_;
  std::optional<OrganisationId> asked_owner_;
  std::vector<Organiser> resolved_;
  std::vector<Event> moved_;
  Notices notices_;
};

}  // namespace

std::vector<TakenDate> import_dates(const Ports& ports, const Principal& principal, std::span<const ImportedDate> dates,
                                    const KeepStored& keep, const std::optional<ImportedSeries>& series) {
  require(principal, Permission::create_event);
  std::vector<TakenDate> taken;
  ports.store.write([&](Transaction& tx) { taken = Import(tx, ports, principal, keep).take(dates, series); });
  return taken;
}

ImportOutcome import_event(const Ports& ports, const Principal& principal, const std::string& key,
                           const EventDetails& details) {
  const ImportedDate date{key, details};
  return import_dates(ports, principal, {&date, 1}).front().outcome;
}

std::vector<ImportedDate> dates_of(const SeriesDraft& draft, const TimeZones& zones) {
  std::vector<EventDetails> unfolded = unfold(draft, zones);
  std::vector<ImportedDate> dates;
  dates.reserve(unfolded.size());
  for (std::size_t i = 0; i < unfolded.size(); ++i) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(draft.starts[i])};
    dates.push_back({draft.import_key + "/" + format_date(day), std::move(unfolded[i])});
  }
  return dates;
}

ImportCounts count_outcomes(std::span<const TakenDate> taken) {
  ImportCounts counts;
  for (const TakenDate& date : taken) {
    counts.created += date.outcome == ImportOutcome::created ? 1U : 0U;
    counts.updated += date.outcome == ImportOutcome::updated ? 1U : 0U;
    counts.unchanged += date.outcome == ImportOutcome::unchanged ? 1U : 0U;
  }
  return counts;
}

ImportCounts import_series(const Ports& ports, const Principal& principal, const SeriesDraft& draft) {
  const ImportedSeries series{draft.details.name, draft.recurrence, draft.exceptions, draft.import_key};
  return count_outcomes(import_dates(ports, principal, dates_of(draft, ports.zones), {}, series));
}

}  // namespace domain
