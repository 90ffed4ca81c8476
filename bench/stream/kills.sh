#!/usr/bin/env bash
# Kills TaskManagers, the JobManager and the broker with SIGKILL at random times during a stream, restarts each, and finally
# compares every window of the stream with a batch run over the same records. Kills come in groups of one to three, without
# a wait for the recovery of the job within a group. After each group a checkpoint must complete.
#   kills.sh OUTPUT N [SEED]     N kills; OUTPUT is a new folder; 4.5 GB of memory, about 20 s for each kill
# Prints the kills by kind, then 'lost 0 twice 0 same-bytes yes'; exits with a status other than 0 if anything differs.
#   KILL_KINDS     list from which processes are drawn at random (taskmanager-1 twice, taskmanager-2 twice, jobmanager, broker)
#   KILL_RATE      messages per second (20)
#   KILL_SECONDS   time after which no process is killed (no limit)
set -euo pipefail
[ $# -ge 2 ] || { echo "wrong use: kills.sh OUTPUT N [SEED]" >&2; exit 2; }
. "$(dirname "${BASH_SOURCE[0]}")/../../examples/stream/lib.sh"
kills=$2
RANDOM=${3:-1}
read -r -a kinds <<<"${KILL_KINDS:-taskmanager-1 taskmanager-1 taskmanager-2 taskmanager-2 jobmanager broker}"
export FLINK_TASKMANAGERS=2 FLINK_HA=on
# processes live for a minute, so the optimising compiler does not pay off
export FLINK_OPTIONS=${FLINK_OPTIONS--XX:TieredStopAtLevel=1} ZOOKEEPER_SESSION=${ZOOKEEPER_SESSION:-10000}
prepare "$1"
recipe=$root/bench/stream/kills.yaml
mkdir "$output/rounds"
note 'sample, broker, cluster, service'
mill demo --udhr --sample-only --undamaged --output "$output/sample" >"$output/log/sample" 2>&1
up
start_service "$recipe"
until_true 120 'the first checkpoint' more_checkpoints 0

# Every round has all pages, a day later than the previous round: windows of a day close during the next round.
publish() {
  local round=0 file day
  until [ -e "$output/enough" ] && [ "$round" -ge 2 ]; do
    printf -v file '%s/rounds/%04d.warc.gz' "$output" "$round"
    day=$(date -u -d "2026-01-01 +$round days" +%F)
    gzip -dc "$output/sample-input/pages.warc.gz" | LC_ALL=C sed "s/^WARC-Date: 2026-01-01T/WARC-Date: ${day}T/" | gzip -1 >"$file"
    # ingest ends when the broker is down for too long; its messages are then published again
    until ingest --shuffle "$round" --repeat .2 --rate "${KILL_RATE:-20}" "$file"; do sleep 1; done
    round=$((round + 1))
  done
}
publish &
ingest_pid=$!

declare -A count=()
begin=$SECONDS
number=0

# Kills a random process and restarts it; does not wait for the recovery of the job.
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
  note "kill $number of $kills: recovered; $(committed) windows committed"
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
