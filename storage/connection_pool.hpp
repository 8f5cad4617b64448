#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "storage/connection.hpp"

namespace storage {

// Up to `size` connections, opened when needed and kept. Any thread.
class ConnectionPool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  // One connection for one user; goes back to the pool, or away when it is no longer alive.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection, std::size_t place)
        : pool_(&pool), connection_(std::move(connection)), place_(place) {}
    ~Lease() {
      if (pool_ != nullptr) pool_->give_back(std::move(connection_), place_);
    }
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), connection_(std::move(other.connection_)), place_(other.place_) {}
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] Connection& operator*() const { return *connection_; }
    [[nodiscard]] Connection* operator->() const { return connection_.get(); }
    // Below the pool's size, and nobody else's meanwhile.
    [[nodiscard]] std::size_t place() const { return place_; }
    // It shall not go back.
    void discard() { connection_.reset(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
    std::size_t place_;
  };

  ConnectionPool(std::size_t size, Open open);
  // Waits for a free connection; Error{unavailable, "database"} after ten seconds, or where none can be opened.
  [[nodiscard]] Lease lease();
  // Closes those that nobody uses, after one of them was found dead.
  void close_idle();

 private:
  void give_back(std::unique_ptr<Connection> connection, std::size_t place);

  Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;  // by place
  std::vector<std::size_t> free_places_;           // the last given back is the first taken: its caches are warm
};

}  // namespace storage
