#include "storage/connection_pool.hpp"

#include <chrono>

#include "storage/failure.hpp"

namespace storage {
namespace {

constexpr std::chrono::seconds longest_wait{10};

}  // namespace

ConnectionPool::ConnectionPool(std::size_t size, Open open) : open_(std::move(open)), idle_(size) {
  for (std::size_t place = size; place > 0; --place) free_places_.push_back(place - 1);
}

ConnectionPool::Lease ConnectionPool::lease() {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, longest_wait, [&] { return !free_places_.empty(); })) throw_unavailable();
  const std::size_t place = free_places_.back();
  free_places_.pop_back();
  std::unique_ptr<Connection> connection = std::move(idle_[place]);
  lock.unlock();
  if (connection == nullptr) {
    try {
      connection = open_();
    } catch (...) {
      give_back(nullptr, place);
      throw_unavailable();
    }
  }
  return {*this, std::move(connection), place};
}

void ConnectionPool::close_idle() {
  std::vector<std::unique_ptr<Connection>> closing;
  const std::lock_guard lock(mutex_);
  for (const std::size_t place : free_places_) closing.push_back(std::move(idle_[place]));
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection, std::size_t place) {
  if (connection != nullptr && (!connection->is_alive() || connection->in_transaction())) connection.reset();
  const std::lock_guard lock(mutex_);
  idle_[place] = std::move(connection);
  free_places_.push_back(place);
  freed_.notify_one();
}

}  // namespace storage
