#!/usr/bin/env bash
# A list of JPEG images on a server of this machine to WebDataset shards of 256 x 256: img2dataset and millrace in turns.
#   run.sh PYTHON [IMAGES [ROUNDS [WORKERS [HOSTS]]]]
# PYTHON has img2dataset (bench/images/requirements.txt). Defaults: 5000 images, 3 rounds, 1 worker, 64 hosts (loopback addresses). WORKERS is the
# number of img2dataset's processes and millrace's parallelism; THREADS (32) that of img2dataset's threads in all, and of requests at once to a host here.
# RULES=true has millrace ask for robots.txt and TDM reservations too. Each side is a fresh process, timed whole. JAVA_OPTS: more for millrace's JVM.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
python=$1
images=${2:-5000} rounds=${3:-3} workers=${4:-1} hosts=${5:-64}
threads=${THREADS:-32} rules=${RULES:-false}
"$root/millrace" --version
classes=$root/bench/target/image-classes
mkdir -p "$classes"
javac -d "$classes" "$root"/bench/src/main/java/io/millrace/bench/images/*.java

work=$(mktemp -d)
mkfifo "$work/end" "$work/port"
java -cp "$classes" io.millrace.bench.images.MadePhotos "$work/images" "$images"
java -Xmx256m -cp "$classes" io.millrace.bench.images.FolderServer "$work/images" <"$work/end" >"$work/port" &
exec 3>"$work/end" # the server ends when this is closed
trap 'exec 3>&-; wait; rm -rf "$work"' EXIT
read -r port <"$work/port"
awk -v n="$images" -v hosts="$hosts" -v port="$port" 'BEGIN {
  print "url,caption"
  for (i = 0; i < n; i++) printf "http://127.0.0.%d:%d/%d.jpg,a photo that was made for a benchmark number %d\n", 1 + i % hosts, port, i, i
}' >"$work/urls.csv"

peer() {
  "$python" -m img2dataset.main --url_list "$work/urls.csv" --input_format csv --url_col url --caption_col caption \
    --output_folder "$work/peer" --output_format webdataset --number_sample_per_shard 1000 --processes_count "$workers" \
    --thread_count "$threads" --image_size 256 --resize_mode border --encode_quality 95 --enable_wandb False
}
ours() {
  MILLRACE_JAVA_OPTS=${JAVA_OPTS:-} "$root/millrace" run "$root/bench/images/recipe.yaml" --input "image-list=$work/urls.csv" --output "$work/ours" \
    --parallelism "$workers" --set "stages.image-fetch.host_connections=$threads" \
    --set "stages.image-fetch.robots=$rules" --set "stages.image-fetch.tdm_reservation=$rules"
}
images_in() { for tar in "$1"/*.tar; do tar -tf "$tar"; done | grep -c '\.jpg$'; }
# timed SIDE FOLDER-OF-SHARDS: wall and processor seconds
timed() {
  rm -rf "$work/$1"
  local log=$work/$1.log
  export -f "$1"
  export python work images workers threads rules root
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c "$1" >"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
  read -r wall user system resident <"$work/time"
  cpu=$(echo "$user + $system" | bc)
  printf '%-5s %6d images  %7.1f s wall  %7.1f s processor  %6.1f images/s  %6.1f images a processor second  %5d MB\n' "$1" \
    "$(images_in "$2")" "$wall" "$cpu" "$(echo "scale=2; $images / $wall" | bc)" "$(echo "scale=2; $images / $cpu" | bc)" $((resident / 1024))
}
for round in $(seq "$rounds"); do
  timed peer "$work/peer"
  peer_wall=$wall peer_cpu=$cpu
  timed ours "$work/ours/shards"
  printf 'round %d: millrace is %.2f x by the clock, %.2f x by processor time\n' "$round" \
    "$(echo "scale=3; $peer_wall / $wall" | bc)" "$(echo "scale=3; $peer_cpu / $cpu" | bc)"
done
