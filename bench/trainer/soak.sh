#!/usr/bin/env bash
# Trains a small model for many steps and says how many tensors are alive and how much memory the process holds; fails if
# either grows in the second half.
#   soak.sh [STEPS] [THREADS]
source "$(dirname "$0")/../run/lib.sh"
build >/dev/null
# shellcheck disable=SC2046
java $(jvm) -Xmx256m -cp "$(classpath)" io.millrace.bench.trainer.Soak "${1:-5000}" "${2:-1}"
