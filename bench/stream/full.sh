#!/usr/bin/env bash
# Runs the service on a cluster while the disk of its output is full, then frees space: compares every window with a batch run over the same records.
#   full.sh OUTPUT     a new folder; root on Linux, since a small tmpfs is mounted in it; 4.5 GB of memory, a few minutes
# Prints 'lost 0 twice 0 same-bytes yes'; exits with a status other than 0 if anything differs.
set -euo pipefail
[ $# -eq 1 ] || { echo "wrong use: full.sh OUTPUT" >&2; exit 2; }
. "$(dirname "${BASH_SOURCE[0]}")/../../examples/stream/lib.sh"
export FLINK_TASKMANAGERS=2 STATUS_PORT=${STATUS_PORT:-19251}
prepare "$1"
recipe=$root/bench/stream/kills.yaml
mkdir "$output/stream"
mount -t tmpfs -o size=64m millrace "$output/stream" || fail 'no tmpfs can be mounted here'
trap 'code=$?; umount -l "$output/stream"; clean "$code"' EXIT
note 'sample, broker, cluster, service'
mill demo --udhr --sample-only --undamaged --output "$output/sample" >"$output/log/sample" 2>&1
up
start_service "$recipe"
until_true 120 'the first checkpoint' more_checkpoints 0

status() { # PATH
  {
    exec 4<>"/dev/tcp/127.0.0.1/$STATUS_PORT" || return 1
    printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&4
    cat <&4
    exec 4<&-
  } 2>/dev/null
}
says_full() { [[ $(status /ready) == *'No space left on device'* ]]; }

head -c 1G /dev/zero >"$output/stream/ballast" 2>/dev/null || note 'the disk is full'
ingest --shuffle 3 --repeat .2 "$output/sample-input/pages.warc.gz"
until_true 120 'a failure because the disk is full' says_full
note "$(status /ready | tail -n 1)"
[ "$(committed)" -eq 0 ] || fail 'a window is committed on a full disk'
rm "$output/stream/ballast"
note 'space is freed'
mill run "$recipe" --output "$output/batch" --input "warc=$output/sample-input/pages.warc.gz" >"$output/log/batch" 2>&1 ||
  fail "the batch run failed; see $output/log/batch"
until_true 300 'all windows committed' all_committed
stop_service
mill shards verify "$output/stream" >&2
mill shards compare "$output/stream" "$output/batch"
