# datatrove's page filters with NLTK's words, which is the faster choice. datatrove reads a part of the pages, because it is slow; rates are per byte of
# text. What ours keeps of the same part is for the check. A filter alone: reading and judging on both sides, no writer. Limits are datatrove's.
# Ours is warm after 1.2 GB: what is called once a text comes to the second compiler after 150,000 texts (docs/decisions/0044-documents-encoded-once.md).
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer datatrove
mkdir -p "$work/chain-part" "$work/chain-all"
read -r documents _ < <("$python" "$compare/sides/text_part.py" "$(sized 2 5 20)" "$work/chain-part/part.jsonl" "$data/$collection"/*.jsonl)
"$python" "$compare/sides/text_part.py" 0 "$work/chain-all/all.jsonl" "$data/$collection"/*.jsonl >/dev/null

# stage NAME: the stage as a line of a recipe, with datatrove's limits where ours differ
stage() {
  case $1 in
    c4) echo '  - c4: {keep_headings: false, javascript_phrases: [javascript], max_curly_brackets: 0}' ;;
    fineweb) echo '  - fineweb: {repeated_line_characters: .01}' ;;
    *) echo "  - $1" ;;
  esac
}

# chain_row ROW WHAT KIND ALIKE STAGE...: the words differ, so a page near a limit may be kept by one side alone. NLTK takes punctuation for words, ours does
# not: of 372 pages datatrove alone drops 27 for too small a share of words with letters, and 21 for top n-grams (arrows and bars of menus). So less must
# agree where those rules are.
chain_row() {
  local row=$1 what=$2 kind=$3 alike=$4 out=$work/$1 each
  shift 4
  mkdir -p "$out"
  {
    printf 'name: %s\nverdict_signals: until-drop\ninputs:\n  - jsonl: texts/*.jsonl\nstages:\n' "$what"
    for each in "$@"; do stage "$each"; done
    echo 'output: {format: jsonl, shards: 2}'
  } >"$out/recipe.yaml"
  {
    echo pass | eval "$(our_side "$kind" "$out/recipe.yaml" "jsonl=$work/chain-part/*.jsonl" "$out/ours-part")"
    java -cp "$(classpath)" io.millrace.bench.compare.OurSide ids "$out/ours-part/shards/en" "$out/ours.ids"
  } >"$work/$row-part.log" 2>&1
  turns "$row" "$(sized 15 12 12)" 1 "$(our_side "$kind" "$out/recipe.yaml" "jsonl=$work/chain-all/*.jsonl" "$out/ours")" \
    "$(their_side chain.py "$what" nltk "$work/chain-part" "$out/theirs")" "$(version_of datatrove), NLTK's words" \
    "$(printf '%q ' "$python" "$compare/sides/same.py" kept "$out/ours.ids" "$out/theirs.ids" "$documents" "$alike")"
}
chain_row chain chain chain .85 gopher-repetition gopher-quality c4 fineweb
for each in gopher-repetition gopher-quality; do chain_row "chain-$each" "$each" read-and-judge .85 "$each"; done
for each in c4 fineweb; do chain_row "chain-$each" "$each" read-and-judge .95 "$each"; done
