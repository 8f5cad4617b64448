#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/delete_drafts.hpp"
#include "domain/publish_drafts.hpp"
#include "ui/activity_choice.hpp"
#include "ui/organiser_console.hpp"
#include "ui/organiser_filters.hpp"

// Drafts of a season: published together, or deleted.
namespace ui {

// What a button did.
struct DraftsDone {
  std::int64_t published = 0;
  std::int64_t handed_in = 0;
  std::int64_t stayed = 0;
};
struct DraftsPage {
  std::vector<domain::DraftPlan> drafts;  // by start
  Rhythms rhythms;
  Filters filters;
  std::string query;           // of the page's own address
  bool made_together = false;  // copied, or brought in, at once
  bool more = false;           // than are shown
  std::int64_t others = 0;     // where none is listed: that there are besides
  std::optional<DraftsDone> done{};
  std::optional<std::set<std::string>> ticked{};  // as a button was pressed; at first all that would be published
  FormState form{};                               // the visibility that was chosen, and the problems of a button
};
[[nodiscard]] std::string drafts_page(const Pages& pages, const Console& console, const DraftsPage& drafts);

// Who saw the original of a draft, or that nobody knows it.
[[nodiscard]] std::string original_words(const Reader& reader,
                                         const std::optional<domain::PublicationStatus>& original);

struct DraftDeletionPage {
  std::vector<domain::DraftDeletion> drafts;  // by start; those that may not be seen are left out
  std::string back;                           // where the reader came from
  std::int64_t deleted = 0;                   // just now
};
[[nodiscard]] std::string draft_deletion_page(const Pages& pages, const Console& console,
                                              const DraftDeletionPage& deletion);

}  // namespace ui
