#!/usr/bin/env bash
# Races with peers: run.sh [OPTION...] RACE...    no argument: the list of races; ALL: every one; docs: writes docs/benchmarks.md from the results.
#   --size small|medium|large  size of the inputs (small)  --pairs N   passes of each side in turns (5)
#   --data FOLDER   of bench/data/fetch.sh, which is called if it is missing (bench/target/compare/data)
#   --pages FOLDER  of NAME.warc.gz with real pages, instead of those of Debian's packages, for extraction and job
# Prints a line for each row: name, ours, theirs, ratio, spread, target, met or short, and whether the outputs are equivalent. Writes every pass to
# bench/compare/results/ROW.json and all rows to bench/target/compare/results.md. Rows and targets: targets.tsv. Peers are installed from PyPI into
# bench/target/compare, pinned in peers/NAME.txt.
# Exit 0: done, met or short. 1: a race failed or outputs differ. 2: wrong use. 3: a peer is not available: a line 'left out: ...' says which.
source "$(dirname "$0")/lib.sh"
names() { grep -v '^#' "$compare/targets.tsv" | cut -f2 | uniq; }
asked=()
while [ $# -gt 0 ]; do
  case $1 in
    --size) size=$2; shift ;;
    --pairs) pairs=$2; shift ;;
    --data) data=$(cd "$2" && pwd); shift ;;
    --pages) COMPARE_PAGES=$(cd "$2" && pwd); export COMPARE_PAGES; shift ;;
    -*) sed -n '2,/^# Exit/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    docs) asked+=(docs) ;;
    ALL) mapfile -t asked < <(names) ;;
    *) [ -f "$compare/races/$1.sh" ] || { echo "no race $1; there are: $(names | tr '\n' ' ')" >&2; exit 2; }; asked+=("$1") ;;
  esac
  shift
done
if [ ${#asked[@]} -eq 0 ]; then
  awk -F'\t' '!/^#/ { printf "%-18s %-26s %-8s %-5s %s\n", $2, $1, $5, $6, $7 }' "$compare/targets.tsv"
  exit 0
fi
mkdir -p "$work"
[ -n "${COMPARE_BUILT:-}" ] || build
pages() { java -cp "$(classpath)" io.millrace.bench.compare.Pages "$@"; }
if [ "${asked[0]}" = docs ]; then
  pages docs "$results" "$root/docs/benchmarks.md"
  exit 0
fi
status=0
for race in "${asked[@]}"; do
  (
    set -euo pipefail
    failed=0
    source "$compare/races/$race.sh"
    exit "$failed"
  ) && code=0 || code=$?
  case $code in
    0) ;;
    3) [ "$status" -ne 0 ] || status=3 ;;
    *) status=1; echo "$race: failed ($code)" ;;
  esac
done
pages table "$results" >"$work/results.md"
exit "$status"
