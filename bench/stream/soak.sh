#!/usr/bin/env bash
# Runs the service at a given rate for some minutes, and measures its lag, memory and state.
#   soak.sh OUTPUT MINUTES RATE     OUTPUT is a new folder; RATE messages per second
# Prints a line every ten seconds, also to OUTPUT/soak.tsv: seconds, records of committed windows, lag (messages not yet in a checkpoint), committed windows,
# state of the newest checkpoint in bytes, used heap and resident memory of each TaskManager in MB. No process is killed.
#   SOAK_BURST    rate during the third fifth of the time (no burst)
set -euo pipefail
[ $# -eq 3 ] || { echo "wrong use: soak.sh OUTPUT MINUTES RATE" >&2; exit 2; }
. "$(dirname "${BASH_SOURCE[0]}")/../../examples/stream/lib.sh"
seconds=$(($2 * 60))
rate=$3
export FLINK_TASKMANAGERS=2 STATUS_PORT=${STATUS_PORT:-19250}
prepare "$1"
recipe=$root/bench/stream/kills.yaml
note 'sample, broker, cluster, service'
mill demo --udhr --sample-only --undamaged --output "$output/sample" >"$output/log/sample" 2>&1
up
start_service "$recipe"
until_true 120 'the first checkpoint' more_checkpoints 0

# A round has every page of the sample, a day later than the previous round; one ingest has rounds for about a minute.
publish() {
  local round=0 batch=0 file day now
  until [ -e "$output/enough" ]; do
    printf -v file '%s/rounds-%04d.warc' "$output" "$batch"
    now=$rate
    if [ -e "$output/burst" ]; then now=$SOAK_BURST; fi
    for ((i = 0; i < 1 + 60 * now / pages; i++)); do
      day=$(date -u -d "2020-01-01 +$round days" +%F)
      LC_ALL=C sed "s/^WARC-Date: 2026-01-01T/WARC-Date: ${day}T/" "$output/pages.warc"
      round=$((round + 1))
    done >"$file"
    ingest --rate "$now" "$file" || return 1
    rm "$file"
    batch=$((batch + 1))
  done
}
gzip -dc "$output/sample-input/pages.warc.gz" >"$output/pages.warc"
pages=$(grep -ac '^WARC-Type: response' "$output/pages.warc")
publish &
ingest_pid=$!

metric() { # NAME, summed over labels
  {
    exec 4<>"/dev/tcp/127.0.0.1/$STATUS_PORT" || return 1
    printf 'GET /metrics HTTP/1.0\r\n\r\n' >&4
    cat <&4
    exec 4<&-
  } 2>/dev/null | awk -v name="$1" '$1 ~ "^" name "([{]|$)" { sum += $2 } END { printf "%.0f", sum }'
}
heap() { # TASKMANAGER
  [[ $(rest "/taskmanagers/$1/metrics?get=Status.JVM.Memory.Heap.Used") =~ \"value\":\"([0-9]+)\" ]] && echo $((BASH_REMATCH[1] >> 20))
}
resident() { ps -o rss= -p "$(pid_of "$1")" | awk '{ print int($1 / 1024) }'; }

printf 'seconds\trecords\tlag\twindows\tstate\theap1\theap2\trss1\trss2\n' | tee "$output/soak.tsv"
begin=$SECONDS
while [ $((SECONDS - begin)) -lt "$seconds" ]; do
  if [ -n "${SOAK_BURST:-}" ]; then
    if [ $((SECONDS - begin)) -ge $((seconds * 2 / 5)) ]; then touch "$output/burst"; fi
    if [ $((SECONDS - begin)) -ge $((seconds * 3 / 5)) ]; then rm -f "$output/burst"; fi
  fi
  sleep 10
  kill -0 "$ingest_pid" || fail "ingest has ended; see $output/log/ingest"
  kill -0 "$serve_pid" || fail "the service has ended; see $output/log/serve"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' $((SECONDS - begin)) "$(metric millrace_records_total)" "$(metric millrace_lag_messages)" \
    "$(metric millrace_windows_committed_total)" "$(metric millrace_last_checkpoint_bytes)" "$(heap taskmanager-1)" "$(heap taskmanager-2)" \
    "$(resident taskmanager-1)" "$(resident taskmanager-2)" | tee -a "$output/soak.tsv"
done
stop_ingest
note 'publisher stopped; the lag drains'
drained() { [ "$(metric millrace_lag_messages)" -eq 0 ]; }
from=$SECONDS
until_true 600 'no lag' drained
note "drained in $((SECONDS - from)) s"
stop_service
