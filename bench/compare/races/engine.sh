# `millrace run` on embedded Flink with 2 workers against the same stages in a plain loop with 2 threads. Each pass is a new process with its start. The
# launcher maps a class archive, which the loop does not: an advantage of some tenths of a second for `millrace run`.
collection=$(sized text-100mb text-100mb text-1gb)
need "$collection"
mkdir -p "$work/engine"
head -c "$(sized 20000000 100000000 400000000)" <(cat "$data/$collection"/part-*.jsonl) | sed '$d' >"$work/engine/texts.jsonl"
recipe=$compare/sides/whole.yaml input=jsonl=$work/engine/texts.jsonl amount=$(stat -c %s "$work/engine/texts.jsonl") heap=2g
# shellcheck disable=SC2046  # options are words
turns engine 0 0 \
  "$(program "$amount" env MILLRACE_HEAP="$heap" taskset -c "$both" "$root/millrace" run "$recipe" --input "$input" --output "$work/engine/flink" --overwrite --parallelism 2)" \
  "$(program "$amount" taskset -c "$both" java $(jvm) -Xmx"$heap" -cp "$(classpath)" io.millrace.bench.ChainLoop "$recipe" "$input" "$work/engine/loop" 2 1)" \
  "plain loop, 2 threads" "$(printf '%q ' "$compare/sides/same_shards.sh" "$work/engine/flink" "$work/engine/loop")"
