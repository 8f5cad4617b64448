#pragma once
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "service/import_programme.hpp"

// What somebody chose on the way in: in the address of the preview, in the form behind its button, and as it is
// remembered for the next file of the kind.
namespace service {

// "c0", "c1", … the columns' uses; publication, kind, language, place, municipality, own ("beside": the own
// organisation where a row names others alone), from. Only those, in this order.
[[nodiscard]] Fields import_choices(const Fields& all);
// The choices as options of the importer. What cannot be read gathers in `violations` under the input's name; so does a
// column that is chosen twice, or missing (under the title's, the date's, …).
[[nodiscard]] ImportOptions read_choices(const Fields& choices, std::size_t columns, bool own_organisation,
                                         const domain::TimeZones& zones, domain::Violations& violations);
// As the inputs have them.
[[nodiscard]] Fields choices_of(const ColumnMapping& mapping, const ColumnDefaults& defaults, domain::Instant from,
                                const domain::TimeZones& zones);

// How a file with these headings was read last time by the organisation, else as its headings say, whatever the
// language of the console; no use twice. A calendar has no headings: what is chosen for one holds for the next.
struct ProposedMapping {
  ColumnMapping mapping;
  ColumnDefaults defaults;
  bool remembered = false;
};
[[nodiscard]] ProposedMapping propose_mapping(const domain::Ports& ports, const domain::Principal& principal,
                                              const CsvRow& header);
void remember_mapping(const domain::Ports& ports, const domain::Principal& principal, const CsvRow& header,
                      const ImportOptions& options);

}  // namespace service
