#!/usr/bin/env bash
# Measures how well the client uses a server of language models, relative to the server's maximum.
#   throughput.sh [ROUNDS [ANSWERS [ENDPOINT MODEL [MAX_TOKENS [PID]]]]]
# In each of ROUNDS (8), several numbers of plain clients and then our client request ANSWERS (256) each. Without ENDPOINT (such
# as http://localhost:8000/v1) the server is a fake one, which batches like a GPU. PID: the server's process, whose
# processor time is then printed too; it is the better measure on a busy machine.
source "$(dirname "$0")/../run/lib.sh"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
java -Xmx512m -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.rephrase.Throughput "${1:-8}" "${2:-256}" "${@:3}"
