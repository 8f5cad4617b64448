#include "service/password_turn.hpp"

#include <semaphore>

#include "service/rate_limiter.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

std::counting_semaphore<>& turns(PasswordTurn::For whom) {
  static std::counting_semaphore<> of_strangers{2};
  static std::counting_semaphore<> of_known{1};
  static std::counting_semaphore<> of_links{1};
  switch (whom) {
    case PasswordTurn::For::known:
      return of_known;
    case PasswordTurn::For::holders_of_links:
      return of_links;
    case PasswordTurn::For::strangers:
      break;
  }
  return of_strangers;
}

}  // namespace

PasswordTurn::PasswordTurn(For whom) : whom_(whom) {
  if (!turns(whom_).try_acquire_for(1s)) throw TooManyRequests(3s);
}

PasswordTurn::~PasswordTurn() {
  turns(whom_).release();
}

}  // namespace service
