# text-dedup's MinHash deduplication, 14 bands of 8, words in shingles of 5, against `millrace run` with bands only (threshold 0); both are started
# for every pass. A tenth of the documents occurs twice, so that there are duplicates to find.
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer text-dedup
out=$work/text-dedup
mkdir -p "$out/documents"
"$python" -c 'import text_dedup.minhash' >"$work/text-dedup-import.log" 2>&1 || leave_out "text-dedup: it does not start ($(tail -n 1 "$work/text-dedup-import.log"))"
read -r documents bytes < <(python3 "$compare/sides/with_copies.py" "$out/documents/texts.json.gz" "$out/originals" "$data/$collection"/*.jsonl)
printf 'name: text-dedup\ninputs:\n  - jsonl: texts/*.jsonl\nstages:\n  - dedup-minhash: {threshold: 0}\noutput: {format: jsonl, shards: 2}\n' >"$out/recipe.yaml"
turns text-dedup 1 1 \
  "$(program "$bytes" env MILLRACE_HEAP=2g taskset -c "$core" "$root/millrace" run "$out/recipe.yaml" --input "jsonl=$out/documents/*.json.gz" --output "$out/run" --overwrite --parallelism 1)" \
  "$(program "$bytes" env HF_DATASETS_OFFLINE=1 HF_HOME="$out/home" taskset -c "$core" bash -c 'rm -rf "$1/cache" "$1/home" "$1/theirs" && cd "$1" && exec "$2" -m text_dedup.minhash --path json \
     --data_files "$1/documents/texts.json.gz" --split train --cache_dir "$1/cache" --output "$1/theirs" --column text --ngram 5 --num_perm 112 --b 14 --r 8 \
     --min_length 1 --hash_func xxh3 --hash_bits 32 --num_proc 1 --batch_size 10000' text-dedup "$out" "$python")" \
  "$(version_of text-dedup)" \
  "$(printf '%q ' java -cp "$(classpath)" io.millrace.bench.compare.OurSide ids "$out/run/shards/en" "$out/run.ids") &&
   $(printf '%q ' env HF_HOME="$out/home" "$python" "$compare/sides/kept_numbers.py" "$out/run.ids" "$out/theirs" "$documents" .03)"
