#!/usr/bin/env bash
# What stays the same from a hundred thousand stored events to ten million, on PostgreSQL, with a thousand campaigns of simulated events:
# events per second that the running product decides; milliseconds of reports, first pages of lists and pages of the dashboard, of a small
# campaign and of the large one; beside counting over the raw table. And rows per second of the CSV export.
#
#   src/bench/scale.sh [events of the large campaign, default 10000000] [of the small one, default 100000]
#
# Needs: JDK 17, Maven, curl, python3; as root, so that PostgreSQL can run as nobody; 2 GB of disk for each million events; with the
# default half an hour on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."
LARGE=${1:-10000000}
SMALL=${2:-100000}
EACH=200000 # events of a measurement of classification
. src/bench/server.sh

[ -f target/tallymark.war ] || mvn -q -B package -DskipTests
mkdir -p target/bench
javac -cp "$(product_classes)" -d target/bench src/bench/scale/History.java
start_postgresql -c shared_buffers=1GB -c max_wal_size=4GB
export TALLYMARK_EVENTS_FULL_ADDRESS_DAYS=36500 # the simulated past keeps its addresses
export TALLYMARK_BOOTSTRAP_PASSWORD="a password of a bench"
start_tallymark "$WORK/data" "$URL"
python3 src/bench/scale/campaigns.py "$PORT" "$KEY" 1000 > "$WORK/campaigns" # of each: campaign, snapshot, second snapshot
campaign() { sed -n "$1p" "$WORK/campaigns"; }

echo "$(machine), PostgreSQL 18 and the client on the same machine, heap $HEAP"
SLICE=0
TOTAL=0
history() { java -Xmx1g -cp "target/bench:$(product_classes)" History "$URL" "$1"; } # decided|waiting < lines
arrive() { # events, days ago -> PUT SECONDS_TAKEN; counts SLICE and TOTAL up
  read -r SLICE PUT SECONDS_TAKEN < <(echo "$(campaign 1) $SLICE $1 $2" | history waiting)
  TOTAL=$((TOTAL + PUT))
}
decisions() { curl -sf "http://127.0.0.1:$PORT/metrics" | awk '/^tallymark_classified_events_total/ {printf "%d", $2}'; }
measure() { # days ago
  local before=$TOTAL first
  first=$(decisions)
  arrive "$EACH" "$1"
  python3 -c "print(f'| {$before:,} | {$PUT:,} | {($(decisions) - $first) / $PUT:.2f} | {$SECONDS_TAKEN:.1f} | {$PUT / $SECONDS_TAKEN:,.0f} |')"
}

printf '\n| events stored | decided | times each | seconds | events/s |\n|---|---|---|---|---|\n'
arrive 100000 320 # warms up
measure 315
measure 310
# 25 lively campaigns, so many that the first page of the overview shows them and the large one, and 973 quiet ones
{
  echo "$(campaign 1000) $SLICE $LARGE 13"
  echo "$(campaign 999) 100000 $SMALL 13"
  for i in $(seq 974 998); do echo "$(campaign "$i") ${i}000 20000 $((i % 9 + 4))"; done
  for i in $(seq 2 973); do echo "$(campaign "$i") ${i}0000 600 $((i % 200 + 4))"; done
} > "$WORK/history"
TOTAL=$((TOTAL + $(history decided < "$WORK/history" | awk '{sum += $2} END {print sum}')))
SLICE=200000
measure 40
measure 35

read -r SMALL_CAMPAIGN _ <<< "$(campaign 999)"
read -r LARGE_CAMPAIGN _ <<< "$(campaign 1000)"
echo
python3 src/bench/scale/reports.py "$PORT" "$KEY" "$SMALL_CAMPAIGN" "$LARGE_CAMPAIGN"
java -cp "$(product_classes)" src/bench/scale/Raw.java "$URL?user=tallymark" "$LARGE_CAMPAIGN"
echo
python3 src/bench/scale/pages.py "$PORT" "$KEY" "$TALLYMARK_BOOTSTRAP_PASSWORD" "$SMALL_CAMPAIGN" "$LARGE_CAMPAIGN"
