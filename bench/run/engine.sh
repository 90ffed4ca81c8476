#!/usr/bin/env bash
# Runs a recipe with `millrace run` on embedded Flink with 2 workers and with the plain loop with 2 threads, in turns.
#   engine.sh RECIPE KIND=GLOB [ROUNDS]
# Both are new processes, timed with start-up and JIT warm-up.
source "$(dirname "$0")/lib.sh"
recipe=$1 input=$2 rounds=${3:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MILLRACE_HEAP=${MILLRACE_HEAP:-4g}
TIMEFORMAT='%R wall, %U user, %S system'
for _ in $(seq "$rounds"); do
  rm -rf "$work/flink" "$work/loop"
  echo "flink: $( { time "$root/millrace" run "$recipe" --input "$input" --output "$work/flink" --parallelism 2 ${SETS:-} >/dev/null 2>&1; } 2>&1 )"
  # shellcheck disable=SC2046
  echo "loop:  $( { time taskset -c 0,1 java $(jvm) -Xmx"$MILLRACE_HEAP" -cp "$(classpath)" \
    io.millrace.bench.ChainLoop "$recipe" "$input" "$work/loop" 2 1 >"$work/loop.txt" 2>&1; } 2>&1 )"
  cat "$work/loop.txt"
done
diff -rq "$work/flink/shards" "$work/loop/shards" && echo 'both left the same shards'
