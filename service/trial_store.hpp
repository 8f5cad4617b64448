#pragma once
#include "domain/store.hpp"

namespace service {

// Lets work run against what is really stored and then undoes it: for saying what would happen. `store` outlives it.
class TrialStore final : public domain::Store {
 public:
  explicit TrialStore(domain::Store& store) : store_(store) {}
  // Nothing is kept; exceptions of `work` come out as from any store.
  void write(const std::function<void(domain::Transaction&)>& work) override;
  void read(const std::function<void(const domain::Snapshot&)>& work) override { store_.read(work); }
  [[nodiscard]] domain::Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }

 private:
  domain::Store& store_;
};

// Lets several use cases run in one transaction. `store` and `tx` outlive it.
class JoinedStore final : public domain::Store {
 public:
  JoinedStore(domain::Store& store, domain::Transaction& tx) : store_(store), tx_(tx) {}
  void write(const std::function<void(domain::Transaction&)>& work) override { work(tx_); }
  void read(const std::function<void(const domain::Snapshot&)>& work) override { work(tx_.snapshot()); }
  [[nodiscard]] domain::Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }

 private:
  domain::Store& store_;
  domain::Transaction& tx_;
};

}  // namespace service
