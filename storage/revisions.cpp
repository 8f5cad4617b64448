#include "storage/revisions.hpp"

namespace storage {
domain::Revision Revisions::known() const {
  return {content_.load(std::memory_order_acquire), places_.load(std::memory_order_acquire)};
}

void Revisions::learn(std::size_t stripe, const std::optional<RevisionRow>& row) {
  if (row) learn(stripe, domain::Revision{std::get<0>(*row), std::get<1>(*row)});
}

void Revisions::learn(std::size_t stripe, domain::Revision value) {
  const std::lock_guard lock(mutex_);
  domain::Revision& row = rows_.at(stripe);
  if (value.content > row.content) {
    content_.fetch_add(value.content - row.content, std::memory_order_acq_rel);
    row.content = value.content;
  }
  if (value.places > row.places) {
    places_.fetch_add(value.places - row.places, std::memory_order_acq_rel);
    row.places = value.places;
  }
}

bool Revisions::is_poll_due() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  auto next = next_poll_.load(std::memory_order_relaxed);
  if (now < next) return false;
  const auto later = now + std::chrono::steady_clock::duration(poll_interval).count();
  return next_poll_.compare_exchange_strong(next, later, std::memory_order_relaxed);
}

void move_revision(Connection& database, std::size_t stripe, Changes changes, std::optional<RevisionRow>& moved) {
  if (!changes.content && !changes.places) return;
  database.row_later(moved,
                     "update programme_revision set content = content + ?, places = places + 1 where stripe = ? "
                     "returning content, places",
                     changes.content, stripe);
}

void learn_all(Connection& database, Revisions& revisions) {
  using Stripe = std::tuple<std::size_t, std::uint64_t, std::uint64_t>;
  for (const auto& [stripe, content, places] :
       database.rows<Stripe>("select stripe, content, places from programme_revision")) {
    if (stripe < Revisions::stripes) revisions.learn(stripe, {content, places});
  }
}

}  // namespace storage
