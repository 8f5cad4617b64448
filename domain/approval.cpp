#include "domain/approval.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<ApprovalState, 3> approval_states{{{ApprovalState::submitted, "submitted"},
                                                       {ApprovalState::approved, "approved"},
                                                       {ApprovalState::returned, "returned"}}};

}  // namespace

std::string_view to_word(ApprovalState state) {
  return word_of(approval_states, state);
}

}  // namespace domain
