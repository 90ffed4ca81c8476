"""Reads samples of tar shards with webdataset, in order: read_tars.py FOLDER. The amount of a pass is bytes of images."""

import pathlib
import sys

import webdataset
from passes import serve

tars = sorted(str(tar) for tar in pathlib.Path(sys.argv[1]).glob("*.tar"))


def one_pass():
    amount = samples = 0
    for sample in webdataset.WebDataset(tars, shardshuffle=False):
        amount += len(sample["jpg"])
        samples += 1
    return {"amount": amount, "samples": samples}


serve(one_pass)
