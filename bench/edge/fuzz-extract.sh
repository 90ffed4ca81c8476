#!/usr/bin/env bash
# Runs random pages through the extraction stage. A failure names the seed of its page; PAGES 1 with this seed repeats it.
#   fuzz-extract.sh [PAGES] [SEED]     defaults: 200000 pages (about 20 minutes), a seed from the clock, which is printed
set -euo pipefail
cd "$(dirname "$0")/../.."
export MILLRACE_FUZZ_PAGES=${1:-200000} MILLRACE_FUZZ_SEED=${2:-$(date +%s)000000}
echo "MILLRACE_FUZZ_SEED=$MILLRACE_FUZZ_SEED MILLRACE_FUZZ_PAGES=$MILLRACE_FUZZ_PAGES"
mvn -q -B -pl extract -am test -Dtest=HtmlFuzzTest -Dsurefire.failIfNoSpecifiedTests=false
