"""Run by ctest: python3 house_test.py"""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import house  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


class TheHouse(unittest.TestCase):
    maxDiff = None

    def test_every_include_follows_the_arrows(self):
        self.assertGreater(sum(1 for _ in house.sources(ROOT)), 100)
        self.assertEqual([], house.wrong_includes(ROOT))

    def test_no_third_party_crosses_a_folder_through_a_header(self):
        self.assertEqual([], house.leaking_headers(ROOT))

    def test_no_source_outgrows_what_one_reads_at_a_time(self):
        self.assertEqual([], house.long_files(ROOT))

    def test_no_event_is_stored_without_a_line_of_its_history(self):
        self.assertEqual([], house.unwritten_changes(ROOT))

    def test_no_file_holds_a_number_or_address_that_may_be_somebodys(self):
        self.assertEqual([], house.possible_people(ROOT))

    def test_the_example_names_every_setting_there_is(self):
        self.assertGreater(len(house.settings_in_code(ROOT)), 20)
        self.assertEqual(house.settings_in_code(ROOT), house.settings_in_example(ROOT))


class TheChecksThemselves(unittest.TestCase):
    """Each is shown a tree in which something is wrong."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, file, text):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_an_arrow_in_the_wrong_direction_is_found(self):
        for file, include in [
            ("domain/a.hpp", '"storage/b.hpp"'), ("domain/a.hpp", "<soci/soci.h>"), ("domain/a.cpp", "<unistd.h>"),
            ("calendar/a.cpp", '"ui/b.hpp"'), ("notifications/a.cpp", '"calendar/b.hpp"'),
            ("storage/a.cpp", "<pistache/http.h>"), ("ui/a.cpp", '"service/b.hpp"'),
            ("service/events.cpp", '"storage/open_store.hpp"'), ("service/events.cpp", "<pistache/http.h>"),
            ("service/events.cpp", "<soci/soci.h>"), ("ui/a.cpp", '"b.hpp"'),
        ]:
            with self.subTest(file=file, include=include):
                self.write(file, f"#pragma once\n  #  include {include}\n")
                self.assertEqual(1, len(house.wrong_includes(self.root)))
                (self.root / file).unlink()

    def test_the_right_ones_pass(self):
        self.write("service/main.cpp", '#include "storage/open_store.hpp"\n#include <spdlog/spdlog.h>\n')
        self.write("service/edge.cpp", "#include <pistache/tcp.h>\n#include <string_view>\n")
        self.write("storage/a.cpp", '#include <soci/soci.h>\n#include "domain/b.hpp"\n#include <unistd.h>\n')
        self.assertEqual([], house.wrong_includes(self.root))

    def test_a_change_that_is_not_written_down_is_found(self):
        self.write("domain/a.cpp", "event.version = tx.events().update(event);\n")
        self.write("domain/b.cpp", "tx_.events()\n    .insert(event);\n")
        self.write("domain/c.cpp", "tx.events().insert(Series{{}, name});\nmade.series.id = tx.events().insert(made.series);\n")
        self.write("domain/event_history.cpp", "tx.events().insert(event);\n")
        self.assertEqual(2, len(house.unwritten_changes(self.root)))

    def test_a_leak_through_another_header_is_found(self):
        self.write("ui/inner.hpp", "#include <unicode/locid.h>\n")
        self.write("ui/outer.hpp", '#include "ui/inner.hpp"\n')
        self.write("ui/page.cpp", '#include "ui/outer.hpp"\n')
        self.assertEqual([], house.leaking_headers(self.root))
        self.write("service/page.cpp", '#include "ui/outer.hpp"\n')
        self.assertEqual(1, len(house.leaking_headers(self.root)))

    def test_people_are_found_and_inventions_are_not(self):
        real = ["+358 50 123" + " 4567", "044 987" + "6543", "matti@" + "posti.fi"]
        for text in real:
            with self.subTest(text=text):
                self.write("docs/a.md", f"Soita {text}.\n")
                self.assertEqual(1, len(house.possible_people(self.root)))
        self.write("docs/a.md", "+358 40 555 0123, +358405550123, 040 555 0123, 040-5550123, a@example.org, b@x.test\n")
        self.assertEqual([], house.possible_people(self.root))


if __name__ == "__main__":
    unittest.main()
