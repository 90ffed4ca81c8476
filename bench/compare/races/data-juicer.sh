# Filters that both have with the same meaning: number of words, exact duplicates. dj-process and `millrace run` are started for
# every pass. Our other limits are switched off. Its words are separated by white space, so a page near a limit may be kept by one side only. Repeated
# n-grams are left out: Data-Juicer uses the share of n-grams, Millrace the share of characters, and 9 % of the documents differ.
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer data-juicer
out=$work/data-juicer
mkdir -p "$out/documents" "$out/work"
(cd "$out/work" && PATH="$(dirname "$python"):$PATH" "$(dirname "$python")/dj-process" --help) >"$work/data-juicer-start.log" 2>&1 ||
  leave_out "data-juicer: dj-process does not start ($(tail -n 1 "$work/data-juicer-start.log"))"
read -r documents bytes < <("$python" "$compare/sides/with_copies.py" "$out/documents/texts.json.gz" "$out/originals" "$data/$collection"/*.jsonl)
gzip -dc "$out/documents/texts.json.gz" >"$out/texts.jsonl"
cat >"$out/recipe.yaml" <<'YAML'
name: data-juicer
verdict_signals: until-drop
inputs:
  - jsonl: texts/*.jsonl
stages:
  - gopher-quality: {min_words: 50, max_words: 100000, min_mean_word_length: 0, max_mean_word_length: 1000, max_hash_signs: 1000, max_ellipses: 1000,
      max_bullet_lines: 1, max_ellipsis_lines: 1, min_alphabetic_words: 0, min_stop_words: 0}
  - dedup-exact: {fold_case: false}
output: {format: jsonl, shards: 2}
YAML
turns data-juicer 1 1 \
  "$(program "$bytes" env MILLRACE_HEAP=2g taskset -c "$core" "$root/millrace" run "$out/recipe.yaml" --input "jsonl=$out/documents/*.json.gz" --output "$out/run" --overwrite --parallelism 1)" \
  "$(program "$bytes" env HF_DATASETS_OFFLINE=1 HF_HOME="$out/home" taskset -c "$core" bash -c 'rm -rf "$1/home" "$1/theirs" && cd "$1/work" && PATH="$2:$PATH" exec "$2/dj-process" \
     --config "$3" --dataset_path "$1/texts.jsonl" --export_path "$1/theirs/kept.jsonl" --work_dir "$1/work"' data-juicer "$out" "$(dirname "$python")" "$compare/sides/data-juicer.yaml")" \
  "$(version_of py-data-juicer)" \
  "$(printf '%q ' java -cp "$(classpath)" io.millrace.bench.compare.OurSide ids "$out/run/shards/en" "$out/run.ids") &&
   $(printf '%q ' "$python" "$compare/sides/kept_numbers.py" "$out/run.ids" "$out/theirs/kept.jsonl" "$documents" .05)"
