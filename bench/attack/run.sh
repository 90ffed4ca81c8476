#!/usr/bin/env bash
# Replays hostile inputs against the command line; prints tried and survived by kind, and ends with 'survived N of N'. Exit 1: a case is broken.
#   run.sh [--quick] [--kind KIND]... [--work FOLDER]
# About ten minutes on two cores, three with --quick. FOLDER keeps the inputs and logs of broken cases (default: a temporary folder).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >&2 </dev/null)
"$root/millrace" --version >/dev/null # builds before the first time limit
java -Xmx3g -Dmillrace.launcher="$root/millrace" -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.attack.Attack "$@"
