#!/usr/bin/env bash
# Stops what up.sh started, by the pids it noted. Data, checkpoints and logs stay; --delete takes them away, not the libraries.
#   down.sh [broker|flink] [--delete]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

what=all
delete=no
for argument in "$@"; do
  case $argument in
    broker | flink) what=$argument ;;
    --delete) delete=yes ;;
    *) die "wrong use: down.sh [broker|flink] [--delete]" ;;
  esac
done

if [ "$what" != broker ]; then
  for file in "$state"/pid/taskmanager-*; do
    if [ -e "$file" ]; then stop "$(basename "$file")"; fi
  done
  stop jobmanager
  stop zookeeper
  # the job's jar stays there otherwise
  rm -rf "$state/flink/tmp"
  if [ "$delete" = yes ]; then rm -rf "$state/flink" "$state/zookeeper"; fi
fi
if [ "$what" != flink ]; then
  stop broker
  if [ "$delete" = yes ]; then rm -rf "$state/broker"; fi
fi
