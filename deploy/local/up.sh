#!/usr/bin/env bash
# Starts a Kafka broker and a Flink cluster on this machine, or what of them does not run yet, and waits until they answer.
# The settings are in common.sh. `down.sh` stops them, `status.sh` shows them.
#   up.sh [broker|flink]    only one of them
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

what=${1:-all}
case $what in all | broker | flink) ;; *) die "wrong use: up.sh [broker|flink]" ;; esac
case $FLINK_HA in on | off) ;; *) die "FLINK_HA is '$FLINK_HA', must be on or off" ;; esac

check_java() {
  command -v "$java" >/dev/null || die 'no java found; install a JDK 17 or newer, or set JAVA_HOME'
  local version
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
  [ "${version%%.*}" -ge 17 ] || die "java is $version; it must be 17 or newer"
}

# The libraries of broker/pom.xml or flink/pom.xml, copied once.
libraries() {
  local folder=$libs/$1
  if [ -f "$folder/complete" ] && [ "$folder/complete" -nt "$here/$1/pom.xml" ]; then return; fi
  command -v mvn >/dev/null || die 'no mvn found; install Maven 3.8.6 or newer'
  say "fetching the libraries of the $1 (only the first time) ..."
  rm -rf "$folder"
  mkdir -p "$folder"
  mvn -q -B -f "$here/$1/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime "-DoutputDirectory=$folder" >"$folder/log" 2>&1 </dev/null ||
    die "the libraries of the $1 could not be fetched; the log is $folder/log"
  touch "$folder/complete"
}

free() {
  if answers "$1"; then die "port $1 is taken by something else; set $2 to another"; fi
}

up_broker() {
  if pid_of broker >/dev/null; then
    say "broker: runs already at $bootstrap"
  else
    libraries broker
    free "$KAFKA_PORT" KAFKA_PORT
    free "$KAFKA_CONTROLLER_PORT" KAFKA_CONTROLLER_PORT
    local folder=$state/broker
    mkdir -p "$folder"
    cat >"$folder/server.properties" <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$KAFKA_CONTROLLER_PORT
listeners=PLAINTEXT://$bootstrap,CONTROLLER://127.0.0.1:$KAFKA_CONTROLLER_PORT
advertised.listeners=PLAINTEXT://$bootstrap
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=$folder/data
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
# pages may be larger than the usual megabyte
message.max.bytes=16777216
replica.fetch.max.bytes=16777216
log.cleaner.dedupe.buffer.size=8388608
END
    if [ ! -f "$folder/data/meta.properties" ]; then
      kafka_tool kafka.tools.StorageTool format -t "$(kafka_tool kafka.tools.StorageTool random-uuid)" \
        -c "$folder/server.properties" >"$folder/format.out" 2>&1 || die "the broker's folder cannot be prepared; see $folder/format.out"
    fi
    start broker -Xms128m "-Xmx$KAFKA_HEAP" -XX:+UseSerialGC -cp "$libs/broker/*" kafka.Kafka "$folder/server.properties"
    await broker 60 answers "$KAFKA_PORT"
    say "broker: answers at $bootstrap"
  fi
  local topic
  for topic in $KAFKA_TOPICS; do
    kafka_tool org.apache.kafka.tools.TopicCommand --bootstrap-server "$bootstrap" --create --if-not-exists \
      --topic "${topic%%:*}" --partitions "${topic##*:}" --replication-factor 1 >>"$state/log/topics.out" 2>&1 ||
      die "topic $topic cannot be created; see $state/log/topics.out"
  done
  if [ -n "$KAFKA_TOPICS" ]; then say "topics: $KAFKA_TOPICS"; fi
}

up_zookeeper() {
  if pid_of zookeeper >/dev/null; then return; fi
  libraries broker
  free "$ZOOKEEPER_PORT" ZOOKEEPER_PORT
  mkdir -p "$state/zookeeper"
  cat >"$state/zookeeper/zoo.cfg" <<END
tickTime=2000
dataDir=$state/zookeeper/data
clientPort=$ZOOKEEPER_PORT
clientPortAddress=127.0.0.1
admin.enableServer=false
END
  start zookeeper -Xmx128m -XX:+UseSerialGC -cp "$libs/broker/*" org.apache.zookeeper.server.ZooKeeperServerMain "$state/zookeeper/zoo.cfg"
  await zookeeper 60 answers "$ZOOKEEPER_PORT"
  say "zookeeper: answers at 127.0.0.1:$ZOOKEEPER_PORT"
}

