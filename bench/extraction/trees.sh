#!/usr/bin/env bash
# The HTML parser against html5lib's tests of trees, which come with html5lib's sources on PyPI: trees.sh [OUTPUT]
# Prints how many of each file are right; OUTPUT (bench/target/trees.txt) also has every page whose tree is another one, with both trees.
source "$(dirname "$0")/../run/lib.sh"
output=${1:-$root/bench/target/trees.txt}
archive=html5lib-1.1.tar.gz
sha256=b2e5b40261e20f354d198eae92afc10d750afb487ed5e50f9c4eaf07c184146f
work=$root/bench/target/html5lib
mkdir -p "$work"
[ -f "$work/$archive" ] ||
  curl -fsSL -o "$work/$archive" "https://files.pythonhosted.org/packages/ac/b6/b55c3f49042f1df3dcd422b7f224f939892ee94f22abcf503a9b7339eaf2/$archive"
echo "$sha256  $work/$archive" | sha256sum -c --quiet
tar -xzf "$work/$archive" -C "$work" html5lib-1.1/html5lib/tests/testdata/tree-construction
build
java -cp "$(classpath)" io.millrace.bench.extraction.TreeTests "$work/html5lib-1.1/html5lib/tests/testdata/tree-construction" >"$output"
grep -a -E '^[^|]* of +[0-9]+( right, [0-9]+ not run)?$' "$output"
