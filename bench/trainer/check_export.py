"""Compares an export with the trainer's results: ids, logits, and the greedy continuation.

    python check_export.py FOLDER TEXT OUT.json

FOLDER is an export in Hugging Face's layout, OUT.json the output of ExportCheck. Packages: requirements.txt.
"""
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def main(folder, text, figures):
    with open(text, encoding="utf-8", newline="") as file:
        words = file.read()
    with open(figures, encoding="utf-8") as file:
        ours = json.load(file)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    ids = tokenizer(words, add_special_tokens=False)["input_ids"]
    print(f"{type(model).__name__}, {type(tokenizer).__name__}")
    same = ids == ours["ids"]
    print(f"ids: {len(ids)}, {'equal' if same else 'NOT EQUAL'}")
    probe = torch.tensor([ours["probe"]])
    with torch.no_grad():
        logits = model(probe).logits[0]
        follow = model.generate(probe, max_new_tokens=len(ours["greedy"]), do_sample=False,
                                eos_token_id=None, attention_mask=torch.ones_like(probe))
    difference = (logits - torch.tensor(ours["logits"]).reshape(logits.shape)).abs().max().item()
    print(f"logits: largest difference {difference:.2e}, largest logit {logits.abs().max():.2f}")
    greedy = follow[0, probe.shape[1]:].tolist() == ours["greedy"]
    print(f"likeliest tokens: {'equal' if greedy else 'NOT EQUAL'}")
    fine = same and greedy and difference < 1e-4
    if "llama_ids" in ours:
        same_llama = ours["llama_ids"] == ours["ids"]
        said = ours["greedy_text"].startswith(ours["llama_greedy_text"]) and ours["llama_greedy_text"] != ""
        print(f"llama.cpp: ids {'equal' if same_llama else 'NOT EQUAL'}, "
              f"likeliest text {'equal' if said else 'NOT EQUAL'}")
        if not said:
            print(repr(ours["greedy_text"]), repr(ours["llama_greedy_text"]))
        fine = fine and same_llama and said
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
