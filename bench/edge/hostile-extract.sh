#!/usr/bin/env bash
# Runs hostile pages through the extraction stage: processor time of each, and of half of it. Exit 1: a page is too slow for its size.
#   hostile-extract.sh [CHARACTERS]     default: 10000000 characters, about half an hour on one core
set -euo pipefail
cd "$(dirname "$0")/../.."
export MILLRACE_HOSTILE_CHARACTERS=$((${1:-10000000} / 2))
mvn -q -B -pl extract -am test -Dtest=HostileStageTest -Dsurefire.failIfNoSpecifiedTests=false
