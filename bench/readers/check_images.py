"""Reads shards of images with common readers, and checks that they read the same.

Usage: check_images.py SHARDS PARQUET write|seen FILE

SHARDS has tars, PARQUET has Parquet files with images, of the same pairs. With 'write', webdataset writes FILE, a tar;
with 'seen', FILE is what millrace read from that tar. Needs webdataset, pyarrow, datasets and pillow.
"""

import glob
import io
import json
import os
import sys

import datasets
import PIL.Image
import pyarrow.parquet
import webdataset

FOREIGN = [
    (f"part/{i:06d}", f"https://example.org/{i}.png", f"Bild {i}, レイヤー") for i in range(5)
]


def picture(number):
    data = io.BytesIO()
    PIL.Image.new("RGB", (8, 6), (number, 100, 200)).save(data, "PNG")
    return data.getvalue()


def write_foreign(path):
    with webdataset.TarWriter(path) as tar:
        for number, (key, url, caption) in enumerate(FOREIGN):
            tar.write(
                {"__key__": key, "png": picture(number), "txt": caption, "json": {"url": url, "key": key}}
            )


def check_foreign(path):
    with open(path, encoding="utf-8") as file:
        seen = [line.rstrip("\n").split("\t") for line in file]
    must = [[url, caption, str(len(picture(n)))] for n, (_, url, caption) in enumerate(FOREIGN)]
    assert seen == must, seen


def check_shards(shards, parquet):
    tars = sorted(glob.glob(os.path.join(shards, "*.tar")))
    assert len(tars) > 2, tars
    pairs = {}
    for path in tars:
        stem = path[: -len(".tar")]
        rows = pyarrow.parquet.read_table(stem + ".parquet").to_pylist()
        read = 0
        for sample in webdataset.WebDataset(path, shardshuffle=False):
            about = json.loads(sample["json"])
            row = rows[read]
            read += 1
            assert sample["__key__"] == about["key"] == row["key"], path
            assert sample["txt"].decode() == about["caption"] == row["caption"], path
            assert row == about, (row, about)
            image = sample["jpg"]
            with PIL.Image.open(io.BytesIO(image)) as opened:
                opened.load()
                assert (opened.width, opened.height) == (about["width"], about["height"]), path
            pairs[about["id"]] = image
        with open(stem + "_stats.json", encoding="utf-8") as file:
            statistics = json.load(file)
        assert read == len(rows) == statistics["successes"] == statistics["count"], path
        with open(stem + ".jsonl", encoding="utf-8", newline="\n") as file:
            tasks = {json.loads(line)["task"] for line in file}
        assert tasks == {"split_cap", "ocr"}, tasks

    loaded = datasets.load_dataset("webdataset", data_files={"train": tars}, split="train")
    assert loaded.num_rows == len(pairs), loaded
    assert set(row["id"] for row in loaded["json"]) == set(pairs)
    for row in loaded:
        assert (row["jpg"].width, row["jpg"].height) == (row["json"]["width"], row["json"]["height"])

    files = sorted(glob.glob(os.path.join(parquet, "*.parquet")))
    for path in files:
        for row in pyarrow.parquet.ParquetFile(path).read().to_pylist():
            assert row["image"]["bytes"] == pairs[row["id"]], path
            assert row["image"]["path"].startswith(row["id"]), path
    images = datasets.load_dataset("parquet", data_files=files, split="train")
    assert images.num_rows == len(pairs), images
    assert isinstance(images.features["image"], datasets.Image), images.features
    for row in images:
        assert (row["image"].width, row["image"].height) == (row["width"], row["height"])
    return len(pairs)


def main(shards, parquet, task, file):
    if task == "write":
        write_foreign(file)
        return
    count = check_shards(shards, parquet)
    check_foreign(file)
    print(f"readers agree: {count} images as WebDataset and Parquet; {len(FOREIGN)} read from webdataset's tar")


if __name__ == "__main__":
    main(*sys.argv[1:])
