# fastText's program, built from the source of PyPI's fasttext-wheel, and its Python binding; lid.176.ftz, one text per line.
need text-10mb
peer fasttext
model=${MILLRACE_CACHE:-$HOME/.cache/millrace}/models/lid.176.ftz
[ -f "$model" ] || "$root/millrace" models fetch lid.176 >/dev/null || leave_out "lid.176.ftz: millrace models fetch cannot get it"
texts=$work/lid.txt
# leaves out lines with characters that are line ends for Python but not for fastText, and lines of white space only, for
# which ours predicts nothing and fastText the most likely language of an empty line
head -c "$(sized 12000000 40000000 200000000)" "$data/$(sized text-10mb text-100mb text-1gb)/texts.txt" | sed '$d' |
  grep -av $'[\r\x0b\x0c\x1c\x1d\x1e]\|\xc2\x85\|\xe2\x80\xa8\|\xe2\x80\xa9' | LC_ALL=C grep -a '[^[:space:]]' >"$texts"
bytes=$(stat -c %s "$texts")
ours=$(our_side lid "$model" "$texts" "$work/lid.ours")
if command -v g++ >/dev/null; then
  program=$work/fasttext-0.9.2/fasttext
  if [ ! -x "$program" ]; then
    mkdir -p "$work/fasttext-0.9.2"
    # --no-binary: only the source has the program
    "$(dirname "$python")/pip" download -q --disable-pip-version-check --no-deps --no-build-isolation --no-binary :all: --require-hashes -d "$work/fasttext-0.9.2" \
      -r "$compare/peers/fasttext-program.txt" >&2 || leave_out "fastText's program: pip cannot fetch its source"
    tar -xzf "$work"/fasttext-0.9.2/fasttext-wheel-*.tar.gz -C "$work/fasttext-0.9.2" --strip-components=1
    (cd "$work/fasttext-0.9.2" && g++ -O3 -funroll-loops -march=native -std=c++14 -include cstdint -pthread src/*.cc -o fasttext) >&2
  fi
  turns lid-program 5 1 "$ours" "$(printf '%q ' taskset -c "$core" "$compare/sides/fasttext.sh" "$program" "$model" "$texts" "$work/lid.program")" \
    "fastText's program 0.9.2, g++ -O3 -march=native" "$(printf '%q ' python3 "$compare/sides/same.py" lines "$work/lid.ours" "$work/lid.program" 1)"
else
  failed=3
  echo "left out: fastText's program: there is no g++"
fi
turns lid-wheel 5 1 "$ours" "$(their_side lid.py "$model" "$texts" "$work/lid.wheel")" "$(version_of fasttext-wheel)" \
  "$(printf '%q ' python3 "$compare/sides/same.py" lines "$work/lid.ours" "$work/lid.wheel" 1)"
