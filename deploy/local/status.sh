#!/usr/bin/env bash
# Shows what up.sh started: process, port, jobs, topics. Exit code 0 when broker and cluster answer, else 1.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

good=0

line() {
  local name=$1 port=$2 pid
  if ! pid=$(pid_of "$name"); then
    printf '%-14s stopped\n' "$name"
    good=1
  elif [ -n "$port" ] && ! answers "$port"; then
    printf '%-14s pid %-8s does not answer at 127.0.0.1:%s\n' "$name" "$pid" "$port"
    good=1
  else
    printf '%-14s pid %-8s %s\n' "$name" "$pid" "${port:+127.0.0.1:$port}"
  fi
}

line broker "$KAFKA_PORT"
if [ -f "$state/pid/zookeeper" ]; then line zookeeper "$ZOOKEEPER_PORT"; fi
line jobmanager "$FLINK_REST_PORT"
for ((number = 1; number <= FLINK_TASKMANAGERS; number++)); do line "taskmanager-$number" ''; done
if answers "$FLINK_REST_PORT"; then printf 'overview       %s\njobs           %s\n' "$(rest /overview)" "$(rest /jobs/overview)"; fi
if answers "$KAFKA_PORT"; then
  kafka_tool org.apache.kafka.tools.TopicCommand --bootstrap-server "$bootstrap" --describe | grep '^Topic:' || true
fi
exit "$good"
