#!/usr/bin/env bash
# Fetches images from a server process on this machine and prints the rate.
#   run.sh [IMAGES [HOSTS [BYTES [CONCURRENCY [PER_HOST [SITE_RULES]]]]]]
# Defaults: 20000 images of 1 host, 20000 bytes on average, 256 parallel requests, all to one host, robots.txt and TDM reservations requested (true).
# Many hosts (HEAP=512m run.sh 600000 100000 2000 256 6) show that memory stays flat. The heap is 256 MB (HEAP=...).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$work/list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
classes=$root/bench/target/classes:$(cat "$work/list")
mkfifo "$work/end" "$work/port"
java -Xmx256m -cp "$classes" io.millrace.bench.fetch.ImageServer "${3:-20000}" < "$work/end" > "$work/port" &
exec 3> "$work/end" # closing this ends the server
trap 'exec 3>&-; wait; rm -rf "$work"' EXIT
read -r port < "$work/port"
java -Xmx"${HEAP:-256m}" -cp "$classes" io.millrace.bench.fetch.FetchThroughput "$port" "${1:-20000}" "${2:-1}" "${4:-256}" "${5:-256}" "${6:-true}"
