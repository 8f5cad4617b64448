#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "domain/message.hpp"
#include "notifications/dispatcher.hpp"
#include "tests/fixtures/world.hpp"

namespace notifications::test {

// "reminder Työnhakuinfo <token>" in the recipient's language, with what else the kind is told by: a code, how many
// dates.
class ShortWording final : public domain::Wording {
 public:
  [[nodiscard]] domain::Words word(const domain::MessageFacts& facts) const override {
    domain::Words words;
    words.subject = facts.channel == domain::Channel::email ? std::string(domain::to_word(facts.kind)) : "";
    words.text = std::string(domain::to_word(facts.kind)) + " " +
                 std::string(domain::best_text(facts.event->name, facts.language).text) + " " + facts.token;
    if (!facts.code.empty()) words.text += " code " + facts.code;
    if (!facts.booked.empty()) words.text += " booked " + std::to_string(facts.booked.size());
    if (!facts.dates.empty()) words.text += " dates " + std::to_string(facts.dates.size());
    return words;
  }
};

// A gateway whose behaviour a test decides, for what no real one does on demand. Takes everything until told otherwise.
class Gateway final : public domain::Sender {
 public:
  using Behaviour = std::function<domain::SendResult(const domain::OutgoingMessage&)>;
  void behave(Behaviour behaviour) { behaviour_ = std::move(behaviour); }

  domain::SendResult send(const domain::OutgoingMessage& message) override {
    {
      const std::lock_guard lock(mutex_);
      ++asked_;
    }
    auto result =
        behaviour_ ? behaviour_(message) : domain::SendResult{domain::SendResult::Outcome::sent, "reference", {}};
    if (result.outcome == domain::SendResult::Outcome::sent) {
      const std::lock_guard lock(mutex_);
      taken_.push_back(message);
    }
    return result;
  }
  [[nodiscard]] std::vector<domain::OutgoingMessage> taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
  }
  [[nodiscard]] int asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  Behaviour behaviour_;
  mutable std::mutex mutex_;
  std::vector<domain::OutgoingMessage> taken_;
  int asked_ = 0;
};

// Holds whoever comes until it opens.
class Gate {
 public:
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

inline std::vector<domain::Message> messages_of(domain::Store& store, domain::EventId event) {
  std::vector<domain::Message> messages;
  store.read([&](const domain::Snapshot& snapshot) { messages = snapshot.outbox().of_event(event); });
  return messages;
}

// How many messages of the event are in each state: {"sent": 2}.
inline std::map<std::string, int> states_of(domain::Store& store, domain::EventId event) {
  std::map<std::string, int> states;
  for (const auto& message : messages_of(store, event)) ++states[std::string(domain::to_word(message.state))];
  return states;
}

}  // namespace notifications::test
