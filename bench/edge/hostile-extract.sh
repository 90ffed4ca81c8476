#!/usr/bin/env bash
# Pages made to hurt through the extraction stage: processor time of each, and of half of it. Exit 1: one takes long for its size.
#   hostile-extract.sh [CHARACTERS]     defaults: 10000000 characters, half an hour or so on one core
set -euo pipefail
cd "$(dirname "$0")/../.."
export MILLRACE_HOSTILE_CHARACTERS=$((${1:-10000000} / 2))
mvn -q -B -pl extract -am test -Dtest=HostileStageTest -Dsurefire.failIfNoSpecifiedTests=false
