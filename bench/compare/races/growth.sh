# Time a byte of a large input (ours) against that of every fourth of its documents (theirs), in the same small heap, in processes that stay: the start of
# the virtual machine, which weighs on a small input, would hide growth. The small one is warmed up with at least as many bytes. The check: the large input's shards
# are those of a heap of 4 GB.
collection=$(sized text-100mb text-1gb text-1gb)
need "$collection"
mkdir -p "$work/growth"
head -c "$(sized 40000000 300000000 1000000000)" <(cat "$data/$collection"/part-*.jsonl) | sed '$d' >"$work/growth/large.jsonl"
awk 'NR % 4 == 1' "$work/growth/large.jsonl" >"$work/growth/small.jsonl"
recipe=$compare/sides/whole.yaml
echo pass | eval "$(heap=4g our_side chain "$recipe" "jsonl=$work/growth/large.jsonl" "$work/growth/roomy")" >"$work/growth/roomy.log" 2>&1
heap=512m
turns growth 2 10 "$(our_side chain "$recipe" "jsonl=$work/growth/large.jsonl" "$work/growth/large")" \
  "$(our_side chain "$recipe" "jsonl=$work/growth/small.jsonl" "$work/growth/small")" "itself on a fourth of the documents, heap of $heap" \
  "$(printf '%q ' "$compare/sides/same_shards.sh" "$work/growth/large" "$work/growth/roomy")"
