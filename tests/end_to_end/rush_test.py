"""Registration opens and everybody presses at once: 5,000 parties over 256 connections for 200 places and a waiting list
of 50 persons; on SQLite, and on PostgreSQL behind two servers."""
import collections
import contextlib
import datetime
import pathlib
import random
import secrets
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.crowd import Crowd, Party  # noqa: E402
from tests.fixtures.databases import new_postgresql_database  # noqa: E402
from tests.fixtures.kutsu import Kutsu, eventually  # noqa: E402

PARTIES, CONNECTIONS, PLACES, WAITING = 5000, 256, 200, 50
# Everybody comes from an address of their own, as a proxy tells it.
BEHIND_PROXY = {"KUTSU_SERVER_TRUSTED_PROXIES": "127.0.0.1"}


class Rush:
    """The rush on one set of servers, whatever they keep their data in."""

    @classmethod
    def start_servers(cls, count, **env):
        cls.stack = contextlib.ExitStack()
        cls.addClassCleanup(cls.stack.close)
        cls.servers = [cls.stack.enter_context(Kutsu(env=BEHIND_PROXY | env)) for _ in range(count)]
        cls.token = cls.servers[0].token()
        for server in cls.servers:
            server.start()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json

    def publish_event(self):
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
        event = self.ok(self.servers[0].post("/api/v1/events", {
            "kind": "group_activity", "name": {"fi": "Kurssi, jolle kaikki haluavat"},
            "start_time": start.strftime("%Y-%m-%dT09:00:00Z"), "end_time": start.strftime("%Y-%m-%dT11:00:00Z"),
            "location": {"name": "Monikulttuurikeskus Mimosa", "street_address": "Esimerkkikatu 1",
                         "municipality": "Mikkeli"},
            "keywords": ["job-seeking"], "in_language": ["fi"],
            "maximum_attendee_capacity": PLACES, "waiting_list_capacity": WAITING,
        }, token=self.token), 201)
        return self.ok(self.servers[0].post(f"/api/v1/events/{event['id']}/publish", token=self.token))["id"]

    def rush(self, event, sizes):
        parties = [Party(event, number, size) for number, size in enumerate(sizes)]
        with Crowd([server.port for server in self.servers], CONNECTIONS,
                   loses=lambda party: party.number % 20 == 7) as crowd:
            for _ in crowd.register(parties):
                pass
        for party in parties:
            self.assertEqual(party.faults, [])
            self.assertIn(party.status, (201, 409), (party.tries, party.answer))
            self.assertLessEqual(set(party.tries), {201, 409, 429, 503, None}, party.tries)
            if party.status == 409:
                self.assertEqual(party.answer["code"], "full", party.answer)
        return parties

    def listed(self, event):
        """What the organiser sees, by the contact's address: the same at every server."""
        answers = [self.ok(server.get(f"/api/v1/events/{event}/registrations", token=self.token))["data"]
                   for server in self.servers]
        for other in answers[1:]:
            self.assertEqual(other, answers[0])
        emails = collections.Counter(registration["contact"]["email"] for registration in answers[0])
        self.assertEqual([email for email, count in emails.items() if count > 1], [], "registered twice")
        return {registration["contact"]["email"]: registration for registration in answers[0]}

    def assert_everybody_stands_as_told(self, parties, listed):
        taken = {party.email: party for party in parties if party.status == 201}
        self.assertEqual(set(listed), set(taken), "who is on the list is who was told so")
        for email, party in taken.items():
            registration = listed[email]
            self.assertEqual(registration["id"], party.answer["id"])
            self.assertEqual(len(registration["persons"]), party.persons, "households are whole")
            if party.answer["status"] == "confirmed":
                self.assertEqual(registration["status"], "confirmed")
            else:
                self.assertIn(registration["status"], ("waitlisted", "confirmed"), "still waiting, or promoted")

    @staticmethod
    def persons(listed, status):
        return sum(len(r["persons"]) for r in listed.values() if r["status"] == status)

    def assert_places_left(self, event, places):
        def told():
            return [self.ok(server.get(f"/api/v1/events/{event}"))["remaining_attendee_capacity"]
                    for server in self.servers]
        # What another server changed is seen a moment later.
        self.assertTrue(eventually(lambda: set(told()) == {places}), (told(), places))

    def test_of_5000_persons_exactly_200_are_confirmed_and_50_wait_in_line(self):
        event = self.publish_event()
        parties = self.rush(event, [1] * PARTIES)
        listed = self.listed(event)
        self.assert_everybody_stands_as_told(parties, listed)
        self.assertEqual(self.persons(listed, "confirmed"), PLACES)
        self.assertEqual(self.persons(listed, "waitlisted"), WAITING)
        self.assertEqual(sum(party.status == 409 for party in parties), PARTIES - PLACES - WAITING)
        positions = sorted(r["waiting_position"] for r in listed.values() if r["status"] == "waitlisted")
        self.assertEqual(positions, list(range(1, WAITING + 1)))
        self.assert_places_left(event, 0)

    def test_families_are_admitted_whole_until_nobody_fits_any_more(self):
        event = self.publish_event()
        sizes = [random.Random(number).choice([1, 1, 2, 3, 4]) for number in range(PARTIES)]
        parties = self.rush(event, sizes)
        listed = self.listed(event)
        self.assert_everybody_stands_as_told(parties, listed)
        confirmed, waiting = self.persons(listed, "confirmed"), self.persons(listed, "waitlisted")
        self.assertLessEqual(confirmed, PLACES)
        self.assertLessEqual(waiting, WAITING)
        refused = min(party.persons for party in parties if party.status == 409)
        waits = min((len(r["persons"]) for r in listed.values() if r["status"] == "waitlisted"), default=refused)
        self.assertLess(PLACES - confirmed, min(refused, waits), "a place is free that somebody wanted")
        self.assertLess(WAITING - waiting, refused, "the list has room for somebody who was refused")
        self.assert_places_left(event, PLACES - confirmed)


class OnSqlite(Rush, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_servers(1)


class OnPostgresqlWithTwoServers(Rush, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.start_servers(2, KUTSU_DATABASE_URL=new_postgresql_database("rush"), KUTSU_DATA_KEY=secrets.token_hex(32))


if __name__ == "__main__":
    unittest.main()
