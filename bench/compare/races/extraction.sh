# Main text of the same HTML pages, all in memory, one core. The extractors choose different texts; the check bounds the
# difference. Peers and their options are those of bench/extraction/peers.py. COMPARE_PAGES: a folder of NAME.warc.gz instead of Debian's pages.
# EXTRACTORS: the peers to run.
peer extraction "$root/bench/extraction/requirements.txt"
"$python" -c 'import rs_trafilatura' 2>/dev/null || ! command -v cargo >/dev/null ||
  "$work/venv-extraction/bin/pip" install -q --disable-pip-version-check --no-deps --require-hashes \
    -r "$root/bench/extraction/requirements-rust.txt" >"$work/pip-rs-trafilatura.log" 2>&1 || true
if [ -n "${COMPARE_PAGES:-}" ]; then
  warcs=("$COMPARE_PAGES"/*.warc.gz)
  [ -f "${warcs[0]}" ] || leave_out "$COMPARE_PAGES: no .warc.gz in it"
else
  need html-50mb.warc.gz
  warcs=("$data/html-50mb.warc.gz")
fi

# extraction_row EXTRACTOR PACKAGE MEGABYTES WARMING_OURS: fewer pages for a slow peer, on both sides
extraction_row() {
  local warc=$work/pages-$3.warc.gz out=$work/extraction-$1
  mkdir -p "$out"
  "$python" "$compare/sides/warc_part.py" "$3" "$warc" "${warcs[@]}"
  turns "extraction-$1" "$4" 1 "$(our_side extract "$warc" "$out/ours.jsonl")" "$(their_side extraction.py "$1" "$warc" "$out/theirs.jsonl")" \
    "$(version_of "$2")" "$(printf '%q ' "$python" "$compare/sides/texts_alike.py" "$out/ours.jsonl" "$out/theirs.jsonl" .5 .4 2.5)"
}
for extractor in ${EXTRACTORS:-trafilatura resiliparse rs-trafilatura justext}; do
  case $extractor in
    trafilatura) extraction_row trafilatura trafilatura "$(sized 2 12 40)" "$(sized 60 30 30)" ;;
    resiliparse) extraction_row resiliparse Resiliparse "$(sized 5 25 100)" "$(sized 40 16 12)" ;;
    rs-trafilatura)
      if "$python" -c 'import rs_trafilatura' 2>/dev/null; then
        extraction_row rs-trafilatura rs-trafilatura "$(sized 5 25 100)" "$(sized 40 16 12)"
      else
        missing="${missing:-} rs-trafilatura (pip builds it, which needs cargo)"
      fi ;;
    justext)
      if [ -n "${COMPARE_PAGES:-}" ]; then
        extraction_row justext jusText "$(sized 2 12 40)" "$(sized 60 30 16)"
      else
        missing="${missing:-} jusText (it finds only boilerplate in 9 of 10 of Debian's pages: give --pages)"
      fi ;;
  esac
done
[ "$failed" -ne 0 ] || [ -z "${missing:-}" ] || leave_out "$missing"
