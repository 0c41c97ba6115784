"""Signs in and asks for the first view of each page of the dashboard, and of reports and lists in the API, of two campaigns.

    pages.py PORT KEY PASSWORD SMALL_CAMPAIGN LARGE_CAMPAIGN

Prints milliseconds, the median of 21 after 10 to warm up, over one connection; asserts that each page answers 200 and is itself.
"""
import http.client
import json
import statistics
import sys
import time
import urllib.parse

port, key, password, small, large = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", int(port))
cookies = {}


def ask(path, method="GET", body=None, headers=None):
    headers = dict(headers or {}, Cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))
    start = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    millis = 1000 * (time.perf_counter() - start)
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        name, value = cookie.split(";")[0].split("=", 1)
        cookies[name] = value
    return answer, text, millis


def api(path):
    answer, text, _ = ask("/api/v1/" + path, headers={"Authorization": "Bearer " + key})
    assert answer.status == 200, (path, answer.status, text)
    return json.loads(text)


def median(path, headers=None):
    def once():
        answer, text, millis = ask(path, headers=headers)
        assert answer.status == 200 and "sign-in.submit" not in text, (path, answer.status, text[:300])
        return millis
    for _ in range(10):
        once()
    return statistics.median(once() for _ in range(21))


form = urllib.parse.urlencode({"name": "admin", "password": password, "return": "/dashboard/overview.xhtml"})
answer, _, _ = ask("/dashboard/sign-in", "POST", form, {
    "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}", "Host": f"127.0.0.1:{port}"})
assert answer.status in (302, 303) and "overview" in answer.headers["Location"], (answer.status, answer.headers["Location"])


def snapshots(campaign):
    return sorted({event["snapshotId"] for event in api(f"events?campaign={campaign}")["items"]})


def message(campaign):
    return api(f"events?campaign={campaign}")["items"][0]["messageId"]


print("| first view, ms | small campaign | large campaign |\n|---|---|---|")
of_campaign = [
    ("campaign", lambda c: f"campaign.xhtml?id={c}"),
    ("campaign by hours", lambda c: f"campaign.xhtml?id={c}&bucket=hour"),
    ("recipients", lambda c: f"recipients.xhtml?campaign={c}"),
    ("recipients who clicked", lambda c: f"recipients.xhtml?campaign={c}&filter=clicked"),
    ("events", lambda c: f"events.xhtml?campaign={c}"),
    ("events of scanners", lambda c: f"events.xhtml?campaign={c}&class=SCANNER"),
    ("snapshots", lambda c: f"snapshots.xhtml?campaign={c}"),
    ("snapshot", lambda c: f"snapshot.xhtml?id={snapshots(c)[0]}"),
    ("message", lambda c: f"message.xhtml?id={message(c)}"),
]
for name, path in of_campaign:
    one, other = (median("/dashboard/" + path(campaign)) for campaign in (small, large))
    print(f"| {name} | {one:.0f} | {other:.0f} |", flush=True)
print(f"| compare | | {median(f'/dashboard/compare.xhtml?a={small}&b={large}'):.0f} |")
for name in ("overview", "events", "new-campaign", "classification", "signatures", "local-knowledge", "profile", "health",
             "admin/runs", "admin/verification", "admin/users", "admin/api-keys", "admin/audit", "admin/domains", "admin/keys"):
    print(f"| {name} | | {median(f'/dashboard/{name}.xhtml'):.0f} |", flush=True)
