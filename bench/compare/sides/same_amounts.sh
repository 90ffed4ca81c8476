#!/usr/bin/env bash
# Checks that a pass of both sides has the same counts: same_amounts.sh OURS THEIRS, which are commands. Compares `amount`, `documents` and `samples`.
set -euo pipefail
facts() { bash -c "$1" <<<pass | grep '^{' | grep -oE '"(amount|documents|samples)": ?[0-9]+' | tr -d ' ' | LC_ALL=C sort | tr '\n' ' '; }
ours=$(facts "$1") theirs=$(facts "$2")
echo "ours ${ours}theirs ${theirs}"
[ -n "$ours" ] && [ "$ours" = "$theirs" ]
