# `millrace run` on 1 MB of text by the launcher, with all cores and the default heap. The check: the same shards as the plain loop.
need text-10mb
mkdir -p "$work/start-up"
head -c 1000000 "$data/text-10mb/part-000.jsonl" | sed '$d' >"$work/start-up/texts.jsonl"
recipe=$compare/sides/whole.yaml input=jsonl=$work/start-up/texts.jsonl
# shellcheck disable=SC2046  # options are words
java $(jvm) -Xmx2g -cp "$(classpath)" io.millrace.bench.ChainLoop "$recipe" "$input" "$work/start-up/loop" 1 1 >"$work/start-up/loop.log" 2>&1
turns start-up 1 0 "$(program "$(stat -c %s "$work/start-up/texts.jsonl")" "$root/millrace" run "$recipe" --input "$input" --output "$work/start-up/out" --overwrite)" \
  "" "" "$(printf '%q ' "$compare/sides/same_shards.sh" "$work/start-up/out" "$work/start-up/loop")"
