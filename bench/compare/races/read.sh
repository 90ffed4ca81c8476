# Reads the same texts in order on one core: ours from JSON Lines with zstd, as written by `millrace run`, theirs from uncompressed MDS.
peer torch
need "$(sized text-10mb text-100mb text-1gb)"
texts=$work/read/texts-$size mds=$work/read/mds-$size
mkdir -p "$work/read"
[ -f "$texts/_SUCCESS" ] || "$root/millrace" run "$compare/sides/read.yaml" --input "jsonl=$data/$(sized text-10mb text-100mb text-1gb)/*.jsonl" \
  --output "$texts" --overwrite >"$work/read/millrace.log" 2>&1
"$python" "$compare/sides/read_mds.py" write "$texts/shards/und" "$mds"
ours=$(our_side read-shards "$texts/shards/und")
theirs=$(their_side read_mds.py read "$mds")
turns read-mosaicml 15 2 "$ours" "$theirs" "$(version_of mosaicml-streaming)" "$(printf '%q ' "$compare/sides/same_amounts.sh" "$ours" "$theirs")"
# Tars of the race `images`; neither side decodes images.
tars=$work/images/ours/shards
if compgen -G "$tars/*.tar" >/dev/null; then
  ours=$(our_side read-tars "$tars")
  theirs=$(their_side read_tars.py "$tars")
  turns read-webdataset 5 2 "$ours" "$theirs" "$(version_of webdataset)" "$(printf '%q ' "$compare/sides/same_amounts.sh" "$ours" "$theirs")"
else
  leave_out "read-webdataset: no tars in $tars; the race images makes them"
fi
