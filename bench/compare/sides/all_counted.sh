#!/usr/bin/env bash
# Checks that every record of a run's input is in its shards or dropped with a reason: all_counted.sh OUTPUT RECORDS
set -euo pipefail
python3 - "$1/manifest.json" "$2" <<'END'
import json, sys
totals = json.load(open(sys.argv[1]))["totals"]
print(f"{totals['input']} of {sys.argv[2]} records read: {totals['kept']} kept, {totals['dropped']} dropped, {totals['failed']} failed; {totals['written']} written")
good = totals["input"] == int(sys.argv[2]) == totals["kept"] + totals["dropped"] and totals["written"] > 0 == totals["failed"]
sys.exit(0 if good else 1)
END
