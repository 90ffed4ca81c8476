#!/usr/bin/env bash
# Extracts main content from the same pages with Millrace and other extractors, on one core, and prints a table of scores and speeds.
#   peers.sh OUTPUT WARC TRUTH [WARC TRUTH]...
#     WARC   pages as `response` records; TRUTH  NAME-truth.jsonl[.gz], a line for each page: url, type, text, with, without (see TruthFile)
#     OUTPUT gets NAME/EXTRACTOR.jsonl with the texts, NAME/EXTRACTOR.speed.json and NAME/table.md
#   EXTRACTORS  extractors to run; the others keep their files in OUTPUT, so EXTRACTORS=millrace updates only our row
#   PEERS_VENV  a Python environment that has the peers (default: created in bench/target from requirements*.txt: PyPI, and cargo for rs-trafilatura)
#   INTO        a page whose tables are updated: INTO=docs/reference/extraction-scores.md
#   CORE        the processor that all run on (default: the last)
# Millrace contains no pages. Those of docs/reference/extraction-scores.md are the development split of WCXB (Foley 2026, CC-BY-4.0):
#   doi.org/10.5281/zenodo.19316874 or huggingface.co/datasets/murrough-foley/web-content-extraction-benchmark, written as WARC and JSON Lines.
# Exit 0: done. 2: wrong use. 3: done as far as possible; a line that begins with 'left out' says what is missing.
source "$(dirname "$0")/../run/lib.sh"
here=$root/bench/extraction
peers='trafilatura trafilatura-fast rs-trafilatura justext resiliparse readability-lxml'
if [ $# -lt 3 ] || [ $(($# % 2)) -eq 0 ]; then
  sed -n '2,/^# Exit/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
output=$1
shift
extractors=${EXTRACTORS:-millrace $peers}
core=${CORE:-$(($(nproc --all) - 1))}
left_out=0

pin() { taskset -c "$core" "$@"; }

leave_out() {
  echo "left out: $*" >&2
  left_out=3
}

# Sets `python` to an interpreter that has the peers, or leaves it empty.
find_python() {
  python=
  local venv=${PEERS_VENV:-$root/bench/target/peers-venv}
  if [ ! -x "$venv/bin/python" ]; then
    if [ -n "${PEERS_VENV:-}" ]; then leave_out "every peer: PEERS_VENV=$venv has no bin/python" && return; fi
    command -v python3 >/dev/null || { leave_out 'every peer: there is no python3'; return; }
    local pip=("$venv/bin/pip" install -q --disable-pip-version-check --no-deps --require-hashes)
    if ! { python3 -m venv "$venv" && "${pip[@]}" --only-binary :all: -r "$here/requirements.txt"; }; then
      rm -rf "$venv"
      leave_out 'every peer: python3 cannot make an environment, or pip cannot fetch requirements.txt'
      return
    fi
    "${pip[@]}" -r "$here/requirements-rust.txt" || leave_out 'rs-trafilatura: pip cannot build it, which needs cargo'
  fi
  python=$venv/bin/python
}

# shellcheck disable=SC2046,SC2086  # options and names are words
extract() {
  local warc=$1 folder=$2 name
  for name in $extractors; do
    if [ "$name" = millrace ]; then
      pin java $(jvm) -XX:-UseParallelGC -XX:+UseSerialGC -XX:ActiveProcessorCount=1 -Xmx3g -cp "$(classpath)" \
        io.millrace.bench.extraction.ExtractPages "$warc" "$folder/millrace.jsonl"
    elif [ -n "$python" ]; then
      pin "$python" "$here/peers.py" "$name" "$warc" "$folder" || leave_out "$name: it failed"
    fi
  done
}

score() {
  local truth=$1 folder=$2 name found=()
  for name in millrace $peers; do
    [ ! -f "$folder/$name.jsonl" ] || found+=("$folder/$name.jsonl")
  done
  [ ${#found[@]} -gt 0 ] || { leave_out "a table for $truth: nothing was extracted"; return; }
  local tool=(java -cp "$(classpath)" io.millrace.bench.extraction.ScoreExtraction)
  "${tool[@]}" "$truth" "${found[@]}"
  "${tool[@]}" --markdown "$truth" "${found[@]}" >"$folder/table.md"
  [ -z "${INTO:-}" ] || "${tool[@]}" --into "$INTO" "$truth" "${found[@]}"
}

python=
[ "$extractors" = millrace ] || find_python
build
while [ $# -gt 0 ]; do
  name=$(basename "$2" | sed -E 's/(-truth)?\.jsonl(\.gz)?$//')
  mkdir -p "$output/$name"
  extract "$1" "$output/$name"
  score "$2" "$output/$name"
  shift 2
done
exit "$left_out"
