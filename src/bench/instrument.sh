#!/usr/bin/env bash
# How fast messages are instrumented: the code alone on one thread, then over HTTP on Payara Micro with a heap of 512 MB, where
# one call asks for 1,000 messages of a shared snapshot, one for 200 with HTML of their own, and 50 bring a raw message each.
#
#   src/bench/instrument.sh [repetitions of each call, default 5]
#
# Builds nothing: run "mvn package" first (WAR=... for another one than target/tallymark.war).
# Needs: JDK 17, Maven (for the class path), curl, python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
REPETITIONS=${1:-5}
WAR=${WAR:-target/tallymark.war}
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
. src/bench/server.sh

[ -f "$WAR" ] || { echo "$WAR is not there: run mvn package first" >&2; exit 2; }

machine
echo
echo "### The code alone, heap 256 MB"
echo
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$WORK/cp.txt" >&2
# the classes of the WAR, so that both halves measure the same code
WAR=$(realpath "$WAR")
mkdir "$WORK/war"
(cd "$WORK/war" && jar -xf "$WAR" WEB-INF/classes)
CLASSES=$WORK/classes:$WORK/war/WEB-INF/classes:$(cat "$WORK/cp.txt")
javac --release 17 -nowarn -cp "$CLASSES" -d "$WORK/classes" src/bench/instrument/io/tallymark/campaign/InstrumentBench.java
java -Xmx256m -cp "$CLASSES" io.tallymark.campaign.InstrumentBench

export TALLYMARK_BASE_URL=http://127.0.0.1:$PORT
start_tallymark "$WORK/data" "" "$WAR"

echo
echo "### Over HTTP, Payara Micro with a heap of 512 MB, embedded database, client on the same machine"
echo
python3 - "$PORT" "$KEY" "$WORK" "$SERVER" "$REPETITIONS" <<'PY'
import http.client, json, re, statistics, subprocess, sys, time

port, key, work, server, repetitions = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])
api = f"http://127.0.0.1:{port}/api/v1/"
LINKS, BYTES, SHARED, OWN, RAW, WARM = 60, 100_000, 1_000, 200, 50, 5

def target(i):
    return f"https://shop.example.com/p/{i}?utm_source=news&utm_medium=email"

