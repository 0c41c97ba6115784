#!/usr/bin/env bash
# Milliseconds of reports and first pages on PostgreSQL for a small and a large campaign of simulated messages, beside counting over the
# raw table, and rows per second of the CSV export, on a server with 512 MB of heap.
#
#   src/bench/reports.sh [events of the large campaign, default 10000000] [of the small one, default 100000]
#
# Needs: JDK 17, Maven, curl, python3; as root, so that PostgreSQL can run as nobody. The classes are the simulator's true ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
LARGE=${1:-10000000}
SMALL=${2:-100000}
. src/bench/server.sh

[ -f target/tallymark.war ] || mvn -q -B package -DskipTests
start_postgresql -c shared_buffers=512MB
start_tallymark "$WORK/data" "$URL"

fill() { # events -> campaign and its second snapshot
  local campaign snapshot second
  campaign=$(post campaigns '{"name":"bench"}')
  snapshot=$(post "campaigns/$campaign/snapshots" '{"subject":"s","sender":"s","html":"<p>x"}')
  second=$(post "campaigns/$campaign/snapshots" '{"subject":"s","sender":"s","html":"<p>y"}')
  java -cp "$(product_classes)" src/bench/reports/Fill.java "$URL?user=tallymark" "$campaign" "$snapshot" "$second" "$1" >&2
  echo "$campaign $second"
}
A=$(fill "$SMALL")
B=$(fill "$LARGE")

PYTHONUNBUFFERED=1 python3 - "$PORT" "$KEY" "$A" "$B" "$SMALL" "$LARGE" <<'PY'
import http.client, statistics, sys, time
port, key, small, large, s, l = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", int(port))
def once(path):
    start = time.perf_counter()
    connection.request("GET", "/api/v1/" + path, headers={"Authorization": "Bearer " + key})
    answer = connection.getresponse(); answer.read()
    assert answer.status == 200, (path, answer.status)
    return 1000 * (time.perf_counter() - start)
def warm(path, times=60):
    for _ in range(times): once(path)
    return statistics.median(once(path) for _ in range(41))
print(f"| median of 41, warm, ms | {s} events | {l} events | ratio |\n|---|---|---|---|")
for name, path in [("report", "campaigns/{}/report"), ("links", "campaigns/{}/report/links"),
        ("timeline, days", "campaigns/{}/report/timeline?bucket=day&zone=Europe/Paris"),
        ("timeline, hours", "campaigns/{}/report/timeline?bucket=hour&zone=Europe/Paris"),
        ("recipients", "campaigns/{}/report/recipients"), ("recipients, clicked", "campaigns/{}/report/recipients?filter=clicked"),
        ("recipients, opened", "campaigns/{}/report/recipients?filter=opened"), ("recipients, none", "campaigns/{}/report/recipients?filter=none"),
        ("events", "events?campaign={}")]:
    a, b = warm(path.format(small)), warm(path.format(large))
    print(f"| {name} | {a:.1f} | {b:.1f} | {b / a:.2f} |")
start = time.perf_counter(); rows = 0
connection.request("GET", "/api/v1/events?campaign=" + large, headers={"Authorization": "Bearer " + key, "Accept": "text/csv"})
answer = connection.getresponse()
while chunk := answer.read(1 << 20):
    rows += chunk.count(b"\n")
    if time.perf_counter() - start > 60: break
print(f"CSV export: {rows} rows, {rows / (time.perf_counter() - start):.0f} rows/s")
PY
cat > "$WORK/Raw.java" <<'J'
import java.sql.*;
public class Raw {
    public static void main(String[] a) throws Exception {
        try (Connection c = DriverManager.getConnection(a[0]); Statement s = c.createStatement()) {
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                s.executeQuery("select e.kind, v.class, count(*), count(distinct m.recipient) from event e join verdict v on v.event_id = e.id"
                        + " join message m on m.id = e.message_id where e.campaign_id = '" + a[1] + "' group by 1, 2").next();
                System.out.println("counting over the raw table: " + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
        }
    }
}
J
java -cp "$(product_classes)" "$WORK/Raw.java" "$URL?user=tallymark" "$B"
