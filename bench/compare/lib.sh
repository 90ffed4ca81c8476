# Sourced by run.sh and, through it, by the races.
source "$(dirname "${BASH_SOURCE[0]}")/../run/lib.sh"
compare=$root/bench/compare
here=$compare
work=${COMPARE_WORK:-$root/bench/target/compare}
data=${COMPARE_DATA:-$work/data}
results=${COMPARE_RESULTS:-$compare/results}
size=${COMPARE_SIZE:-small}
pairs=${COMPARE_PAIRS:-5}
core=${CORE:-$(($(nproc --all) - 1))}
both=${BOTH_CORES:-0-$(($(nproc --all) - 1))}

# Ends the race with exit status 3 and says what is missing.
leave_out() {
  echo "left out: $*"
  exit 3
}

# Chooses a value by size: sized SMALL MEDIUM LARGE
sized() { case $size in small) echo "$1" ;; medium) echo "$2" ;; *) echo "$3" ;; esac; }

# Sets `python` to the environment of peers/NAME.txt, which is created once: peer NAME [FILE], with FILE instead of peers/NAME.txt.
peer() {
  local name=$1 pins=${2:-$compare/peers/$1.txt} venv=$work/venv-$1 interpreter
  python=$venv/bin/python
  if [ -x "$python" ] && cmp -s "$pins" "$venv/pins.txt"; then return; fi
  interpreter=$(command -v python3.11 || command -v python3) || leave_out "$name: there is no python3"
  rm -rf "$venv"
  { "$interpreter" -m venv "$venv" &&
    "$venv/bin/pip" install -q --disable-pip-version-check --no-deps --require-hashes -r "$pins"; } >"$work/pip-$name.log" 2>&1 ||
    { rm -rf "$venv"; leave_out "$name: pip cannot install $(basename "$pins") ($(tail -n 1 "$work/pip-$name.log"))"; }
  cp "$pins" "$venv/pins.txt"
}

# Version of a package in the peer's environment.
version_of() { "$python" -c "import importlib.metadata as m; print('$1', m.version('$1'))"; }

# Fetches a collection of bench/data if it is missing: need text-10mb
need() {
  [ -e "$data/$1" ] || "$root/bench/data/fetch.sh" "$data" "$(sized small small large)" >&2 || true
  [ -e "$data/$1" ] || leave_out "$data/$1: bench/data/fetch.sh cannot make it here"
}

# Command of our side on one core: our_side KIND ARGUMENT...
our_side() {
  # shellcheck disable=SC2046  # options are words
  printf '%q ' taskset -c "${cores:-$core}" java $(jvm) -XX:-UseParallelGC -XX:+UseSerialGC -Xmx"${heap:-2g}" -cp "$(classpath)" \
    io.millrace.bench.compare.OurSide "$@"
}

# Command of a peer's side: their_side SCRIPT.py ARGUMENT...
their_side() { printf '%q ' taskset -c "${cores:-$core}" "$python" "$compare/sides/$1" "${@:2}"; }

# Command of a side that starts a program for every pass: program AMOUNT COMMAND...
program() { printf '%q ' "$compare/sides/program.sh" "$@"; }

# Measures a row: turns ROW WARM_OURS WARM_THEIRS OURS THEIRS PEER CHECK; THEIRS may be empty. Prints a line; sets `failed` if it fails or outputs differ.
turns() {
  local options=(--targets "$compare/targets.tsv" --results "$results" --row "$1" --size "$size" --pairs "$pairs" --warm-ours "$2" --warm-theirs "$3"
    --ours "$4" --check "$7")
  [ -z "$5" ] || options+=(--theirs "$5" --peer "$6")
  java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(classpath)" io.millrace.bench.compare.Race "${options[@]}" 2>"$work/$1.log" ||
    { echo "$1: failed or differs; $work/$1.log"; tail -n 5 "$work/$1.log"; failed=1; }
}
