#!/usr/bin/env bash
# Checks that two outputs have the same shards, byte for byte, and at least one: same_shards.sh OUTPUT OUTPUT
set -euo pipefail
diff -rq "$1/shards" "$2/shards"
files=$(find "$1/shards" -type f | wc -l)
bytes=$(find "$1/shards" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
echo "$files files of shards, $bytes bytes, the same byte for byte"
[ "$bytes" -gt 1000 ]
