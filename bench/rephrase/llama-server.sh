#!/usr/bin/env bash
# A real OpenAI-compatible server on a GGUF file: llama.cpp's, as built by llama-cpp-python.
#   llama-server.sh MODEL.gguf [PORT] [THREADS]     defaults: 8080 2
# The first call builds it from source into bench/rephrase/target/venv (C++ compiler needed; minutes),
# later ones start at once. It listens on the loopback address only and runs until it is interrupted.
#   LLAMA_CONTEXT  tokens of context (default 4096)
#   BUILD_ONLY=1   build, do not start (MODEL may be left out)
set -euo pipefail
cd "$(dirname "$0")"
version=0.3.36
venv=$PWD/target/venv

if [[ ! -e $venv/built-$version ]]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  # No parts that want the network or a picture model; a plain CPU build.
  CMAKE_ARGS="-DLLAVA_BUILD=OFF -DLLAMA_CURL=OFF -DGGML_OPENMP=OFF ${CMAKE_ARGS:-}" \
    CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-2} \
    "$venv/bin/pip" install --quiet --disable-pip-version-check "llama-cpp-python[server]==$version"
  touch "$venv/built-$version"
fi
[[ ${BUILD_ONLY:-} ]] && exit 0

model=${1:?usage: llama-server.sh MODEL.gguf [PORT] [THREADS]}
exec "$venv/bin/python" -m llama_cpp.server --model "$model" --host 127.0.0.1 --port "${2:-8080}" \
  --n_threads "${3:-2}" --n_ctx "${LLAMA_CONTEXT:-4096}"
