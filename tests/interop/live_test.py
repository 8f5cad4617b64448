#!/usr/bin/python3
"""live_test.py KUTSU: subscribes with each client to the calendars of a running server with the real programme."""
import datetime
import pathlib
import re
import sys
import tempfile
import unittest

import clients

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fixtures"))
from kutsu import PROGRAMME, Kutsu  # noqa: E402

ORGANISATION = "Monikulttuurikeskus Mimosa"


def in_utc(text):
    return clients.utc(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")))


class Live(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.kutsu = Kutsu(PROGRAM, {"KUTSU_LIMITS_ENABLED": "false"})
        cls.addClassCleanup(cls.kutsu.__exit__)
        cls.kutsu.run("import", PROGRAMME)
        cls.kutsu.start()
        cls.token = cls.kutsu.token("admin", ORGANISATION)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)

    def api_events(self, query=""):
        answer = self.kutsu.get("/api/v1/events?page_size=1000" + query).json
        self.assertEqual(answer["meta"]["count"], len(answer["data"]))
        self.assertGreater(len(answer["data"]), 0)
        return [self.expected(event) for event in answer["data"]]

    def expected(self, event):
        place = event["location"]
        parts = []
        for part in ("name", "street_address", "municipality"):
            # A town that the address names is not said again.
            if place.get(part) and not re.search(rf"\b{re.escape(place[part])}\b", ", ".join(parts)):
                parts.append(place[part])
        online = "online_url" in place or place.get("online")
        return {
            "url": f"{self.kutsu.url}/fi/events/{event['id']}",
            "start": in_utc(event["start_time"]),
            "end": in_utc(event["end_time"]),
            "summary": event["name"].get("fi") or event["name"].get("fi-simple"),
            "location": "Verkossa" if online else ", ".join(parts),
            "status": "CANCELLED" if event["event_status"] == "EventCancelled" else "CONFIRMED",
        }

    def fetch(self, address):
        answer = self.kutsu.get(address)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        file = self.dir / "calendar.ics"
        file.write_bytes(answer.body)
        return file

    def subscribe(self, address):
        """As a partner does: vdirsyncer fetches, khal shows."""
        vdir = self.dir / "vdir"
        clients.vdirsyncer_sync(self.dir, vdir, self.kutsu.url + address)
        return clients.with_khal(self.dir, vdir, "2015-01-01", 20 * 365)

    def check(self, events, expected):
        expected, found = clients.by("url", expected), clients.by("url", events)
        self.assertEqual(sorted(found), sorted(expected))
        for url, event in found.items():
            with self.subTest(url=url):
                self.assertEqual({field: event[field] for field in expected[url]}, expected[url])

    def book(self, event, interpreter):
        booking = self.kutsu.post(f"/api/v1/events/{event}/interpreter-bookings", {
            "language": "ar", "topic": "Kesätyöt", "contact_person": "Vastaanotto"}, token=self.token)
        self.assertEqual(booking.status, 201, booking.text)
        number = booking.json["id"]
        for step, body in (("offer", {"interpreter": interpreter}), ("confirm", {})):
            answer = self.kutsu.post(f"/api/v1/interpreter-bookings/{number}/{step}", body, token=self.token)
            self.assertEqual(answer.status, 200, answer.text)

    def new_event(self, start, name):
        end = start + datetime.timedelta(hours=2)
        made = self.kutsu.post("/api/v1/events", {
            "kind": "info_session", "name": {"fi": name}, "start_time": start.isoformat(), "end_time": end.isoformat(),
            "location": {"name": "Mimosa", "municipality": "Mikkeli"}, "in_language": ["fi"]}, token=self.token)
        self.assertEqual(made.status, 201, made.text)
        number = made.json["id"]
        answer = self.kutsu.post(f"/api/v1/events/{number}/publish", token=self.token)
        self.assertEqual(answer.status, 200, answer.text)
        return number

    def test_python_icalendar_reads_the_whole_programme(self):
        self.check(clients.with_icalendar(self.fetch("/calendar.ics")), self.api_events())

    def test_ical_js_reads_the_whole_programme(self):
        self.check(clients.with_ical_js(self.fetch("/calendar.ics")), self.api_events())

    def test_vdirsyncer_and_khal_read_the_whole_programme(self):
        self.check(self.subscribe("/calendar.ics"), self.api_events())

    def test_a_filtered_subscription_has_what_the_filtered_list_has(self):
        self.check(self.subscribe("/calendar.ics?theme=job-seeking"), self.api_events("&theme=job-seeking"))

    def test_one_event_is_read_by_each_client(self):
        event = self.kutsu.get("/api/v1/events?page_size=1").json["data"][0]
        address, expected = f"/events/{event['id']}.ics", [self.expected(event)]
        file = self.fetch(address)
        self.check(clients.with_icalendar(file), expected)
        self.check(clients.with_ical_js(file), expected)
        self.check(self.subscribe(address), expected)

    def test_a_change_and_a_cancellation_reach_a_subscriber_with_the_next_fetch(self):
        tomorrow = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(days=1)
        event = self.new_event(tomorrow, "Muuttuva info")
        address = f"/events/{event}.ics"
        self.assertEqual([e["summary"] for e in self.subscribe(address)], ["Muuttuva info"])
        before = clients.with_icalendar(self.fetch(address))[0]
        answer = self.kutsu.request("PATCH", f"/api/v1/events/{event}", {"name": {"fi": "Uusi nimi"}}, token=self.token)
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual([e["summary"] for e in self.subscribe(address)], ["Uusi nimi"])
        after = clients.with_icalendar(self.fetch(address))[0]
        self.assertEqual(after["uid"], before["uid"])
        self.assertGreater(after["sequence"], before["sequence"])
        self.kutsu.post(f"/api/v1/events/{event}/cancel", {"reason": {"fi": "Puhuja sairastui"}}, token=self.token)
        self.assertEqual([e["status"] for e in self.subscribe(address)], ["CANCELLED"])

    def test_an_interpreters_calendar_is_read_by_each_client(self):
        tomorrow = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(days=1)
        event = self.new_event(tomorrow, "Tulkattu info")
        made = self.kutsu.post("/api/v1/interpreters", {
            "name": "Esimerkki Tulkki", "phone": "+358405550144", "message_language": "fi", "languages": ["ar"]},
            token=self.token)
        self.assertEqual(made.status, 201, made.text)
        self.book(event, made.json["id"])
        address = made.json["calendar_url"].removeprefix(self.kutsu.url)
        file = self.fetch(address)
        for read in (clients.with_icalendar, clients.with_ical_js):
            (booking,) = read(file)
            self.assertEqual(booking["start"], clients.utc(tomorrow))
            self.assertIn("Tulkattu info", booking["summary"])
            self.assertIn("Aihe: Kesätyöt", booking["description"])
            self.assertEqual(booking["location"], "Mimosa, Mikkeli")
        (booking,) = self.subscribe(address)
        self.assertEqual(booking["start"], clients.utc(tomorrow))

    def test_an_unchanged_calendar_is_not_sent_again(self):
        etag = self.kutsu.get("/calendar.ics?theme=housing").headers["ETag"]
        again = self.kutsu.get("/calendar.ics?theme=housing", headers={"If-None-Match": etag})
        self.assertEqual((again.status, again.body), (304, b""))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
