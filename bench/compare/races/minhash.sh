# The first step of MinHash deduplication: reading JSON Lines, words, signatures. datatrove with NLTK's words reads a part, since it is slow; rensa reads
# the same as ours. The check compares documents that share a band, by the signatures and words of each side; ours has threshold 0, so that only bands decide.
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer datatrove
mkdir -p "$work/minhash-part" "$work/minhash-all"
"$python" "$compare/sides/text_part.py" "$(sized 3 8 20)" "$work/minhash-part/part.jsonl" "$data/$collection"/*.jsonl >/dev/null
"$python" "$compare/sides/text_part.py" 0 "$work/minhash-all/part.jsonl" "$data/$collection"/*.jsonl >/dev/null
sed 's/^  - dedup-minhash$/  - dedup-minhash: {threshold: 0}/' "$root/bench/run/minhash.yaml" >"$work/minhash.yaml"

# minhash_row PEER PART SIGNATURES PEERS_COMMAND VERSION
minhash_row() {
  local out=$work/minhash-$1
  mkdir -p "$out"
  {
    echo pass | eval "$(our_side read-and-judge "$work/minhash.yaml" "jsonl=$2/*.jsonl" "$out/ours-part")"
    java -cp "$(classpath)" io.millrace.bench.compare.OurSide ids "$out/ours-part/shards/en" "$out/ours.ids"
  } >"$work/minhash-$1-part.log" 2>&1
  turns "minhash-$1" "$(sized 15 4 4)" 1 "$(our_side read-and-judge "$work/minhash.yaml" "jsonl=$work/minhash-all/*.jsonl" "$out/ours")" "$4" "$5" \
    "$(printf '%q ' "$python" "$compare/sides/minhash_kept.py" "$1" "$3" "$2/part.jsonl" "$out/ours.ids" "$out/theirs.ids") >'$out/documents' &&
     $(printf '%q ' "$python" "$compare/sides/same.py" kept "$out/ours.ids" "$out/theirs.ids") \$(cat '$out/documents') .97"
}
minhash_row datatrove "$work/minhash-part" "$work/minhash-datatrove/signatures" \
  "$(their_side chain.py minhash nltk "$work/minhash-part" "$work/minhash-datatrove/signatures")" "$(version_of datatrove), NLTK's words"
minhash_row rensa "$work/minhash-all" "$work/minhash-rensa/signatures" \
  "$(their_side minhash_rensa.py "$work/minhash-all/part.jsonl" "$work/minhash-rensa/signatures")" "$(version_of rensa), words by white space"
