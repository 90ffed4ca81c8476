#!/usr/bin/env bash
# Trains the models of main content and cross-validates them.
#   train.sh WARC TRUTH [WARC TRUTH]... OUTPUT
#     WARC   pages as `response` records; TRUTH  NAME-truth.jsonl[.gz], a line for each page: url, type, text, or with and without (see TruthFile)
#     OUTPUT gets glance.txt, main-content.txt, second-look.txt, cuts.txt, page-types.txt, lexicon.txt, and cross-validated-NAME.jsonl with the texts of the
#            held-out pages
# The same pages give the same files. To ship them: cp OUTPUT/*.txt extract/src/main/resources/io/millrace/extract/model/
# No pages are in this repository; those of the shipped models are named in docs/explanation/extraction.md. Takes about 6 GB of memory.
source "$(dirname "$0")/../run/lib.sh"
if [ $# -lt 3 ] || [ $(($# % 2)) -eq 0 ]; then
  sed -n '2,/^# No/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
build
list=$root/bench/target/train.classpath
(cd "$root" && mvn -q -B -pl bench -am package dependency:build-classpath -Dmdep.outputFile="$list" -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip >/dev/null)
tmp=$(mktemp -d) # native libraries are unpacked there, and two simultaneous runs must not share them
trap 'rm -rf "$tmp"' EXIT
# shellcheck disable=SC2046  # options are words
java $(jvm) -Djava.io.tmpdir="$tmp" -Xmx6g -cp "$root/bench/target/classes:$(cat "$list")" io.millrace.bench.extraction.train.TrainExtraction "$@"
