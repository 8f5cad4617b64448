"""What holds of the whole tree: who may include whom, and what no file may hold."""

import re
import tomllib

# A folder's own dependencies: other folders, and third-party headers by their beginnings.
FOLDERS = {
    "domain": ((), ()),
    "calendar": (("domain",), ("libical/", "date/", "libxml/")),
    "notifications": (("domain",), ("httplib.h", "curl/")),
    "fetching": (("domain",), ("curl/",)),
    "storage": (("domain",), ("soci/", "sodium.h", "sqlite3.h", "libpq-fe.h")),
    "ui": (("domain",), ("ctemplate/", "unicode/", "nlohmann/")),
    "service": (
        ("domain", "calendar", "ui"),
        ("pistache/", "nlohmann/", "phonenumbers/", "prometheus/", "spdlog/", "toml++/", "CLI/", "csv.h", "iconv.h",
         "zlib.h", "zip.h", "expat.h", "qrencode.h", "xlsxwriter.h", "magic.h"),
    ),
}
# Folders that do I/O may call the operating system.
SYSTEM = ("sys/", "netinet/", "arpa/", "unistd.h", "fcntl.h", "netdb.h", "pthread.h", "poll.h", "signal.h", "dirent.h")
WITH_SYSTEM = {"fetching", "notifications", "storage", "service"}
# main.cpp, and what it is split into, alone name adapters.
ADAPTERS = {"storage", "notifications", "fetching"}
WIRING = {"service/main.cpp", "service/main_house.hpp", "service/main_operator.cpp"}
# The server library stays behind the edge.
EDGE = re.compile(r"service/(edge|server|connection|request_parser)\w*\.(hpp|cpp)")
EMBEDDED = "cmake/embedded.hpp"

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
STANDARD = re.compile(r"[a-z_]+")


def sources(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".hpp", ".cpp"):
                yield folder, path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def third_party(folder, file, header):
    """Why `file` may not include <header>, or None."""
    if STANDARD.fullmatch(header):
        return None
    if header.startswith(SYSTEM):
        return None if folder in WITH_SYSTEM else f"{file}: {folder} does not call the operating system <{header}>"
    if not header.startswith(FOLDERS[folder][1] or ("\0",)):
        return f"{file}: <{header}> is none of {folder}'s libraries"
    if header.startswith("pistache/") and not EDGE.fullmatch(file):
        return f"{file}: only the edge names <{header}>"
    return None


def own(folder, file, header):
    """Why `file` may not include "header", or None."""
    target = header.split("/")[0]
    if "/" not in header:
        return f'{file}: "{header}" is not written from the root'
    if target == folder or header == EMBEDDED or target in FOLDERS[folder][0]:
        return None
    if file in WIRING and target in ADAPTERS:
        return None
    return f'{file}: {folder} must not depend on "{header}"'


def wrong_includes(root):
    problems = []
    for folder, file, text in sources(root):
        for bracket, header in INCLUDE.findall(text):
            problems.append((third_party if bracket == "<" else own)(folder, file, header))
    return [problem for problem in problems if problem]


def leaking_headers(root):
    """Headers that name a third party, by themselves or through others, and are included from another folder."""
    headers, users = {}, []
    for folder, file, text in sources(root):
        found = INCLUDE.findall(text)
        headers[file] = ([h for b, h in found if b == '"'],
                         [h for b, h in found if b == "<" and not STANDARD.fullmatch(h) and not h.startswith(SYSTEM)])
        users += [(folder, file, h) for b, h in found if b == '"' and h.split("/")[0] != folder]

    def leaks(header, seen):
        if header not in headers or header in seen:
            return None
        if headers[header][1]:
            return headers[header][1][0]
        return next(filter(None, (leaks(h, seen | {header}) for h in headers[header][0])), None)

    return [f"{file}: {header} brings in <{leaks(header, set())}>" for _, file, header in users if leaks(header, set())]


# The design says about 300.
LONGEST_SOURCE = 320


def long_files(root):
    return [f"{file}: {text.count(chr(10))} lines; split it by concept" for _, file, text in sources(root)
            if text.count("\n") > LONGEST_SOURCE]


# Numbers that may belong to somebody, and addresses where mail could arrive.
PHONE = re.compile(r"(?<![\w.+-])(?:\+358|00358|0(?=4[0-9]|50))[ -]?[1-9][0-9 -]{5,10}[0-9](?![\w-])")
INVENTED_PHONE = re.compile(r"(?:\+358|00358|0)40?5550\d{3}|(?:\+358|00358|0)405550\d{3}")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b")
INVENTED_DOMAIN = re.compile(r"(.+\.)?(example\.(org|com|net)|example|test|invalid|localhost)")
SKIPPED = {".git", "build", "node_modules", "data", "__pycache__", "architecture"}
TEXT = {".hpp", ".cpp", ".py", ".js", ".mjs", ".ts", ".json", ".toml", ".md", ".csv", ".html", ".tpl", ".css", ".sql",
        ".txt", ".sh", ".cmake", ".yml", ".yaml", ".ics", ""}


def unwritten_changes(root):
    """Where an event is stored without its line of the history: domain/event_history.cpp alone may."""
    stores = re.compile(r"events\(\)\s*\.(?:update\(|insert\((?!Series|made\.series|series))")
    return [
        f"{path.relative_to(root)}: stores an event past its history"
        for path in sorted((root / "domain").glob("*.cpp"))
        if path.name != "event_history.cpp" and stores.search(path.read_text())
    ]


def texts(root):
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not SKIPPED & set(parts) and path.suffix in TEXT and path.name != "package-lock.json":
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def possible_people(root):
    problems = []
    for file, text in texts(root):
        for match in PHONE.finditer(text):
            if not INVENTED_PHONE.fullmatch(re.sub(r"[ -]", "", match.group())):
                problems.append(f"{file}: {match.group()} may be somebody's; use +358 40 555 0xxx")
        for match in EMAIL.finditer(text):
            if not INVENTED_DOMAIN.fullmatch(match.group(1).lower()):
                problems.append(f"{file}: {match.group()} may be somebody's; use example.org")
    return problems


def settings_in_code(root):
    text = (root / "service/settings.cpp").read_text(encoding="utf-8")
    return set(re.findall(r'^\s*\{"([a-z]+\.[a-z_]+)",', text, re.MULTILINE))


def settings_in_example(root):
    example = tomllib.loads((root / "config/kutsu.example.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}" for section, entries in example.items() for key in entries}
