#!/usr/bin/env bash
# Checks that both folders of tars have all images: images_alike.sh COUNT OURS THEIRS
set -euo pipefail
images_in() { find "$1" -name '*.tar' -exec tar -tf {} \; | grep -c '\.jpg$' || true; }
ours=$(images_in "$2") theirs=$(images_in "$3")
echo "of $1 images ours wrote $ours, theirs $theirs"
[ "$ours" -eq "$1" ] && [ "$theirs" -eq "$1" ]
