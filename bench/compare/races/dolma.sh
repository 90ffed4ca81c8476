# Dolma's taggers for Gopher's and C4's signals in one process, against the stages that measure them; both write the signals of every document. The
# check applies Gopher's quality limits to both. Dolma's words are separated by white space, so documents near a limit differ.
# Then `dolma dedupe` against `millrace run` with dedup-exact, both started for every pass.
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer dolma
out=$work/dolma
mkdir -p "$out/documents" "$out/all"
read -r documents _ < <("$python" "$compare/sides/text_part.py" "$(sized 3 20 50)" "$out/part.jsonl" "$data/$collection"/*.jsonl)
gzip -1 -kf "$out/part.jsonl"
mv "$out/part.jsonl.gz" "$out/part.json.gz"
"$python" "$compare/sides/text_part.py" 0 "$out/all/all.jsonl" "$data/$collection"/*.jsonl >/dev/null
recipe() { printf 'name: dolma\ninputs:\n  - jsonl: texts/*.jsonl\nstages:\n%s\noutput: {format: jsonl, shards: 2}\n' "$1"; }
recipe $'  - gopher-repetition\n  - gopher-quality\n  - c4' >"$out/tag.yaml"
recipe '  - gopher-quality: {min_mean_word_length: 0, max_mean_word_length: 1000}' >"$out/quality.yaml"
recipe '  - dedup-exact: {fold_case: false}' >"$out/dedupe.yaml"
ids() { printf '%q ' java -cp "$(classpath)" io.millrace.bench.compare.OurSide ids "$1" "$2"; }
{
  echo pass | eval "$(our_side read-and-judge "$out/quality.yaml" "jsonl=$out/part.jsonl" "$out/ours-part")"
  eval "$(ids "$out/ours-part/shards/en" "$out/ours.ids")"
} >"$work/dolma-part.log" 2>&1
turns dolma-taggers "$(sized 12 4 4)" 1 "$(our_side chain "$out/tag.yaml" "jsonl=$out/all/*.jsonl" "$out/ours")" \
  "$(their_side dolma_tag.py "$out/part.json.gz" "$out/tags")" "$(version_of dolma)" \
  "$(printf '%q ' "$python" "$compare/sides/dolma_kept.py" "$out/part.json.gz" "$out/tags/tags.json.gz" "$out/theirs.ids") >/dev/null &&
   $(printf '%q ' "$python" "$compare/sides/same.py" kept "$out/ours.ids" "$out/theirs.ids" "$documents" .85)"

read -r documents bytes < <("$python" "$compare/sides/with_copies.py" "$out/documents/texts.json.gz" "$out/originals" "$data/text-100mb"/*.jsonl)
turns dolma-dedupe 1 1 \
  "$(program "$bytes" env MILLRACE_HEAP=2g taskset -c "$core" "$root/millrace" run "$out/dedupe.yaml" --input "jsonl=$out/documents/*.json.gz" --output "$out/run" --overwrite --parallelism 1)" \
  "$(program "$bytes" env PYTHONWARNINGS=ignore taskset -c "$core" bash -c 'rm -rf "$1/attributes" "$1/bloom" && exec "$2" dedupe --documents "$1/documents/*.json.gz" --dedupe.name copies \
     --dedupe.documents.key "\$.text" --dedupe.documents.attribute_name copy --bloom_filter.file "$1/bloom" --bloom_filter.estimated_doc_count "$3" \
     --bloom_filter.desired_false_positive_rate 1e-6 --no-bloom_filter.read_only --processes 1' dolma "$out" "$(dirname "$python")/dolma" "$documents")" \
  "$(version_of dolma)" \
  "$(ids "$out/run/shards/en" "$out/run.ids") && $(printf '%q ' "$python" "$compare/sides/dolma_unique.py" "$out/documents/texts.json.gz" \
     "$out/attributes/copies/texts.json.gz" "$out/run.ids" "$out/ours.kept" "$out/theirs.kept") >/dev/null &&
   $(printf '%q ' "$python" "$compare/sides/same.py" kept "$out/ours.kept" "$out/theirs.kept" "$documents" .999)"
