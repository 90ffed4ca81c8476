# Sourced by the scripts beside it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

# Builds the program and the benchmarks.
build() {
  "$root/millrace" --version >/dev/null
  (cd "$root" && mvn -q -B -pl bench -am package -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip)
}

# Class path of the benchmarks, with that of the program.
classpath() { printf '%s' "$root/bench/target/classes:$root/app/target/dist/lib/*"; }

# JVM options of the launcher, so that both sides of a comparison have the same.
jvm() { grep -v '^#' "$root/app/target/dist/jvm.options"; }

