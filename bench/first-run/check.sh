#!/usr/bin/env bash
# Tests the first run on a machine with only a JDK, Maven and a shell: no npm, no pip, no Python, no model in the cache.
# Usage: check.sh [WORK_FOLDER]. Exit 0: the report exists, with at least 50 kept documents in at least 10 languages.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$root/bench/target/first-run}
rm -rf "$work"
mkdir -p "$work/bin"

# the tools of a minimal system
for tool in awk basename bash cat chmod cp cut date dirname env expr find grep head id ls mkdir mktemp mv nproc ps readlink rm sed sh sleep sort tail \
  touch tr uname wc which mvn java javac; do
  path=$(command -v "$tool") && ln -s "$(readlink -f "$path")" "$work/bin/$tool"
done
for tool in npm node pip pip3 python python3; do
  ! PATH=$work/bin command -v "$tool" >/dev/null || { echo "first run: $tool is on the path"; exit 1; }
done

start=$SECONDS
env -i PATH="$work/bin" HOME="$HOME" LANG=C.UTF-8 ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} MILLRACE_CACHE="$work/cache" \
  "$root/millrace" demo --output "$work/demo" 2>"$work/log" || { status=$?; cat "$work/log"; echo "first run: exit status $status"; exit 1; }
seconds=$((SECONDS - start))
cat "$work/log"

[ -s "$work/demo/report.html" ] || { echo 'first run: no report.html'; exit 1; }
written=$(sed -n 's/.*; \([0-9]*\) written in \([0-9]*\) languages$/\1 \2/p' "$work/log")
read -r documents languages <<<"${written:-0 0}"
echo "first run: $documents documents in $languages languages, report after $seconds s"
[ "$documents" -ge 50 ] && [ "$languages" -ge 10 ] || { echo 'first run: fewer than 50 documents in 10 languages'; exit 1; }
