#!/usr/bin/env bash
# Checks that two jobs with different extractors keep similar pages and texts: kept_alike.sh MILLRACE PYTHON OUTPUT THEIRS LEAST_SHARED LOW HIGH
# Both must keep at least LEAST_SHARED of the pages that either keeps, and the number of our characters in these must be LOW to HIGH times theirs. THEIRS is
# JSON Lines of {url, text}.
set -euo pipefail
"$1" shards cat "$3" >"$3.jsonl"
exec "$2" - "$3.jsonl" "${@:4}" <<'PYTHON'
import json
import sys

ours, theirs, least, low, high = sys.argv[1:]
a, b = ({row["url"]: len(row["text"]) for row in map(json.loads, open(path, encoding="utf-8"))} for path in (ours, theirs))
both = a.keys() & b.keys()
shared = len(both) / max(len(a.keys() | b.keys()), 1)
length = sum(a[url] for url in both) / max(sum(b[url] for url in both), 1)
print(
    f"kept by ours {len(a)}, theirs {len(b)}, both {len(both)}: {shared:.2f} of either (bound {least}); of the shared, "
    f"characters {length:.2f} of theirs (bounds {low} to {high}); extractors, words and rules of duplicates are not the same"
)
sys.exit(0 if shared >= float(least) and float(low) <= length <= float(high) else 1)
PYTHON
