#!/usr/bin/python3
"""samples_test.py PROGRAM: each client reads what PROGRAM wrote exactly as it was meant."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import clients


class Samples(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.dir = pathlib.Path(cls.folder.name)
        subprocess.run([PROGRAM, str(cls.dir)], check=True)
        cls.calendar = cls.dir / "calendar.ics"
        cls.expected = json.loads((cls.dir / "expected.json").read_text())

    def check(self, events):
        expected, found = clients.by("url", self.expected), clients.by("url", events)
        self.assertEqual(sorted(found), sorted(expected))
        for url, event in found.items():
            with self.subTest(url=url):
                self.assertEqual(event, {field: expected[url][field] for field in event})

    def test_python_icalendar_reads_what_was_meant(self):
        self.check(clients.with_icalendar(self.calendar))

    def test_ical_js_reads_what_was_meant(self):
        self.check(clients.with_ical_js(self.calendar))

    def test_vdirsyncer_fetches_every_event_and_khal_reads_what_was_meant(self):
        vdir = self.dir / "vdir"
        with clients.served(self.dir) as address:
            clients.vdirsyncer_sync(self.dir, vdir, address + "/calendar.ics")
            self.assertEqual(len(list(vdir.glob("*.ics"))), len(self.expected))
            before = {file.name: file.stat().st_mtime_ns for file in vdir.glob("*.ics")}
            clients.vdirsyncer_sync(self.dir, vdir, address + "/calendar.ics")
            self.assertEqual({file.name: file.stat().st_mtime_ns for file in vdir.glob("*.ics")}, before)
        events = clients.with_khal(self.dir, vdir, "2021-01-01", 4380)
        for event in events:
            # khal shows the first line of a title.
            event["summary"] = event["summary"].strip()
        self.check(events)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
