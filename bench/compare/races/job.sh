# WARC to deduplicated shards: embedded Flink with parallelism 2 against datatrove with 2 workers, whole programs including start-up. At most 400 MB,
# since datatrove is slow: English pages of Debian's packages, or all pages of COMPARE_PAGES. Start-up is a third of our time for the small size. The extractors
# choose different texts, so a page near a limit may be kept by one side only; the check bounds the difference.
# JOB_MEGABYTES: amount of pages, instead of that of the size; if there are fewer, changed copies are added. JOB_ROW: job-long for that race.
row=${JOB_ROW:-job}
peer datatrove
"$python" -c 'import cchardet, magic' 2>/dev/null ||
  { "$work/venv-datatrove/bin/pip" install -q --disable-pip-version-check --no-deps --require-hashes -r "$compare/peers/datatrove-warc.txt" \
    >"$work/pip-datatrove-warc.log" 2>&1 && "$python" -c 'import cchardet, magic' 2>>"$work/pip-datatrove-warc.log"; } ||
  leave_out "datatrove's reader of WARC: it needs faust-cchardet, python-magic and libmagic"
if [ -n "${COMPARE_PAGES:-}" ]; then
  which=ALL warcs=("$COMPARE_PAGES"/*.warc.gz)
  [ -f "${warcs[0]}" ] || leave_out "$COMPARE_PAGES: no .warc.gz in it"
else
  need "$(sized html-50mb html-1gb html-1gb).warc.gz"
  which=ENGLISH warcs=("$data/$(sized html-50mb html-1gb html-1gb).warc.gz")
fi
mkdir -p "$work/$row/pages"
read -r pages amount < <("$python" "$compare/sides/english_pages.py" "${JOB_MEGABYTES:-$(sized 3 12 400)}" "$work/$row/pages" "$which" "${warcs[@]}")
[ "$pages" -gt 1 ] || leave_out "pages for $row: ${warcs[*]} have too few"
turns "$row" 0 0 \
  "$(program "$amount" taskset -c "$both" "$root/millrace" run "$compare/sides/job.yaml" --input "warc=$work/$row/pages/*.warc.gz" --output "$work/$row/ours" --overwrite --parallelism 2)" \
  "$(program "$amount" taskset -c "$both" "$python" "$compare/sides/job.py" "$work/$row/pages" "$work/$row/theirs")" \
  "$(version_of datatrove), $(version_of trafilatura), NLTK's words" \
  "$(printf '%q ' "$compare/sides/kept_alike.sh" "$root/millrace" "$python" "$work/$row/ours" "$work/$row/theirs.jsonl" .5 .5 2)"
