"""Runs millrace with an S3 server: check.py MILLRACE FOLDER. See check.sh."""

import json
import logging
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

import boto3
from moto.server import ThreadedMotoServer

MILLRACE, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
OUTPUT = "s3://mill/out"
WORDS = "the of and to in that with for mill water wheel grain flour river stone sack have be turns".split()


def texts(seed):
    """Lines of three files: texts, copies of them, and one broken line."""
    chance = random.Random(seed)
    lines, said = [], []
    for number in range(900):
        if said and chance.random() < 0.2:
            text = chance.choice(said)
        else:
            sentences = (" ".join(chance.choices(WORDS, k=chance.randint(6, 18))) for _ in range(30))
            text = " ".join(sentence.capitalize() + "." for sentence in sentences)
            said.append(text)
        lines.append(json.dumps({"id": f"doc-{number}", "url": f"https://site.example/{number}", "text": text}))
    lines.append('{"id": "broken"')
    return [lines[part::3] for part in range(3)]


def millrace(*arguments, wrong=False, **environment):
    """Runs a command; returns its output and error output. wrong: it must fail with a message in one line."""
    ran = subprocess.run([MILLRACE, *arguments], env={**os.environ, **environment}, capture_output=True, text=True)
    said = ran.stdout + ran.stderr
    assert (ran.returncode != 0) == wrong, f"{arguments}: {ran.returncode}\n{said}"
    assert not wrong or said.count("\n") == 1, said
    return said


def objects(prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket="mill", Prefix=prefix)
    return [found["Key"] for page in pages for found in page.get("Contents", [])]


def files(manifest):
    """Hashes of all files by path; the manifests themselves differ in the inputs of the recipe."""
    made = json.loads(manifest)
    return {file["path"]: file["sha256"] for kind in ("shards", "rejected", "verdicts") for file in made[kind]}


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
address = "http://localhost:%d" % server.get_host_and_port()[1]
os.environ.update(
    AWS_ENDPOINT_URL=address, AWS_ACCESS_KEY_ID="miller", AWS_SECRET_ACCESS_KEY="grain", AWS_EC2_METADATA_DISABLED="true"
)
s3 = boto3.client("s3", region_name="us-east-1")
s3.create_bucket(Bucket="mill")
shutil.rmtree(FOLDER / "in", ignore_errors=True)
(FOLDER / "in").mkdir()
for part, lines in enumerate(texts(7)):
    body = "\n".join(lines) + "\n"
    (FOLDER / "in" / f"part-{part}.jsonl").write_text(body)
    s3.put_object(Bucket="mill", Key=f"in/part-{part}.jsonl", Body=body.encode())
recipe = FOLDER / "recipe.yaml"
recipe.write_text(
    "inputs: [jsonl: 's3://mill/in/part-*.jsonl']\n"
    "stages: [gopher-quality, c4, dedup-url, dedup-exact, dedup-minhash]\n"
    "output: {shards: 16}\n"
    "tolerance: .1\n"
)
disk = FOLDER / "disk"
run = ["run", str(recipe), "--parallelism", "2", "--output", OUTPUT]

millrace("run", str(recipe), "--input", f"jsonl={FOLDER}/in/part-*.jsonl", "--output", str(disk), "--overwrite")
killed = subprocess.Popen([MILLRACE, *run], stderr=subprocess.DEVNULL)
while killed.poll() is None and len(objects("out/.work/summary-")) < 3:
    time.sleep(0.01)
killed.kill()
killed.wait()
assert objects("out/.work/run.json"), "the run ended before it could be killed"
assert "--resume continues it" in millrace(*run, wrong=True)
millrace(*run, "--resume")
stored = files(s3.get_object(Bucket="mill", Key="out/manifest.json")["Body"].read())
assert len(stored) > 32 and stored == files((disk / "manifest.json").read_bytes())
assert millrace("shards", "verify", OUTPUT).startswith("sound: ")
assert not objects("out/.work"), objects("out/.work")
assert "holds a finished run" in millrace(*run, wrong=True)
print("killed and resumed, the bytes are those of a run on disk: ok")

gone = json.loads(millrace("shards", "cat", OUTPUT).splitlines()[0])["id"]
assert "kept" in millrace("explain", OUTPUT, "--id", gone)
(FOLDER / "ids").write_text(gone + "\n")
millrace("takedown", OUTPUT, "--ids", str(FOLDER / "ids"))
assert gone not in millrace("shards", "cat", OUTPUT)
assert millrace("shards", "verify", OUTPUT).startswith("sound: ")
print("takedown: ok")

before = objects("out/")
for said, arguments, environment in [
    ("no file matches s3://mill/none/*", ["--input", "jsonl=s3://mill/none/*"], {}),
    ("s3://grain/out cannot be written: NoSuchBucket, ", [], {}),
    ("no credentials for S3: set AWS_ACCESS_KEY_ID", [], {"AWS_ACCESS_KEY_ID": "", "HOME": str(FOLDER)}),
    ("Connection refused", [], {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}),
]:
    output = "s3://grain/out" if "grain/out" in said else OUTPUT
    heard = millrace(*run[:-1], output, *arguments, wrong=True, **environment)
    assert said in heard, heard
assert objects("out/") == before
print("what is wrong is said in one line: ok")
server.stop()
