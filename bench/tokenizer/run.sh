#!/usr/bin/env bash
# Measures the encoding speed of our tokenizer, of Hugging Face's through DJL, and of PyPI's tokenizers, on one thread.
#   run.sh CLASSPATH TOKENIZER TEXTS [ROUNDS] [PYTHON]
# TEXTS has one JSON string per line; PYTHON has PyPI's tokenizers. Times are processor time of the thread.
set -euo pipefail
classpath=$1 tokenizer=$2 texts=$3 rounds=${4:-3} python=${5:-python3}
here=$(dirname "$0")
java -Xmx1g -XX:+UseSerialGC -cp "$classpath" io.millrace.bench.tokenizer.EncodeSpeed "$tokenizer" "$texts" "$rounds"
"$python" "$here/python_speed.py" "$tokenizer" "$texts" "$rounds"
