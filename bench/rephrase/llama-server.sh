#!/usr/bin/env bash
# A real OpenAI-compatible server on a GGUF file: llama.cpp's, with slots that are batched, from the wheel of xllamacpp.
#   llama-server.sh MODEL.gguf [PORT] [THREADS] [SLOTS]     defaults: 8080 2 4
# The first call fetches the wheel (about 30 MB) into bench/rephrase/target/venv, later ones start at once. It listens on
# the loopback address only and runs until it is interrupted. On a busy machine take 1 thread: more wait for each other.
#   LLAMA_CONTEXT  tokens of context of a slot (default 1024)
#   BUILD_ONLY=1   fetch, do not start (MODEL may be left out)
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
