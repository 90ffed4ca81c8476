# datatrove's page filters with NLTK's words, its faster tokeniser. datatrove reads a part of the pages, since it is slow; rates are per byte of
# text. The check compares what both keep of this part. Rows of one filter read and judge without a writer. Limits are datatrove's.
# Our warm-up takes 1.2 GB: a method that runs once per text is compiled by C2 after 150,000 texts (decision 44).
collection=$(sized text-10mb text-100mb text-100mb)
need "$collection"
peer datatrove
mkdir -p "$work/chain-part" "$work/chain-all"
read -r documents _ < <("$python" "$compare/sides/text_part.py" "$(sized 2 5 20)" "$work/chain-part/part.jsonl" "$data/$collection"/*.jsonl)
"$python" "$compare/sides/text_part.py" 0 "$work/chain-all/all.jsonl" "$data/$collection"/*.jsonl >/dev/null

# stage NAME: the stage as a line of a recipe, with datatrove's limits if ours differ
stage() {
  case $1 in
    c4) echo '  - c4: {keep_headings: false, javascript_phrases: [javascript], max_curly_brackets: 0}' ;;
    fineweb) echo '  - fineweb: {repeated_line_characters: .01}' ;;
    *) echo "  - $1" ;;
  esac
}

# chain_row ROW WHAT KIND ALIKE STAGE...: words are defined differently, so a page near a limit may be kept by one side only. NLTK counts punctuation as words:
# of 372 pages, only datatrove drops 27 for too few words with letters, and 21 for top n-grams (arrows and bars of menus). So the required
# agreement is lower for these rules.
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
