# Shared by run.sh and the scripts of bench/stream; not run by itself. A broker, a cluster and the service of their own, below $output.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

note() { printf '%(%H:%M:%S)T  %s\n' -1 "$*" >&2; }
fail() { printf 'stream: %s\n' "$*" >&2; exit 4; }

# Ports of its own, so that a stack that runs already is left alone.
export KAFKA_PORT=${KAFKA_PORT:-19192} KAFKA_CONTROLLER_PORT=${KAFKA_CONTROLLER_PORT:-19193}
export FLINK_REST_PORT=${FLINK_REST_PORT:-18181} FLINK_RPC_PORT=${FLINK_RPC_PORT:-16223} ZOOKEEPER_PORT=${ZOOKEEPER_PORT:-12281}

serve_pid='' ingest_pid=''

# prepare OUTPUT: a new folder with a copy of the program, which a build meanwhile does not change.
prepare() {
  [ ! -e "$1" ] || [ -z "$(ls -A "$1")" ] || fail "$1 is not empty"
  "$root/millrace" --version >/dev/null
  mkdir -p "$1/log"
  output=$(cd "$1" && pwd)
  cp -r "$root/app/target/dist" "$output/program"
  export MILLRACE_LOCAL_STATE=$output/local MILLRACE_LOCAL_LIB=$root/deploy/local/.state/lib
  export MILLRACE_LIB=$output/program/lib MILLRACE_HOME=$output/program
  # shellcheck source=../../deploy/local/common.sh
  . "$root/deploy/local/common.sh"
  trap clean EXIT
  trap 'exit 130' INT TERM
}

clean() {
  local code=${1:-$?}
  trap - EXIT
  touch "$output/enough"
  local pid
  stop_ingest
  for pid in $serve_pid; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  "$root/deploy/local/down.sh" >>"$output/log/down" 2>&1 || true
  rm -rf "$output/program"
  exit "$code"
}

# Ends the publisher: a shell, and the program that it runs at the moment.
stop_ingest() {
  [ -n "$ingest_pid" ] || return 0
  local child
  child=$(pgrep -P "$ingest_pid" || true)
  # shellcheck disable=SC2086  # pids are words
  kill "$ingest_pid" $child 2>/dev/null || true
  wait "$ingest_pid" 2>/dev/null || true
  ingest_pid=''
}

up() { "$root/deploy/local/up.sh" "$@" >>"$output/log/up" 2>&1 || fail "the stack does not start; see $output/log/up"; }

export MILLRACE_HEAP=${MILLRACE_HEAP:-768m}
mill() { "$root/deploy/docker/millrace" "$@"; }

# until_true SECONDS WHAT COMMAND... : waits for something that can be seen
until_true() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$limit" ] || fail "$what: not in time"
    if [ -n "$serve_pid" ] && ! kill -0 "$serve_pid" 2>/dev/null; then
      tail -n 5 "$output/log/serve" >&2
      fail "the service has ended; see $output/log/serve"
    fi
    sleep 0.5
  done
}

# Sets job to the id of the service's job, in whatever state.
find_job() {
  local all
  all=$(rest /jobs/overview) || return 1
  [[ $all =~ \"jid\":\"([0-9a-f]+)\" ]] || return 1
  job=${BASH_REMATCH[1]}
  [[ $all =~ \"tasks\":\{([^}]*)\} ]] && tasks=${BASH_REMATCH[1]}
}

# Whether all tasks of the job run.
running_job() {
  find_job && [[ $tasks =~ \"total\":([0-9]+) ]] || return 1
  local total=${BASH_REMATCH[1]}
  [[ $tasks =~ \"running\":([0-9]+) ]] && [ "${BASH_REMATCH[1]}" -eq "$total" ] && [ "$total" -gt 0 ]
}

# Number of the last completed checkpoint.
completed() {
  if find_job && [[ $(rest "/jobs/$job/checkpoints") =~ \"latest\":.*\"completed\":\{[^{}]*\"id\":([0-9]+) ]]; then
    printf '%s\n' "${BASH_REMATCH[1]}"
  else
    printf '0\n'
  fi
}

# When the job was last started again, in milliseconds; 0 when it never was.
restarted() {
  if find_job && [[ $(rest "/jobs/$job") =~ \"RESTARTING\":([0-9]+) ]]; then printf '%s\n' "${BASH_REMATCH[1]}"; else printf '0\n'; fi
}
has_restarted() { [ "$(restarted)" -gt "$1" ] && running_job; }

more_checkpoints() { running_job && [ "$(completed)" -gt "$1" ]; }
taskmanagers() { [[ $(rest /overview) == *"\"taskmanagers\":$FLINK_TASKMANAGERS,"* ]]; }

# start_service RECIPE [OPTION...]
start_service() {
  local recipe=$1
  shift
  # not by mill: the pid must be that of the service itself
  "$root/deploy/docker/millrace" serve "$recipe" --output "$output/stream" --flink-master "127.0.0.1:$FLINK_REST_PORT" --checkpoint-interval 5s ${STATUS_PORT:+--status "$STATUS_PORT"} \
    --set "inputs.kafka.bootstrap=$bootstrap" "$@" >>"$output/log/serve" 2>&1 &
  serve_pid=$!
}

# lose_worker NUMBER: kills a TaskManager, starts another, and waits until the job goes on.
lose_worker() {
  local before
  before=$(restarted)
  kill_process "taskmanager-$1"
  up flink
  until_true 180 'the job on the new TaskManager' has_restarted "$before"
  until_true 180 'all TaskManagers' taskmanagers
}

# Stops the service with a savepoint, from which it could go on.
stop_service() {
  kill -TERM "$serve_pid"
  wait "$serve_pid" || true
  serve_pid=''
  tail -n 1 "$output/log/serve" >&2
  [[ $(tail -n 1 "$output/log/serve") == *savepoint-* ]] || fail 'the service was stopped without a savepoint'
}

ingest() { mill ingest --bootstrap "$bootstrap" --topic pages "$@" >>"$output/log/ingest" 2>&1; }

# kill_process NAME: SIGKILL, and nothing before it; on a busy machine a process that was killed keeps its ports for a moment
kill_process() {
  local pid
  pid=$(pid_of "$1") || fail "$1 does not run"
  kill -9 "$pid"
  while pid_of "$1" >/dev/null; do sleep 0.1; done
  note "killed $1 (pid $pid)"
}

committed() { find "$output/stream/windows" -maxdepth 2 -name _SUCCESS 2>/dev/null | wc -l; }

all_committed() {
  local window
  for window in "$output"/batch/windows/*/; do
    [ -f "$output/stream/windows/$(basename "$window")/_SUCCESS" ] || return 1
  done
}