flink_configuration() {
  local folder=$state/flink
  mkdir -p "$folder/conf" "$folder/tmp" "$folder/checkpoints" "$folder/savepoints" "$folder/ha"
  cat >"$folder/conf/flink-conf.yaml" <<END
jobmanager.rpc.address: 127.0.0.1
jobmanager.bind-host: 127.0.0.1
jobmanager.rpc.port: $FLINK_RPC_PORT
jobmanager.memory.process.size: 1000m
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: $FLINK_REST_PORT
taskmanager.bind-host: 127.0.0.1
taskmanager.host: 127.0.0.1
taskmanager.numberOfTaskSlots: $FLINK_SLOTS
# each TaskManager has its part of a job
cluster.evenly-spread-out-slots: true
heartbeat.interval: 2000
heartbeat.timeout: 10000
state.backend.type: rocksdb
state.backend.incremental: true
state.checkpoints.dir: file://$folder/checkpoints
state.savepoints.dir: file://$folder/savepoints
state.checkpoints.num-retained: 2
execution.checkpointing.interval: $FLINK_CHECKPOINT
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
# while a TaskManager is away each try fails at once and uses one up
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 2147483647
restart-strategy.fixed-delay.delay: 1 s
io.tmp.dirs: $folder/tmp
classloader.resolve-order: child-first
END
  if [ "$FLINK_HA" = on ]; then
    cat >>"$folder/conf/flink-conf.yaml" <<END
high-availability.type: zookeeper
high-availability.zookeeper.quorum: 127.0.0.1:$ZOOKEEPER_PORT
high-availability.zookeeper.path.root: /millrace
high-availability.zookeeper.client.session-timeout: $ZOOKEEPER_SESSION
high-availability.storageDir: file://$folder/ha
high-availability.jobmanager.port: $FLINK_RPC_PORT
END
  fi
}

has_taskmanagers() { [[ $(rest /overview) == *"\"taskmanagers\":$FLINK_TASKMANAGERS,"* ]]; }
has_overview() { [[ $(rest /overview) == *taskmanagers* ]]; }

up_flink() {
  libraries flink
  local opens=() line number option=() jars=$libs/flink/*
  if [ -n "$MILLRACE_LIB" ]; then
    [ -d "$MILLRACE_LIB" ] || die "MILLRACE_LIB is $MILLRACE_LIB, which is no folder"
    # its own first: what the embedded engine runs with, Flink of the same version among it
    jars=$MILLRACE_LIB/*:$jars
  fi
  while IFS= read -r line; do
    case $line in --add-*) opens+=("$line") ;; esac
  done <"$here/../../app/src/main/launcher/jvm.options"
  read -r -a option <<<"$FLINK_OPTIONS"
  opens+=("${option[@]}")
  if [ "$FLINK_HA" = on ]; then up_zookeeper; fi
  flink_configuration
  if pid_of jobmanager >/dev/null; then
    say "jobmanager: runs already at http://127.0.0.1:$FLINK_REST_PORT"
  else
    free "$FLINK_REST_PORT" FLINK_REST_PORT
    free "$FLINK_RPC_PORT" FLINK_RPC_PORT
    start jobmanager "${opens[@]}" -Xmx512m -XX:+UseSerialGC -cp "$jars" \
      org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir "$state/flink/conf"
  fi
  # A TaskManager that is not started by Flink's own scripts must be told all parts of its memory.
  for ((number = 1; number <= FLINK_TASKMANAGERS; number++)); do
    if pid_of "taskmanager-$number" >/dev/null; then continue; fi
    option=()
    for line in "taskmanager.resource-id=taskmanager-$number" "taskmanager.cpu.cores=$FLINK_SLOTS" \
      "taskmanager.memory.task.heap.size=${FLINK_TASK_HEAP}m" taskmanager.memory.task.off-heap.size=64m \
      taskmanager.memory.framework.heap.size=128m taskmanager.memory.framework.off-heap.size=128m \
      "taskmanager.memory.managed.size=${FLINK_MANAGED}m" taskmanager.memory.network.min=64m taskmanager.memory.network.max=64m \
      taskmanager.memory.jvm-metaspace.size=256m taskmanager.memory.jvm-overhead.min=192m taskmanager.memory.jvm-overhead.max=192m; do
      option+=(-D "$line")
    done
    start "taskmanager-$number" "${opens[@]}" -Xms128m "-Xmx$((FLINK_TASK_HEAP + 128))m" -XX:MaxDirectMemorySize=256m \
      -XX:MaxMetaspaceSize=256m -XX:+UseG1GC -cp "$jars" org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
      --configDir "$state/flink/conf" "${option[@]}"
  done
  await jobmanager 180 has_overview
  for ((number = 1; number <= FLINK_TASKMANAGERS; number++)); do
    await "taskmanager-$number" 180 has_taskmanagers
  done
  say "flink: http://127.0.0.1:$FLINK_REST_PORT with $FLINK_TASKMANAGERS TaskManagers of $FLINK_SLOTS slots, HA $FLINK_HA"
}

check_java
mkdir -p "$state/log" "$state/pid"
if [ "$what" != flink ]; then up_broker; fi
if [ "$what" != broker ]; then up_flink; fi