def newsletter(name):
    # the greeting and the first link are the recipient's own, as in what mailing systems send
    parts = [f"<!doctype html>\r\n<html><head><title>News</title></head>\r\n<body style=\"margin:0\">\r\n<p>Dear {name},</p>\r\n"]
    row = '<tr><td style="font-size:13px;line-height:1.5;color:#000000"><p>Lorem ipsum dolor sit amet, consectetur.</p></td></tr>\r\n'
    filler = row * ((BYTES - LINKS * 150) // LINKS // len(row))
    for i in range(LINKS):
        address = target(f"of-{name}" if i == 0 else i).replace("&", "&amp;")
        parts.append(f'<table role="presentation">\r\n<tr><td><a href="{address}" target="_blank">Product {i}</a></td></tr>\r\n{filler}</table>\r\n')
    html = "".join(parts)
    # no long line: a raw message with one goes over to quoted-printable, which is another measurement
    return html + row * ((BYTES - len(html)) // len(row)) + "</body></html>\r\n"

def post(path, body):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/api/v1/" + path, json.dumps(body), {"Authorization": "Bearer " + key, "Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        sys.exit(f"{path}: {answer.status} {text[:300]}")
    return json.loads(text)

def timed(path, body, accept, out):
    # curl, because a client in Python would be the slower half of what is measured
    words = subprocess.run(
        ["curl", "-sS", "-o", out, "-w", "%{http_code} %{time_total} %{size_download}", "-H", "Expect:", "-H", "Authorization: Bearer " + key,
         "-H", "Content-Type: application/json", "-H", "Accept: " + accept, "--data-binary", "@" + body, api + path],
        check=True, capture_output=True, text=True).stdout.split()
    if words[0] != "200":
        sys.exit(f"{path}: {words} {open(out).read(300) if out != '/dev/null' else ''}")
    return float(words[1]), int(words[2])

def heap():
    text = subprocess.run(["jcmd", server, "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    # G1 counts in one line, the serial collector in one for each generation
    return sum(int(used) for used in re.findall(r"(?:garbage-first heap|generation)\s+total \d+K, used (\d+)K", text)) // 1024

def check(message, first):
    """Every click of a message leads where its link led."""
    for i, link in enumerate(message["links"]):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", link["url"].split(str(port), 1)[1])
        answer = connection.getresponse()
        wanted = first if i == 0 else target(i)
        if answer.status != 302 or answer.getheader("Location") != wanted or f'"{link["url"]}"' not in message["html"]:
            sys.exit(f"wrong click: {link} -> {answer.status} {answer.getheader('Location')}")
    if len(message["links"]) != LINKS or message["openUrl"] not in message["html"]:
        sys.exit("links or pixel are missing")

def row(name, count, times, size, after):
    middle = statistics.median(times)
    print(f"| {name} | {middle:.2f} | {min(times):.2f}-{max(times):.2f} | {size:,} | {count / middle:,.0f} | {size / middle / 1e6:,.0f} | {after} |", flush=True)

def measure(name, count, path, body, accept, read):
    file = work + "/answer"
    for _ in range(WARM):
        timed(path, body, accept, "/dev/null")
    timed(path, body, accept, file)
    messages = read(open(file, encoding="utf-8"))
    if len(messages) != count:
        sys.exit(f"{name}: {len(messages)} messages")
    check(messages[0], first_of(0, path, accept))
    check(messages[-1], first_of(count - 1, path, accept))
    runs = [timed(path, body, accept, "/dev/null") for _ in range(repetitions)]
    row(name, count, [seconds for seconds, _ in runs], runs[-1][1], heap())

def first_of(n, path, accept):
    return target("of-everybody") if accept == "application/x-ndjson" else target(f"of-{n}")

campaign = post("campaigns", {"name": "benchmark"})["id"]
html = newsletter("everybody")
snapshot = post(f"campaigns/{campaign}/snapshots", {"subject": "News", "sender": "News <n@example.com>", "html": html})["id"]
print(f"Snapshot of {len(html):,} bytes, {LINKS} links; each call {WARM} times unmeasured, once checked, then {repetitions} times")
print()
print("| call | s, median | s, range | bytes received | messages/s | MB/s | heap used after, MB |")
print("|---|---|---|---|---|---|---|", flush=True)

with open(work + "/shared.json", "w") as file:
    json.dump({"messages": [{"recipient": f"crm-{n}"} for n in range(SHARED)]}, file)
measure(f"{SHARED:,} messages of the snapshot, NDJSON", SHARED, f"snapshots/{snapshot}/messages", work + "/shared.json",
        "application/x-ndjson", lambda lines: [json.loads(line) for line in lines])

with open(work + "/own.json", "w") as file:
    json.dump({"messages": [{"recipient": f"crm-{n}", "html": newsletter(n)} for n in range(OWN)]}, file)
measure(f"{OWN} messages with HTML of their own, JSON", OWN, f"snapshots/{snapshot}/messages", work + "/own.json",
        "application/json", lambda file: json.load(file)["messages"])

def raw(n):
    return (f"From: News <n@example.com>\r\nTo: {n}@example.net\r\nSubject: News\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + newsletter(n)).encode()

def mime():
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, size = [], 0
    for n in range(RAW):
        body = raw(n)
        start = time.perf_counter()
        connection.request("POST", f"/api/v1/messages/mime?snapshot={snapshot}&recipient=crm-{n}", body,
                           {"Authorization": "Bearer " + key, "Content-Type": "message/rfc822", "Accept": "message/rfc822"})
        answer = connection.getresponse()
        text = answer.read()
        times.append(time.perf_counter() - start)
        size += len(text)
        if answer.status != 200 or answer.getheader("X-Tallymark-Untouched"):
            sys.exit(f"raw message: {answer.status} {answer.getheader('X-Tallymark-Untouched')} {text[:300]}")
        if n in (0, RAW - 1):
            found = re.findall(r'href="([^"]+)"', text.decode())
            pixel = re.search(r'<img src="([^"]+)"', text.decode()).group(1)
            check({"links": [{"url": url} for url in found], "html": text.decode(), "openUrl": pixel}, target(f"of-{n}"))
    return times, size

for _ in range(WARM):
    mime()
runs = [mime() for _ in range(repetitions)]
row(f"{RAW} raw messages, one a call, one connection", RAW, [sum(times) for times, _ in runs], runs[-1][1], heap())
each = sorted(t * 1000 for times, _ in runs for t in times)
print()
print(f"One raw message: median {statistics.median(each):.1f} ms, 95 % within {each[int(len(each) * .95)]:.1f} ms, longest {each[-1]:.1f} ms")
subprocess.run(["jcmd", server, "GC.run"], check=True, capture_output=True)
print(f"Heap used after a full collection: {heap()} MB")
PY
! grep -qE 'OutOfMemoryError|SEVERE' "$WORK/server.log" || { grep -E 'OutOfMemoryError|SEVERE' "$WORK/server.log" | head -3; exit 1; }
