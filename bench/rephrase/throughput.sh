#!/usr/bin/env bash
# How busy the client keeps a server of language models, by the server's own best.
#   throughput.sh [SECONDS [ENDPOINT MODEL [MAX_TOKENS]]]
# Each measurement takes SECONDS (10); without ENDPOINT (such as http://localhost:8000/v1) the server is the fake one, which batches as a GPU does.
source "$(dirname "$0")/../run/lib.sh"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
java -Xmx512m -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.rephrase.Throughput "${1:-10}" "${@:2}"
