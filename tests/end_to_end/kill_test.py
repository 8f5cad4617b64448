"""The server is killed in the middle of a stream of registrations, again and again, and nothing that was acknowledged is
lost, doubled or half there."""
import collections
import contextlib
import datetime
import pathlib
import random
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.crowd import Crowd, Party  # noqa: E402
from tests.fixtures.databases import new_postgresql_database, query  # noqa: E402
from tests.fixtures.kutsu import Kutsu  # noqa: E402

CLIENTS, PLACES, WAITING = 8, 150, 30


class Kill:
    """Kills and starts one server on one database, which `url` names."""
    kills = 50

    @classmethod
    def house(cls, **env):
        cls.stack = contextlib.ExitStack()
        cls.addClassCleanup(cls.stack.close)
        cls.kutsu = cls.stack.enter_context(Kutsu(env={"KUTSU_LIMITS_ENABLED": "false"} | env))
        cls.token = cls.kutsu.token()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json

    def publish_event(self):
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
        event = self.ok(self.kutsu.post("/api/v1/events", {
            "kind": "group_activity", "name": {"fi": "Kurssi, jolle kaikki haluavat"},
            "start_time": start.strftime("%Y-%m-%dT09:00:00Z"), "end_time": start.strftime("%Y-%m-%dT11:00:00Z"),
            "location": {"name": "Monikulttuurikeskus Mimosa", "street_address": "Esimerkkikatu 1",
                         "municipality": "Mikkeli"},
            "keywords": ["job-seeking"], "in_language": ["fi"],
            "maximum_attendee_capacity": PLACES, "waiting_list_capacity": WAITING,
            "reminders": [{"channel": "sms", "minutes_before": 60}, {"channel": "email", "minutes_before": 1440}],
        }, token=self.token), 201)
        return self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/publish", token=self.token))["id"]

    def kill_in_the_middle(self, event, chance):
        """Returns the parties with an answer, and those that do not know what became of them."""
        parties = [Party(event, number, chance.choice([1, 1, 2, 3])) for number in range(1000)]
        answered = []
        # By then some are in, or all places are taken, however fast this machine is; then at any moment.
        enough = chance.randint(10, 200)
        end = None
        with Crowd([self.kutsu.port], CLIENTS) as crowd:
            for party in crowd.register(parties):
                if party:
                    answered.append(party)
                if end is None and len(answered) >= enough:
                    end = time.monotonic() + chance.uniform(0, 0.02)
                if end is not None and time.monotonic() >= end:
                    break
            self.kutsu.kill()
            drained, unanswered = crowd.drain()
        return answered + drained, unanswered

    def ask_again(self, parties):
        """Everybody who got no answer asks again, and so do some who did."""
        with Crowd([self.kutsu.port], CLIENTS) as crowd:
            for _ in crowd.register(parties):
                pass

    def test_after_50_kills_every_acknowledged_registration_is_there_once_and_so_are_its_messages(self):
        chance = random.Random(3)
        everybody = []
        self.kutsu.start()
        for _ in range(self.kills):
            answered, unanswered = self.kill_in_the_middle(self.publish_event(), chance)
            acknowledged = {party: party.answer for party in answered if party.status == 201}
            self.assertTrue(acknowledged)
            self.kutsu.start()
            self.ask_again(unanswered + list(acknowledged)[:3])
            for party, answer in acknowledged.items():
                self.assertEqual(party.answer["id"], answer["id"], "asked twice, registered once")
            everybody += answered + unanswered
        self.assertTrue(any(None in party.tries for party in everybody), "no kill met a request")
        for party in everybody:
            self.assertEqual(party.faults, [])
            self.assertIn(party.status, (201, 409), (party.tries, party.answer))
        self.assert_rows_match(everybody)
        self.assert_every_message_is_there_once()
        self.assert_no_place_is_lost(everybody)

    def assert_rows_match(self, everybody):
        persons = dict(query(self.url, "select registration_id, count(*) from person group by registration_id"))
        rows = {row[0]: row[1:] for row in query(self.url, "select id, event_id, status from registration")}
        told = {str(party.answer["id"]): party for party in everybody if party.status == 201}
        self.assertEqual(set(rows), set(told), "what is there is what was acknowledged")
        for id, party in told.items():
            self.assertEqual(rows[id], [str(party.event), party.answer["status"]])
            self.assertEqual(persons[id], str(party.persons))

    def assert_every_message_is_there_once(self):
        wanted = collections.Counter()
        for id, status in query(self.url, "select id, status from registration"):
            notice = "registration_confirmed" if status == "confirmed" else "registration_waitlisted"
            wanted.update([(id, notice, "sms"), (id, notice, "email")])
            if status == "confirmed":
                wanted.update([(id, "reminder", "sms"), (id, "reminder", "email")])
        there = collections.Counter(tuple(row) for row in query(
            self.url, "select registration_id, kind, channel from outbox"))
        self.assertEqual(there, wanted)

    def assert_no_place_is_lost(self, everybody):
        """Neither from the counts, nor free while somebody who fits was refused or waits."""
        counted = query(self.url, "select event_id, coalesce(sum(case when status = 'confirmed' then 1 end), 0), "
                        "coalesce(sum(case when status = 'waitlisted' then 1 end), 0) from registration "
                        "join person on registration_id = registration.id group by event_id order by event_id")
        self.assertEqual(query(self.url, "select id, confirmed_persons, waitlisted_persons from event order by id"),
                         counted)
        outside = collections.defaultdict(list)
        for party in everybody:
            if party.status == 409:
                self.assertEqual(party.answer["code"], "full")
            if party.status == 409 or party.answer["status"] == "waitlisted":
                outside[str(party.event)].append(party.persons)
        self.assertTrue(outside, "no event was full")
        for event, confirmed, waiting in counted:
            self.assertLessEqual(int(confirmed), PLACES)
            self.assertLessEqual(int(waiting), WAITING)
            if event in outside:
                self.assertLess(PLACES - int(confirmed), min(outside[event]), "a place was free for who is outside")


class OnSqlite(Kill, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.house()
        cls.url = f"sqlite3://{cls.kutsu.folder}/data/kutsu.db"


class OnPostgresql(Kill, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.url = new_postgresql_database("kill")
        cls.house(KUTSU_DATABASE_URL=cls.url)


if __name__ == "__main__":
    unittest.main()
