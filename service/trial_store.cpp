#include "service/trial_store.hpp"

namespace service {
namespace {

struct Undo {};

}  // namespace

void TrialStore::write(const std::function<void(domain::Transaction&)>& work) {
  try {
    store_.write([&](domain::Transaction& tx) {
      work(tx);
      throw Undo{};
    });
  } catch (const Undo&) {
  }
}

}  // namespace service
