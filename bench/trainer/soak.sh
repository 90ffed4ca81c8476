#!/usr/bin/env bash
# Trains a small model for many steps and prints the number of live tensors and the memory of the process; fails if
# either grows in the second half.
#   soak.sh [STEPS] [THREADS]
source "$(dirname "$0")/../run/lib.sh"
build >/dev/null
# shellcheck disable=SC2046
java $(jvm) -Xmx256m -cp "$(classpath)" io.millrace.bench.trainer.Soak "${1:-5000}" "${2:-1}"
