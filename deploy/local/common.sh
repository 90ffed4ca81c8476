# Shared by the scripts of this folder; not run by itself. Every setting can be given in the environment.
#   MILLRACE_LOCAL_STATE   where libraries, data, logs and pids are kept (default: .state beside the scripts)
#   MILLRACE_LOCAL_LIB     where the libraries are kept instead (default: lib in MILLRACE_LOCAL_STATE)
#   MILLRACE_LIB           folder with the jars of Millrace that the cluster shall have on its class path; a `serve` from
#                          the same folder sends none with its job (default: none, each job brings its jars)
#   KAFKA_PORT             broker (default 19092); KAFKA_CONTROLLER_PORT its controller (19093)
#   KAFKA_HEAP             heap of the broker (512m)
#   KAFKA_TOPICS           NAME:PARTITIONS ... created when missing ("pages:4 pages-dead:1")
#   FLINK_REST_PORT        JobManager's REST endpoint (18081); FLINK_RPC_PORT its RPC port (16123)
#   FLINK_TASKMANAGERS     TaskManagers (2), FLINK_SLOTS slots of each (2)
#   FLINK_TASK_HEAP        MB of heap for a TaskManager's tasks (640), FLINK_MANAGED MB for RocksDB (192)
#   FLINK_OPTIONS          further options for the JVMs of Flink (none)
#   FLINK_CHECKPOINT       time between checkpoints (10 s)
#   FLINK_HA               on: jobs outlive the JobManager, by a ZooKeeper at ZOOKEEPER_PORT (12181); off (default)
#   ZOOKEEPER_SESSION      milliseconds after which a JobManager that is not heard of has gone (60000)
#   JAVA_HOME              the JDK, 17 or newer; else java on the PATH
# shellcheck shell=bash

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
state=${MILLRACE_LOCAL_STATE:-$here/.state}
libs=${MILLRACE_LOCAL_LIB:-$state/lib}
MILLRACE_LIB=${MILLRACE_LIB:-}
KAFKA_PORT=${KAFKA_PORT:-19092}
KAFKA_CONTROLLER_PORT=${KAFKA_CONTROLLER_PORT:-19093}
KAFKA_HEAP=${KAFKA_HEAP:-512m}
KAFKA_TOPICS=${KAFKA_TOPICS-pages:4 pages-dead:1}
FLINK_REST_PORT=${FLINK_REST_PORT:-18081}
FLINK_RPC_PORT=${FLINK_RPC_PORT:-16123}
FLINK_TASKMANAGERS=${FLINK_TASKMANAGERS:-2}
FLINK_SLOTS=${FLINK_SLOTS:-2}
FLINK_TASK_HEAP=${FLINK_TASK_HEAP:-640}
FLINK_MANAGED=${FLINK_MANAGED:-192}
FLINK_OPTIONS=${FLINK_OPTIONS:-}
FLINK_CHECKPOINT=${FLINK_CHECKPOINT:-10 s}
FLINK_HA=${FLINK_HA:-off}
ZOOKEEPER_PORT=${ZOOKEEPER_PORT:-12181}
ZOOKEEPER_SESSION=${ZOOKEEPER_SESSION:-60000}
bootstrap=127.0.0.1:$KAFKA_PORT

java=java
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java; fi

say() { printf '%s\n' "$*" >&2; }
die() { printf 'local: %s\n' "$*" >&2; exit 4; }

# Process of a name, when it runs. The mark in its command line tells it from another that got the same pid.
pid_of() {
  local pid
  [ -f "$state/pid/$1" ] || return 1
  read -r pid <"$state/pid/$1" || return 1
  case $(ps -ww -o args= -p "$pid" 2>/dev/null) in
    *"-Dmillrace.local=$1 "*) printf '%s\n' "$pid" ;;
    *) return 1 ;;
  esac
}

# start NAME JAVA-ARGUMENT... : a process in the background, its output in log/NAME.log
start() {
  local name=$1
  shift
  mkdir -p "$state/pid" "$state/log"
  nohup "$java" "-Dmillrace.local=$name" "-Dmillrace.log=$state/log/$name" "-Dlogback.configurationFile=$here/logback.xml" "$@" \
    >"$state/log/$name.out" 2>&1 </dev/null &
  printf '%s\n' "$!" >"$state/pid/$name"
}

# stop NAME: asks it to end, and after 20 s makes it
stop() {
  local pid tries=0
  if pid=$(pid_of "$1"); then
    kill "$pid" 2>/dev/null || true
    while pid_of "$1" >/dev/null; do
      tries=$((tries + 1))
      if [ "$tries" -eq 100 ]; then kill -9 "$pid" 2>/dev/null || true; fi
      [ "$tries" -lt 150 ] || die "$1 (pid $pid) does not end"
      sleep 0.2
    done
    say "$1: stopped"
  fi
  rm -f "$state/pid/$1"
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Body of a page of the JobManager's REST endpoint, or nothing.
rest() {
  local line
  {
    exec 3<>"/dev/tcp/127.0.0.1/$FLINK_REST_PORT" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$1" >&3
    while IFS= read -r line <&3 && [ "$line" != $'\r' ]; do :; done
    cat <&3
    exec 3<&-
  } 2>/dev/null
}

# await NAME SECONDS COMMAND... : until the command succeeds, as long as the process lives
await() {
  local name=$1 limit=$((SECONDS + $2))
  shift 2
  until "$@"; do
    if ! pid_of "$name" >/dev/null; then
      tail -n 5 "$state/log/$name.out" "$state/log/$name.log" 2>/dev/null >&2 || true
      die "$name ended; its log is $state/log/$name.log"
    fi
    [ "$SECONDS" -lt "$limit" ] || die "$name does not answer; its log is $state/log/$name.log"
    sleep 0.2
  done
}

kafka_tool() {
  local class=$1
  shift
  "$java" -Xmx256m -XX:TieredStopAtLevel=1 "-Dlogback.configurationFile=$here/logback-tool.xml" -cp "$libs/broker/*" "$class" "$@"
}
