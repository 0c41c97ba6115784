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
. src/bench/server.sh

start_postgresql -c shared_buffers=1GB -c max_wal_size=4GB
export TALLYMARK_EVENTS_FULL_ADDRESS_DAYS=36500 # the simulated past keeps its addresses
start_tallymark "$WORK/data" "$URL"
CAMPAIGN=$(post campaigns '{"name": "simulated"}')
SNAPSHOT=$(post "campaigns/$CAMPAIGN/snapshots" '{"subject": "s", "sender": "n", "html": "<p>x"}')

mkdir -p target/bench
javac -cp "$(product_classes)" -d target/bench src/bench/classification/SimulatedHistory.java
SLICE=0
TOTAL=0
history() { # events decided|waiting -> sets SLICE TOTAL; prints the events put in and the seconds
  local line
  line=$(java -Xmx1g -cp "target/bench:$(product_classes)" SimulatedHistory "$URL" "$CAMPAIGN" "$SNAPSHOT" "$SLICE" "$1" "$2")
  read -r SLICE PUT SECONDS_TAKEN <<< "$line"
  TOTAL=$((TOTAL + PUT))
}

echo "$(machine), PostgreSQL 18 and the client on the same machine, heap 512 MB"
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
