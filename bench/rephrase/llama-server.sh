#!/usr/bin/env bash
# Starts an OpenAI-compatible server for a GGUF file: that of llama.cpp with batched slots, from the wheel of xllamacpp.
#   llama-server.sh MODEL.gguf [PORT] [THREADS] [SLOTS]     defaults: 8080 2 4
# The first call downloads the wheel (about 30 MB) to bench/rephrase/target/venv. The server listens on
# the loopback address only and runs until it is interrupted. On a busy machine use 1 thread, since threads wait for each other.
#   LLAMA_CONTEXT  tokens of context per slot (default 1024)
#   BUILD_ONLY=1   only downloads (MODEL can be left out)
set -euo pipefail
cd "$(dirname "$0")"
version=2026.10.11549
venv=$PWD/target/venv

if [[ ! -e $venv/xllamacpp-$version ]]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary=:all: "xllamacpp==$version"
  touch "$venv/xllamacpp-$version"
fi
[[ ${BUILD_ONLY:-} ]] && exit 0

exec "$venv/bin/python" llama_server.py "${1:?usage: llama-server.sh MODEL.gguf [PORT] [THREADS] [SLOTS]}" \
  "${2:-8080}" "${3:-2}" "${4:-4}" "${LLAMA_CONTEXT:-1024}"
