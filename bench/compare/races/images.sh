# A list of JPEG images on a local server to WebDataset shards of 256 x 256, whole programs including start-up; bench/images/run.sh prints more
# figures. img2dataset runs with 2 processes. COMPARE_IMG2DATASET: a python that has bench/images/requirements.txt, instead of an environment created here.
python=${COMPARE_IMG2DATASET:-$work/venv-images/bin/python}
if [ ! -x "$python" ]; then
  interpreter=$(command -v python3.11 || command -v python3) || leave_out 'img2dataset: there is no python3'
  { "$interpreter" -m venv "$work/venv-images" &&
    "$python" -m pip install -q --disable-pip-version-check -r "$root/bench/images/requirements.txt"; } >"$work/pip-images.log" 2>&1 ||
    { rm -rf "$work/venv-images"; leave_out "img2dataset: pip cannot install it ($(tail -n 1 "$work/pip-images.log"))"; }
fi
count=$(sized 3000 10000 50000)

# images_row ROW SMALLEST IMAGES: photos with a width of SMALLEST to twice SMALLEST pixels
images_row() {
  local row=$1 smallest=$2 count=$3 folder=$work/$1 server port
  rm -rf "$folder/end" "$folder/port"
  mkdir -p "$folder"
  [ -f "$folder/photos/$((count - 1)).jpg" ] || java -cp "$(classpath)" io.millrace.bench.images.MadePhotos "$folder/photos" "$count" "$smallest"
  mkfifo "$folder/end" "$folder/port"
  # the JDK's server keeps a buffer of twice the image size for each of about 2,000 open connections
  java -Xmx2g -XX:+UseSerialGC -cp "$(classpath)" io.millrace.bench.images.FolderServer "$folder/photos" <"$folder/end" >"$folder/port" &
  server=$!
  exec 3>"$folder/end" # the server ends when this is closed
  read -r port <"$folder/port"
  "$python" -c 'import sys
port, count = sys.argv[1:]
print("url,caption")
for i in range(int(count)):
    print(f"http://127.0.0.{1 + i % 64}:{port}/{i}.jpg,a photo that was made for a benchmark number {i}")' "$port" "$count" >"$folder/urls.csv"
  turns "$row" 0 0 \
    "$(program "$count" taskset -c "$both" "$root/millrace" run "$root/bench/images/recipe.yaml" --input "image-list=$folder/urls.csv" --output "$folder/ours" --overwrite --parallelism 2)" \
    "$(program "$count" taskset -c "$both" bash -c 'rm -rf "$2/theirs" && exec "$1" -m img2dataset.main --url_list "$2/urls.csv" --input_format csv --url_col url --caption_col caption \
       --output_folder "$2/theirs" --output_format webdataset --number_sample_per_shard "$3" --processes_count 2 --thread_count 16 --image_size 256 --resize_mode border \
       --encode_quality 95 --enable_wandb False' images "$python" "$folder" $((count / 10)))" \
    "$(version_of img2dataset), 2 processes" \
    "$(printf '%q ' "$compare/sides/images_alike.sh" "$count" "$folder/ours/shards" "$folder/theirs")"
  exec 3>&-
  wait "$server"
}
images_row images 500 "$count"
images_row images-camera 1000 $((count / 10))
