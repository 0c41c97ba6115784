#!/usr/bin/env bash
# A million guessed tokens: how they are answered, and what they leave behind in memory and journal.
#
#   src/bench/guesses.sh
#
# Needs: JDK 17, Maven, wrk, curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/server.sh

mvn -q -B package -DskipTests
start_tallymark

heap() { jcmd $SERVER GC.run > /dev/null; jcmd $SERVER GC.heap_info | grep -oE "used [0-9]+K" | head -1; }
state() { curl -s "http://127.0.0.1:$PORT/metrics" | grep -E '^tallymark_(journal_records_total|capture_requests_total).* [1-9]' | tr '\n' ' '; }

wrk -t1 -c32 -d10s -s src/bench/guess.lua http://127.0.0.1:$PORT > /dev/null   # warm
echo "before: heap $(heap); $(state)"
total=0
while [ $total -lt 1000000 ]; do
  wrk -t1 -c32 -d20s --latency -s src/bench/guess.lua http://127.0.0.1:$PORT > "$WORK/wrk"
  done_=$(awk '/requests in/ {print $1}' "$WORK/wrk")
  refused=$(awk '/Non-2xx/ {print $NF}' "$WORK/wrk")
  total=$((total + done_))
  echo "$done_ guesses, $refused of them refused; $(awk '/ 99%/ {print "p99 " $2}' "$WORK/wrk")"
done
echo "after $total: heap $(heap); $(state)"
