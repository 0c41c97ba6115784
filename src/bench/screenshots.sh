#!/usr/bin/env bash
# Takes the README's pictures, of the built product with its sample data, into src/screenshots.
#
#   src/bench/screenshots.sh
#
# Needs: JDK 17, Maven, curl, /usr/bin/chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/server.sh

mvn -q -B test-compile
[ -f target/tallymark.war ] || mvn -q -B package -DskipTests
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -DincludeScope=test -Dmdep.outputFile="$WORK/class-path"
export TALLYMARK_BOOTSTRAP_PASSWORD="a password for pictures"
start_tallymark
mkdir -p src/screenshots
java -cp "$(cat "$WORK/class-path")" src/bench/screenshots/Screenshots.java "http://127.0.0.1:$PORT" "$TALLYMARK_BOOTSTRAP_PASSWORD" src/screenshots
ls -l src/screenshots
