#!/usr/bin/env bash
# The streaming service on a real broker and a real cluster, which loses two workers, against a batch run of the same records.
#   run.sh OUTPUT     a new folder; a few minutes, 4 GB of memory, nothing to edit
# Prints 'lost 0 twice 0 same-bytes yes' and ends with 0 when every window of the stream has the bytes of the batch run; else
# it names what differs and ends with another code. What it starts it stops, also when it fails. Logs are in OUTPUT/log and OUTPUT/local/log.
set -euo pipefail
[ $# -eq 1 ] || { echo "wrong use: run.sh OUTPUT" >&2; exit 2; }
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
export FLINK_TASKMANAGERS=2
prepare "$1"
recipe=$root/examples/stream/recipe.yaml

note 'sample: the texts in 21 languages, as a WARC and as Parquet'
mill demo --sample-only --undamaged --output "$output/sample" >"$output/log/sample" 2>&1
texts=("$output"/sample-input/culturax/*/*.parquet)
pages=$output/sample-input/pages.warc.gz

note 'broker and cluster'
up
note 'service'
start_service "$recipe"
until_true 120 'the first checkpoint' more_checkpoints 0

# Pages are published again and again, in another order each time, until both kills are done: copies change nothing.
publish() {
  local seed=1
  ingest --shuffle 7 --repeat .2 "${texts[@]}"
  until [ -e "$output/enough" ]; do
    ingest --shuffle "$seed" --repeat .2 --rate 40 "$pages"
    printf '%s\n' "$seed" >"$output/passes"
    seed=$((seed + 1))
  done
}
note 'ingest, in random order, a fifth of it twice'
publish &
ingest_pid=$!

for worker in 1 2; do
  until_true 180 'a checkpoint while records come in' more_checkpoints "$(completed)"
  kill -0 "$ingest_pid" || fail "ingest has ended; see $output/log/ingest"
  lose_worker "$worker"
done
until_true 180 'a checkpoint after the kills' more_checkpoints "$(completed)"
until_true 180 'one pass over all pages' test -e "$output/passes"
touch "$output/enough"
wait "$ingest_pid" || fail "ingest failed; see $output/log/ingest"
ingest_pid=''

note 'batch run of the same records, while the service closes its windows'
mill run "$recipe" --output "$output/batch" --input "culturax=$output/sample-input/culturax/*/*.parquet" --input "warc=$pages" \
  >"$output/log/batch" 2>&1 || fail "the batch run failed; see $output/log/batch"
until_true 240 'all windows committed' all_committed
note "stop: $(committed) windows committed"
stop_service
mill shards verify "$output/stream" >&2
mill shards compare "$output/stream" "$output/batch"
