#!/usr/bin/env bash
# Kafka's own tools against the local broker.
#   kafka.sh topics  [--list | --create --topic T --partitions N | ...]    kafka-topics
#   kafka.sh consume --topic T [--from-beginning] [--max-messages N] ...   kafka-console-consumer
#   kafka.sh groups  [--list | --describe --group G | ...]                 kafka-consumer-groups
#   kafka.sh offsets --topic T                                             kafka-get-offsets
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ -f "$libs/broker/complete" ] || die 'no libraries yet; run up.sh first'
tool=${1:-}
[ $# -eq 0 ] || shift
case $tool in
  topics) class=org.apache.kafka.tools.TopicCommand ;;
  consume) class=org.apache.kafka.tools.consumer.ConsoleConsumer ;;
  groups) class=org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
  offsets) class=org.apache.kafka.tools.GetOffsetShell ;;
  *) die 'wrong use: kafka.sh topics|consume|groups|offsets OPTION...' ;;
esac
kafka_tool "$class" --bootstrap-server "$bootstrap" "$@"
