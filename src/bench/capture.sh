#!/usr/bin/env bash
# Opens and clicks per second of Tallymark (durable, embedded database and PostgreSQL), of a bare JAX-RS resource on the same
# server that only checks a signature, and of the usual way (Node, Express, PostgreSQL), one after the other on this machine.
#
#   src/bench/capture.sh [seconds of each measurement, default 20]
#
# Needs: JDK 17, Maven, Node with npm, wrk, curl, python3; as root, so that PostgreSQL can run as nobody.
set -euo pipefail
cd "$(dirname "$0")/../.."
SECONDS_EACH=${1:-20}
WARM=${WARM:-45}
CONNECTIONS=32
. src/bench/server.sh

load() { # paths seconds connections -> "requests/s p50 p99 errors"
  PATHS=$1 wrk -t1 -c"$3" -d"$2"s --latency -s src/bench/load.lua http://127.0.0.1:$PORT > "$WORK/wrk.txt"
  awk '/ 50%/ {p50=$2} / 99%/ {p99=$2} /Requests\/sec/ {rate=$2} /Non-2xx/ {bad=$NF} END {printf "%d %s %s %d", rate, p50, p99, bad}' "$WORK/wrk.txt"
}

measure() { # name
  load "$WORK/opens.txt" "$((WARM / 2))" $CONNECTIONS > /dev/null
  load "$WORK/clicks.txt" "$((WARM / 2))" $CONNECTIONS > /dev/null
  local opens clicks
  opens=$(load "$WORK/opens.txt" "$SECONDS_EACH" $CONNECTIONS)
  clicks=$(load "$WORK/clicks.txt" "$SECONDS_EACH" $CONNECTIONS)
  printf '| %-34s | %7s | %8s | %8s | %7s | %8s | %8s |\n' "$1" $(echo "$opens" | cut -d' ' -f1-3) $(echo "$clicks" | cut -d' ' -f1-3)
  [ "$(echo "$opens $clicks" | cut -d' ' -f4)" = 0 ] && [ "$(echo "$clicks" | cut -d' ' -f4)" = 0 ] || echo "  answers other than 2xx and 3xx: $opens $clicks"
}

mint() {
  python3 - "$PORT" "$KEY" "$WORK" <<'PY'
import json, sys, urllib.request
port, key, work = sys.argv[1:]
def post(path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/{path}", json.dumps(body).encode(),
        {"Authorization": "Bearer " + key, "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))
campaign = post("campaigns", {"name": "benchmark"})["id"]
html = "<body><a href='https://example.com/1'>1</a><a href='https://example.com/2'>2</a></body>"
snapshot = post(f"campaigns/{campaign}/snapshots", {"subject": "s", "sender": "s", "html": html})["id"]
messages = post(f"snapshots/{snapshot}/messages", {"messages": [{"recipient": str(n)} for n in range(1000)]})["messages"]
path = lambda url: "/" + url.split("/", 3)[3]
open(work + "/opens.txt", "w").write("\n".join(path(m["openUrl"]) for m in messages))
open(work + "/clicks.txt", "w").write("\n".join(path(l["url"]) for m in messages for l in m["links"]))
PY
}

number() { grep -oE "\"$1\":[0-9]+" | head -1 | cut -d: -f2; }

tallymark() { # name
  mint
  measure "$1"
  for _ in $(seq 300); do [ "$(health | number backlog)" = 0 ] && break; sleep 1; done
  local rate before after
  rate=$(PAUSE=$PACE load "$WORK/opens.txt" 10 $PACED_CONNECTIONS | cut -d' ' -f1)
  before=$(health | number backlog)
  rate=$(PAUSE=$PACE load "$WORK/opens.txt" 40 $PACED_CONNECTIONS | cut -d' ' -f1)
  after=$(health | number backlog)
  echo "  loader: at $rate opens/s for 40 s the backlog went from $before to $after records; lost: $(health | number lost)"
}

npm --prefix src/bench/article install --silent --no-audit --no-fund --no-package-lock
mvn -q -B package -DskipTests
start_postgresql

echo "$(machine), $CONNECTIONS connections, $SECONDS_EACH s each after $WARM s of load, heap 512 MB"
printf '| %-34s | %7s | %8s | %8s | %7s | %8s | %8s |\n' "" opens/s p50 p99 clicks/s p50 p99
echo "|---|---|---|---|---|---|---|"

OUT=$WORK PORT=$PORT DATABASE_URL="postgres://tallymark@127.0.0.1:$PG_PORT/postgres?options=-c%20search_path%3Darticle" node src/bench/article/server.js > "$WORK/server.log" 2>&1 &
SERVER=$!
until_found "$WORK/server.log" ready
measure "Node, Express, PostgreSQL"
ARTICLE=$(load "$WORK/opens.txt" 10 $CONNECTIONS | cut -d' ' -f1)
stop_server
# twice the article's rate: each connection waits between its requests
PACED_CONNECTIONS=64
PACE=$((PACED_CONNECTIONS * 1000 / (2 * ARTICLE)))

mkdir -p "$WORK/bare/WEB-INF/classes"
javac --release 17 -cp "$(artifact jakarta.platform jakarta.jakartaee-api 10.0.0):$(artifact jakarta.ws.rs jakarta.ws.rs-api 3.1.0)" \
  -d "$WORK/bare/WEB-INF/classes" src/bench/bare/BareResource.java
(cd "$WORK/bare" && jar -cf "$WORK/bare.war" .)
python3 - "$WORK" <<'PY'
import base64, hashlib, hmac, sys
def sig(text): return base64.urlsafe_b64encode(hmac.new(bytes(32), text.encode(), hashlib.sha256).digest()[:16]).rstrip(b"=").decode()
work = sys.argv[1]
ids = [base64.urlsafe_b64encode(hashlib.sha256(str(n).encode()).digest()[:27]).decode() for n in range(1000)]
open(work + "/opens.txt", "w").write("\n".join(f"/o/{i[:26]}.gif?sig={sig('o' + i[:26])}" for i in ids))
open(work + "/clicks.txt", "w").write("\n".join(f"/c/{i}?sig={sig('c' + i)}" for i in ids))
PY
start_micro "$WORK/bare.war"
measure "bare JAX-RS resource, stores nothing"
stop_server

export TALLYMARK_BASE_URL=http://127.0.0.1:$PORT
start_tallymark "$WORK/embedded"
tallymark "Tallymark, embedded database"
stop_server

start_tallymark "$WORK/data" "$URL"
tallymark "Tallymark, PostgreSQL"
stop_server
