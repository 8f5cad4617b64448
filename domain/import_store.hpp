#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// A file that somebody brings in, from its upload until the button is pressed. Only who sent it goes on with it, for
// the organisation for which they sent it.
struct ImportFile {
  std::string token_hash;
  AccountId account;
  std::optional<OrganisationId> organisation = {};
  std::string name = {};   // as it was called there
  std::string bytes = {};  // sealed at rest
  Instant expires_time = {};
  friend bool operator==(const ImportFile&, const ImportFile&) = default;
};

// Files on their way in, and how an organisation's files are to be read.
class Imports {
 public:
  virtual ~Imports() = default;
  [[nodiscard]] virtual std::optional<ImportFile> find_file(std::string_view token_hash) const = 0;
  virtual void keep_file(const ImportFile& file) = 0;
  virtual void forget_file(std::string_view token_hash) = 0;
  // Answers how many.
  virtual std::size_t forget_files_expired_before(Instant time) = 0;
  // But for the newest so many.
  virtual void forget_older_files(AccountId account, std::size_t kept) = 0;

  // What the columns of a file with these headings (their hash) are; the text is the importer's.
  [[nodiscard]] virtual std::optional<std::string> find_mapping(OrganisationId organisation,
                                                                std::string_view headings_hash) const = 0;
  // In place of what was kept before. An organisation has so many at most: the longest unused one makes room.
  virtual void keep_mapping(OrganisationId organisation, std::string_view headings_hash, std::string_view mapping,
                            Instant now) = 0;
};

inline constexpr std::size_t most_mappings = 100;

}  // namespace domain
