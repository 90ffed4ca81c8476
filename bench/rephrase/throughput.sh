#!/usr/bin/env bash
# How busy the client keeps a server of language models, by the server's own best.
#   throughput.sh [ROUNDS [ANSWERS [ENDPOINT MODEL [MAX_TOKENS [PID]]]]]
# In each of ROUNDS (8) several numbers of plain clients and then ours get ANSWERS (256) each. Without ENDPOINT (such as
# http://localhost:8000/v1) the server is the fake one, which batches as a GPU does. PID: the server's process, whose
# processor time is told too; on a busy machine it is the better measure.
source "$(dirname "$0")/../run/lib.sh"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
java -Xmx512m -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.rephrase.Throughput "${1:-8}" "${2:-256}" "${@:3}"
