# Time per byte of a large input (ours) against that of a tenth (theirs): `millrace run` in the same small heap, including start-up, which is most of the
# time at 10 MB and a twelfth at 1 GB. The large size needs text-10gb: bench/data/assemble.py DATA/extracted DATA 10. The check: each record of the large input is in a shard or dropped with a reason.
large=$(sized text-100mb text-1gb text-10gb) small=$(sized text-10mb text-100mb text-1gb)
need "$small"
need "$large"
heap=512m
mkdir -p "$work/growth"
# growth_side COLLECTION
growth_side() {
  program "$(cat "$data/$1"/part-*.jsonl | wc -c)" env MILLRACE_HEAP="$heap" taskset -c "$both" \
    "$root/millrace" run "$compare/sides/whole.yaml" --input "jsonl=$data/$1/part-*.jsonl" --output "$work/growth/$1" --overwrite --parallelism 2
}
turns growth 0 0 "$(growth_side "$large")" "$(growth_side "$small")" "itself on a tenth, heap of $heap" \
  "$(printf '%q ' "$compare/sides/all_counted.sh" "$work/growth/$large" "$(cat "$data/$large"/part-*.jsonl | wc -l)")"
