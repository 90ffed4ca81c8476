#!/usr/bin/env bash
# Kills TaskManagers, the JobManager and the broker by SIGKILL at random times while records come in, brings each back, and at the end
# compares every window of the stream with a batch run of the same records. Kills come in strikes of one to three: the second
# and third do not wait until the job has recovered from the one before. After each strike a checkpoint must be made.
#   kills.sh OUTPUT N [SEED]     N kills; OUTPUT is a new folder; 4.5 GB of memory, about 20 s for each kill
# Prints the kills by kind, then 'lost 0 twice 0 same-bytes yes'; ends with another code than 0 when anything differs.
#   KILL_KINDS     what is killed, drawn at random with this weight (taskmanager-1 twice, taskmanager-2 twice, jobmanager, broker)
#   KILL_RATE      messages a second (20)
#   KILL_SECONDS   no kill begins after so many seconds (no limit)
set -euo pipefail
[ $# -ge 2 ] || { echo "wrong use: kills.sh OUTPUT N [SEED]" >&2; exit 2; }
. "$(dirname "${BASH_SOURCE[0]}")/../../examples/stream/lib.sh"
kills=$2
RANDOM=${3:-1}
read -r -a kinds <<<"${KILL_KINDS:-taskmanager-1 taskmanager-1 taskmanager-2 taskmanager-2 jobmanager broker}"
export FLINK_TASKMANAGERS=2 FLINK_HA=on
# processes that live for a minute: compiling well costs more than it gives
export FLINK_OPTIONS=${FLINK_OPTIONS--XX:TieredStopAtLevel=1} ZOOKEEPER_SESSION=${ZOOKEEPER_SESSION:-10000}
prepare "$1"
recipe=$root/bench/stream/kills.yaml
mkdir "$output/rounds"
note 'sample, broker, cluster, service'
mill demo --udhr --sample-only --undamaged --output "$output/sample" >"$output/log/sample" 2>&1
up
start_service "$recipe"
until_true 120 'the first checkpoint' more_checkpoints 0

# Every round has all pages, a day later than the round before: windows of the last day close while the pages of the next come.
publish() {
  local round=0 file day
  until [ -e "$output/enough" ] && [ "$round" -ge 2 ]; do
    printf -v file '%s/rounds/%04d.warc.gz' "$output" "$round"
    day=$(date -u -d "2026-01-01 +$round days" +%F)
    gzip -dc "$output/sample-input/pages.warc.gz" | LC_ALL=C sed "s/^WARC-Date: 2026-01-01T/WARC-Date: ${day}T/" | gzip -1 >"$file"
    # a broker that is away for too long ends ingest; what was published already is published again then
    until ingest --shuffle "$round" --repeat .2 --rate "${KILL_RATE:-20}" "$file"; do sleep 1; done
    round=$((round + 1))
  done
}
publish &
ingest_pid=$!

declare -A count=()
begin=$SECONDS
number=0

# Kills one process, drawn at random, and starts it again; does not look whether the job has recovered.
kill_one() {
  local kind=${kinds[RANDOM % ${#kinds[@]}]}
  kill -0 "$ingest_pid" || fail "ingest has ended; see $output/log/ingest"
  kill_process "$kind"
  number=$((number + 1))
  count[$kind]=$((${count[$kind]:-0} + 1))
  sleep "0.$((RANDOM % 10))"
  if [ "$kind" = broker ]; then up broker; else up flink; fi
}

while [ "$number" -lt "$kills" ]; do
  if [ -n "${KILL_SECONDS:-}" ] && [ $((SECONDS - begin)) -gt "$KILL_SECONDS" ]; then break; fi
  sleep "$((RANDOM % 8)).$((RANDOM % 10))"
  before=$(completed)
  for ((strike = RANDOM % 3; strike >= 0 && number < kills; strike--)); do
    kill_one
    [ "$strike" -eq 0 ] || sleep "$((RANDOM % 5)).$((RANDOM % 10))"
  done
  until_true 240 "a checkpoint after kill $number" more_checkpoints "$before"
  note "kill $number of $kills: goes on; $(committed) windows committed"
done
touch "$output/enough"
wait "$ingest_pid" || fail "ingest failed; see $output/log/ingest"
ingest_pid=''

note 'batch run of the same records, while the service closes its windows'
mill run "$recipe" --output "$output/batch" --input "warc=$output/rounds/*.warc.gz" \
  >"$output/log/batch" 2>&1 || fail "the batch run failed; see $output/log/batch"
until_true 300 'all windows committed' all_committed
stop_service
mill shards verify "$output/stream" >&2
for kind in "${!count[@]}"; do printf 'killed %s %s\n' "$kind" "${count[$kind]}"; done | sort
mill shards compare "$output/stream" "$output/batch"
