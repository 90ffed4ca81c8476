#!/usr/bin/env bash
# A list of a million addresses of small images: memory, and --resume after a kill in the middle.
#   million.sh [ADDRESSES [HEAP [PARALLELISM]]]     defaults: 1000000 512m 2
# Each address has an image with different bytes (64 hosts; robots.txt and TDM reservations are requested). Prints the
# size of live objects during the run, kills the run (SIGKILL) when half of the images were requested, resumes it, and
# compares the shards with the list: each address once. Also prints how many images were requested more than once.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
addresses=${1:-1000000} heap=${2:-512m} parallelism=${3:-2}
files=500
"$root/millrace" --version
classes=$root/bench/target/image-classes
mkdir -p "$classes"
javac -d "$classes" "$root"/bench/src/main/java/io/millrace/bench/images/*.java

work=$(mktemp -d)
mkfifo "$work/in" "$work/out"
java -cp "$classes" io.millrace.bench.images.MadePhotos "$work/images" "$files" 64
java -Xmx128m -cp "$classes" io.millrace.bench.images.FolderServer "$work/images" "$files" <"$work/in" >"$work/out" &
exec 3>"$work/in" 4<"$work/out" # closing its input ends the server
run=
trap '[ -z "$run" ] || kill "$run" 2>/dev/null || true; exec 3>&-; wait; rm -rf "$work"' EXIT
read -r port <&4
awk -v n="$addresses" -v port="$port" 'BEGIN {
  print "url,caption"
  for (i = 0; i < n; i++) printf "http://127.0.0.%d:%d/%d.jpg,a photo that was made for a benchmark number %d\n", 1 + i % 64, port, i, i
}' >"$work/urls.csv"

asked() { echo >&3; read -r requests again <&4; }
# starts millrace with more options and prints its heap at every tenth; kills it when $1 images were requested
watch() {
  local until=$1 step=$((addresses / 10)) next
  shift
  asked
  next=$((requests + step))
  MILLRACE_HEAP=$heap "$root/millrace" run "$root/bench/images/recipe.yaml" --input "image-list=$work/urls.csv" --output "$work/pairs" \
    --parallelism "$parallelism" --set stages.image-fetch.robots=true --set stages.image-fetch.tdm_reservation=true "$@" >"$work/log" 2>&1 &
  run=$!
  while kill -0 "$run" 2>/dev/null; do
    read -r -t 2 <> <(:) || true
    asked
    if [ "$requests" -ge "$next" ] || { [ "$requests" -ge "$addresses" ] && [ $((SECONDS % 60)) -lt 2 ]; }; then
      next=$((requests + step))
      # runs a full collection first; used heap would include garbage
      jcmd "$run" GC.class_histogram 2>/dev/null | awk -v requests="$requests" -v seconds="$SECONDS" '$1 == "Total" {
        printf "%6d s  %8d asked for  living objects %4d MB\n", seconds, requests, $3 / 1e6 }'
    fi
    if [ "$requests" -ge "$until" ]; then
      kill -KILL "$run"
      break
    fi
  done
  status=0
  wait "$run" || status=$?
  run=
}
watch $((addresses / 2))
echo "killed at $requests images asked for, status $status"
watch $((2 * addresses)) --resume
[ "$status" = 0 ] || { tail -n 40 "$work/log"; exit 1; }
asked
"$root/millrace" shards verify "$work/pairs"
cat "$work"/pairs/shards/*_stats.json | sed -n 's/.*"successes" *: *\([0-9]*\).*/\1/p' | awk -v n="$addresses" -v requests="$requests" -v again="$again" '{ pairs += $1 }
  END { printf "%d addresses, %d pairs; %d requests, %d of them for an image that had been asked for\n", n, pairs, requests, again; exit pairs != n }'
