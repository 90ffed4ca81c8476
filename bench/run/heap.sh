#!/usr/bin/env bash
# Measures heap and resident memory of runs over small and large inputs with the same heap limit.
#   heap.sh RECIPE KIND=GLOB...
# `live` is the most that a collection left in the heap: live objects, and old garbage.
source "$(dirname "$0")/lib.sh"
recipe=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MILLRACE_HEAP=${MILLRACE_HEAP:-1g}
for input in "$@"; do
  rm -rf "$work/out"
  MILLRACE_JAVA_OPTS="-Xlog:gc:file=$work/gc.log" /usr/bin/time -v "$root/millrace" run "$recipe" --input "$input" --output "$work/out" --parallelism 2 \
    >/dev/null 2>"$work/time.txt" || { tail -n 30 "$work/time.txt"; exit 1; }
  awk -v input="$input" -v heap="$MILLRACE_HEAP" '
    /Maximum resident/ { rss = $NF / 1024 } /Elapsed/ { wall = $NF } /User time/ { user = $NF }
    /Pause/ { split($0, a, "->"); split(a[2], b, "M"); n++; if (b[1] + 0 > live) live = b[1] + 0; if (/Full/) { full++; if (b[1] + 0 > after) after = b[1] + 0 } }
    END { printf "%s in %s: %s wall, %s s user; %d collections, %d full; most left by one %d MB, by a full one %d MB; resident %d MB\n", input, heap, wall, user, n, full, live, after, rss }
  ' "$work/gc.log" "$work/time.txt"
done
