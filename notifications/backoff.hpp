#pragma once
#include <chrono>

namespace notifications {

// How long to wait after the `attempts`th failure (from 1): twice as long each time, from `first` up to `longest`, less
// up to half of it by `jitter` in [0, 1), so that what failed together does not come back together.
[[nodiscard]] std::chrono::seconds retry_delay(int attempts, std::chrono::seconds first, std::chrono::seconds longest,
                                               double jitter);
// Uniform in [0, 1).
[[nodiscard]] double random_jitter();

}  // namespace notifications
