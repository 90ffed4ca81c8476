#!/usr/bin/env bash
# Trains the choice of main content and says by cross-validation what it is worth.
#   train.sh WARC TRUTH [WARC TRUTH]... OUTPUT
#     WARC   pages as `response` records; TRUTH  NAME-truth.jsonl[.gz], a line a page: url, type, text, or with and without (see TruthFile)
#     OUTPUT gets glance.txt, main-content.txt, second-look.txt, cuts.txt, page-types.txt, lexicon.txt, and cross-validated-NAME.jsonl with the texts of the
#            held-out pages
# The same pages give the same files. To ship them: cp OUTPUT/*.txt extract/src/main/resources/io/millrace/extract/model/
# No pages come with Millrace; those of the shipped model are named in docs/explanation/extraction.md. Takes about 6 GB of memory.
source "$(dirname "$0")/../run/lib.sh"
if [ $# -lt 3 ] || [ $(($# % 2)) -eq 0 ]; then
  sed -n '2,/^# No/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
build
list=$root/bench/target/train.classpath
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
tmp=$(mktemp -d) # natives are unpacked there, and two runs at a time must not share them
trap 'rm -rf "$tmp"' EXIT
# shellcheck disable=SC2046  # options are words
java $(jvm) -Djava.io.tmpdir="$tmp" -Xmx6g -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.extraction.train.TrainExtraction "$@"
