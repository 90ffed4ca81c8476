# Encoding with a tokenizer that `millrace tokenizer` trains on the texts, by ours and by Hugging Face's tokenizers with the same tokenizer.json; one thread.
need text-10mb
peer datatrove
texts=$work/tokenizer.jsonl
head -c "$(sized 10000000 40000000 200000000)" "$data/$(sized text-10mb text-100mb text-1gb)/part-000.jsonl" | sed '$d' >"$texts"
tokenizer=$work/tokenizer-$size.json
if [ ! -f "$tokenizer" ]; then
  {
    printf 'name: texts\ninputs: [jsonl: "%s"]\nstages: []\noutput: {format: jsonl, shards: 2}\n' "$texts" >"$work/tokenizer.yaml"
    rm -rf "$work/tokenizer-run"
    "$root/millrace" run "$work/tokenizer.yaml" --output "$work/tokenizer-run" --parallelism 1
    "$root/millrace" tokenizer train --output "$tokenizer" "$work/tokenizer-run"
  } >"$work/tokenizer-train.log" 2>&1 || { tail -n 5 "$work/tokenizer-train.log"; exit 1; }
fi
turns tokenizer-encode 4 1 "$(our_side encode "$tokenizer" "$texts" "$work/encode.ours")" "$(their_side tokenizer.py "$tokenizer" "$texts" "$work/encode.theirs")" \
  "$(version_of tokenizers)" "$(printf '%q ' python3 "$compare/sides/same.py" lines "$work/encode.ours" "$work/encode.theirs" 1)"
