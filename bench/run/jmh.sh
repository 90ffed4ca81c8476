#!/usr/bin/env bash
# Runs the JMH benchmarks with JMH's options: jmh.sh FilterChain -f 1 -wi 3 -i 3
source "$(dirname "$0")/lib.sh"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
# shellcheck disable=SC2046  # options are words
exec java $(jvm) -cp "$root/bench/target/classes:$(cat "$list")" org.openjdk.jmh.Main "$@"
