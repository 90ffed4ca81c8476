#!/usr/bin/env bash
# Runs the HTML parser on the tree construction tests of html5lib, from its sources on PyPI: trees.sh [OUTPUT]
# Prints the number of correct trees of each file; OUTPUT (bench/target/trees.txt) also has every page with a wrong tree, with both trees.
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
