#!/usr/bin/env bash
# A list of JPEG images on a local server to WebDataset shards of 256 x 256: img2dataset and millrace in turns.
#   run.sh PYTHON [IMAGES [ROUNDS [PROCESSES [HOSTS]]]]
# PYTHON has img2dataset (bench/images/requirements.txt). Defaults: 5000 images, 3 rounds, "1 2" processes of img2dataset, 64 hosts (loopback addresses).
# THREADS (32): all threads of img2dataset, and parallel requests per host of millrace. PARALLELISM (number of processors): of millrace. RULES=true:
# millrace also requests robots.txt and TDM reservations. Each side is a new process, timed with its start-up. JAVA_OPTS: additional options for millrace's JVM.
# FOLDER keeps the generated images.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -ge 1 ] || { echo "usage: $0 PYTHON [IMAGES [ROUNDS [PROCESSES [HOSTS]]]]" >&2; exit 2; }
python=$1
images=${2:-5000} rounds=${3:-3} all_processes=${4-1 2} hosts=${5:-64}
threads=${THREADS:-32} parallelism=${PARALLELISM:-$(nproc)} rules=${RULES:-false}
"$root/millrace" --version
classes=$root/bench/target/image-classes
mkdir -p "$classes"
javac -d "$classes" "$root"/bench/src/main/java/io/millrace/bench/images/*.java

work=$(mktemp -d)
mkfifo "$work/end" "$work/port"
photos=${FOLDER:-$work/images}
[ -f "$photos/$((images - 1)).jpg" ] || java -cp "$classes" io.millrace.bench.images.MadePhotos "$photos" "$images"
java -Xmx256m -cp "$classes" io.millrace.bench.images.FolderServer "$photos" <"$work/end" >"$work/port" &
exec 3>"$work/end" # closing this ends the server
trap 'exec 3>&-; wait; rm -rf "$work"' EXIT
read -r port <"$work/port"
awk -v n="$images" -v hosts="$hosts" -v port="$port" 'BEGIN {
  print "url,caption"
  for (i = 0; i < n; i++) printf "http://127.0.0.%d:%d/%d.jpg,a photo that was made for a benchmark number %d\n", 1 + i % hosts, port, i, i
}' >"$work/urls.csv"

peer() {
  "$python" -m img2dataset.main --url_list "$work/urls.csv" --input_format csv --url_col url --caption_col caption \
    --output_folder "$work/peer" --output_format webdataset --number_sample_per_shard $((images / 10)) --processes_count "$processes" \
    --thread_count $((threads / processes)) --image_size 256 --resize_mode border --encode_quality 95 --enable_wandb False
}
ours() {
  MILLRACE_JAVA_OPTS=${JAVA_OPTS:-} "$root/millrace" run "$root/bench/images/recipe.yaml" --input "image-list=$work/urls.csv" --output "$work/ours" \
    --parallelism "$parallelism" --set "stages.image-fetch.host_connections=$threads" \
    --set "stages.image-fetch.robots=$rules" --set "stages.image-fetch.tdm_reservation=$rules"
}
images_in() { for tar in "$1"/*.tar; do tar -tf "$tar"; done | grep -c '\.jpg$'; }
# timed SIDE FOLDER-OF-SHARDS: wall and processor seconds
timed() {
  rm -rf "$work/$1"
  local log=$work/$1.log
  export -f "$1"
  export python work images processes parallelism threads rules root
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c "$1" >"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
  read -r wall user system resident <"$work/time"
  cpu=$(echo "$user + $system" | bc)
  printf '%-5s %6d images  %7.1f s wall  %7.1f s processor  %6.1f images/s  %6.1f images a processor second  %5d MB\n' "$1" \
    "$(images_in "$2")" "$wall" "$cpu" "$(echo "scale=2; $images / $wall" | bc)" "$(echo "scale=2; $images / $cpu" | bc)" $((resident / 1024))
}
for round in $(seq "$rounds"); do
  timed ours "$work/ours/shards"
  ours_wall=$wall ours_cpu=$cpu
  for processes in $all_processes; do
    timed peer "$work/peer"
    printf 'round %d: millrace is %.2f x img2dataset with %d processes by the clock, %.2f x by processor time\n' "$round" \
      "$(echo "scale=3; $wall / $ours_wall" | bc)" "$processes" "$(echo "scale=3; $cpu / $ours_cpu" | bc)"
  done
done
