"""What each calendar client reads, in one form: a list of dicts with start and end (UTC, RFC 3339), summary, url, …"""
import contextlib
import datetime
import functools
import http.server
import json
import os
import pathlib
import subprocess
import threading

import icalendar

HERE = pathlib.Path(__file__).parent


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} failed ({done.returncode}):\n{done.stdout}\n{done.stderr}")
    return done.stdout


def utc(moment):
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def with_icalendar(file):
    calendar = icalendar.Calendar.from_ical(pathlib.Path(file).read_bytes())
    broken = [error for component in calendar.walk() for error in component.errors]
    assert not broken, broken
    return [
        {
            "uid": str(event["UID"]),
            "start": utc(event.decoded("DTSTART")),
            "end": utc(event.decoded("DTEND")),
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "location": str(event.get("LOCATION", "")),
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
            "url": str(event.get("URL", "")),
        }
        for event in calendar.walk("VEVENT")
    ]


def with_ical_js(file):
    node = os.environ.get("KUTSU_NODE", "node")
    return json.loads(run([node, str(HERE / "read_calendar.mjs"), str(file)]))["events"]


KHAL = """
[calendars]
[[kutsu]]
path = {vdir}
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%S
longdatetimeformat = %Y-%m-%dT%H:%M:%S
[default]
default_calendar = kutsu
"""
FIELD, RECORD = "\x1f", "\x1e"


def environment(home):
    """Neither the caller's settings nor their time zone."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


def khal_command(home, vdir, *arguments):
    config = pathlib.Path(home) / "khal.conf"
    config.write_text(KHAL.format(home=home, vdir=vdir))
    return run(["khal", "-c", str(config), *arguments], env=environment(home), stdin=subprocess.DEVNULL)


def with_khal(home, vdir, start, days):
    """All events of a vdir, as `khal list` prints them. vdirsyncer gives them UIDs of its own, so by their URL."""
    fields = ["url", "start-long", "end-long", "title", "location", "status"]
    form = FIELD.join("{%s}" % field for field in fields) + RECORD
    listed = khal_command(home, vdir, "list", "--once", "--notstarted", "--day-format", "", "--format", form,
                          start, f"{days}d")
    events = []
    for record in listed.split(RECORD):
        if not record.strip():
            continue
        url, begin, end, title, location, status = record.lstrip("\n").split(FIELD)
        events.append({"url": url, "start": begin + "Z", "end": end + "Z", "summary": title,
                       "location": location, "status": status.strip() or "CONFIRMED"})
    return events


VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair kutsu]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{vdir}/"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""


def vdirsyncer_sync(home, vdir, url):
    """Fetches a calendar by its address into a folder with a file per event."""
    home, vdir = pathlib.Path(home), pathlib.Path(vdir)
    vdir.mkdir(parents=True, exist_ok=True)
    config = home / "vdirsyncer.conf"
    config.write_text(VDIRSYNCER.format(home=home, vdir=vdir, url=url))
    for verb in ("discover", "sync"):
        run(["vdirsyncer", "-c", str(config), verb], env=environment(home), stdin=subprocess.DEVNULL)


@contextlib.contextmanager
def served(folder):
    """A folder's files on a free port, for clients that only take addresses."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def by(key, events):
    found = {}
    for event in events:
        assert event[key] not in found, f"{event[key]} is there twice"
        found[event[key]] = event
    return found
