# Sourced by the scripts beside it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

# The program and the benchmarks, built once.
build() {
  "$root/millrace" --version >/dev/null
  (cd "$root" && mvn -q -B -pl bench -am package -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip)
}

# Class path of the benchmarks: they may use what the program has.
classpath() { printf '%s' "$root/bench/target/classes:$root/app/target/dist/lib/*"; }

# Options that the launcher gives the JVM, so that both sides of a comparison run alike.
jvm() { grep -v '^#' "$root/app/target/dist/jvm.options"; }

# Median, least and most of the numbers given a line each.
spread() { sort -g | awk '{ v[NR] = $1 } END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "%.2f (%.2f to %.2f)\n", m, v[1], v[NR] }'; }
