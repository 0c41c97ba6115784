#!/usr/bin/env bash
# Events per second of the pure classifier on one core, beside isbot's pattern and the rule "bot in the name" on the same events, and how
# right all of them are on simulated campaigns of known truth (the peers on the first 200,000 events).
#
#   src/bench/classify.sh [events, default 1000000; any number fits into 256 MB] [seed, default 1]
#
# Needs: JDK 17, Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -B test-compile
CAFFEINE=$(find "$HOME/.m2/repository/com/github/ben-manes/caffeine" -name 'caffeine-3.3.1.jar')
CLASSES=target/classes:target/test-classes:$CAFFEINE
mkdir -p target/bench
javac -cp "$CLASSES" -d target/bench src/bench/classification/ClassifierSpeed.java
taskset -c 0 java -Xmx256m -XX:+UseSerialGC -cp "target/bench:$CLASSES" io.tallymark.classify.ClassifierSpeed "${1:-1000000}" "${2:-1}"
