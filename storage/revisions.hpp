#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <tuple>

#include "domain/store.hpp"
#include "storage/connection.hpp"
#include "storage/context.hpp"

namespace storage {

// Content and places.
using RevisionRow = std::tuple<std::uint64_t, std::uint64_t>;

// What is known of the programme's revision, which stands in several rows (stripes) whose sum it is. Any thread.
class Revisions {
 public:
  static constexpr std::size_t stripes = 64;
  static constexpr std::chrono::milliseconds poll_interval{100};

  // The last that was learnt.
  [[nodiscard]] domain::Revision known() const;
  // Rows only grow, so that news may come in any order.
  void learn(std::size_t stripe, domain::Revision value);
  void learn(std::size_t stripe, const std::optional<RevisionRow>& row);
  // True for one caller each interval: that one shall ask the database.
  [[nodiscard]] bool is_poll_due();

 private:
  std::mutex mutex_;
  std::array<domain::Revision, stripes> rows_{};
  std::atomic<std::uint64_t> content_{0};
  std::atomic<std::uint64_t> places_{0};
  std::atomic<std::chrono::steady_clock::rep> next_poll_{0};
};

// The last statement of a writing transaction, so that nobody waits long for the row; nothing where nothing moved.
// `moved` is there once the connection is settled, and true once the transaction is committed.
void move_revision(Connection& database, std::size_t stripe, Changes changes, std::optional<RevisionRow>& moved);
void learn_all(Connection& database, Revisions& revisions);

}  // namespace storage
