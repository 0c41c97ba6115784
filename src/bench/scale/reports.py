"""Milliseconds of reports and first pages of lists of two campaigns, warm, over one connection, and rows per second of the CSV export.

    reports.py PORT KEY SMALL_CAMPAIGN LARGE_CAMPAIGN
"""
import http.client
import json
import statistics
import sys
import time

port, key, small, large = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", int(port))
ROWS_MEASURED = 1_000_000


def ask(path, accept="application/json"):
    connection.request("GET", "/api/v1/" + path, headers={"Authorization": "Bearer " + key, "Accept": accept})
    answer = connection.getresponse()
    assert answer.status == 200, (path, answer.status)
    return answer


def events(campaign):
    report = json.load(ask(f"campaigns/{campaign}/report"))
    return report["opens"]["total"] + report["clicks"]["total"]


def once(path):
    start = time.perf_counter()
    ask(path).read()
    return 1000 * (time.perf_counter() - start)


def warm(path, times=60):
    for _ in range(times):
        once(path)
    return statistics.median(once(path) for _ in range(41))


print(f"| median of 41, warm, ms | {events(small):,} events | {events(large):,} events | ratio |\n|---|---|---|---|")
for name, path in [
        ("report", "campaigns/{}/report"), ("links", "campaigns/{}/report/links"),
        ("timeline, days", "campaigns/{}/report/timeline?bucket=day&zone=Europe/Paris"),
        ("timeline, hours", "campaigns/{}/report/timeline?bucket=hour&zone=Europe/Paris"),
        ("recipients", "campaigns/{}/report/recipients"),
        ("recipients who clicked", "campaigns/{}/report/recipients?filter=clicked"),
        ("recipients who opened", "campaigns/{}/report/recipients?filter=opened"),
        ("recipients with nothing", "campaigns/{}/report/recipients?filter=none"),
        ("events", "events?campaign={}"), ("clicks", "events?campaign={}&kind=CLICK"),
        ("events of scanners", "events?campaign={}&class=SCANNER"),
        ("internal tests", "events?campaign={}&class=INTERNAL_TEST")]:
    a, b = warm(path.format(small)), warm(path.format(large))
    print(f"| {name} | {a:.1f} | {b:.1f} | {b / a:.2f} |", flush=True)
start = time.perf_counter()
rows = size = 0
answer = ask("events?campaign=" + large, "text/csv")
while rows < ROWS_MEASURED and (chunk := answer.read(1 << 20)):
    rows += chunk.count(b"\n")
    size += len(chunk)
seconds = time.perf_counter() - start
print(f"\nCSV export: {rows:,} rows, {size / 1e6:,.0f} MB, {rows / seconds:,.0f} rows/s")
