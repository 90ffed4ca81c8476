#!/usr/bin/env bash
# Whether a pass of both sides counts the same: same_amounts.sh OURS THEIRS, commands of sides. Compares `amount`, `documents` and `samples`.
set -euo pipefail
facts() { bash -c "$1" <<<pass | grep '^{' | grep -oE '"(amount|documents|samples)": ?[0-9]+' | tr -d ' ' | LC_ALL=C sort | tr '\n' ' '; }
ours=$(facts "$1") theirs=$(facts "$2")
echo "ours ${ours}theirs ${theirs}"
[ -n "$ours" ] && [ "$ours" = "$theirs" ]
