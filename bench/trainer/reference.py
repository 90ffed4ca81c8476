"""Computes the reference figures of the trainer's tests with PyTorch and transformers.

    python reference.py ../../trainer/src/test/resources/io/millrace/trainer/model/reference.json

The model is Hugging Face's StableLmForCausalLM in float64, its weights a formula that the test
repeats, so the file holds figures only. Packages: requirements.txt.
"""
import json
import math
import sys

import torch
from transformers import StableLmConfig, StableLmForCausalLM

VOCABULARY, WIDTH, LAYERS, HEADS, HIDDEN = 19, 32, 2, 2, 48
DOCUMENTS = [[3, 1, 4, 1, 5, 9, 2, 6, 5], [2, 7, 18, 2, 8, 1, 8]]


def weights(name, shape):
    """Small numbers that depend on name and position; gains stay near 1."""
    count = math.prod(shape)
    start = sum(name.encode()) % 97
    values = [0.3 * math.sin(0.7 * i + start) for i in range(count)]
    if "norm" in name and name.endswith("weight"):
        values = [1 + 0.5 * v for v in values]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def model():
    config = StableLmConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS,
        num_attention_heads=HEADS, num_key_value_heads=HEADS, intermediate_size=HIDDEN,
        hidden_act="silu", partial_rotary_factor=0.25, rope_theta=10000, use_qkv_bias=True,
        layer_norm_eps=1e-5, tie_word_embeddings=False, max_position_embeddings=64,
        attention_dropout=0.0, hidden_dropout=0.0,
    )
    made = StableLmForCausalLM(config).double().train()
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            parameter.copy_(weights(name, parameter.shape))
    return made


def loss_of(made):
    """Mean over the learned tokens of all documents, each by itself."""
    total, learned = 0, 0
    for document in DOCUMENTS:
        logits = made(torch.tensor([document])).logits[0, :-1]
        targets = torch.tensor(document[1:])
        total = total + torch.nn.functional.cross_entropy(logits, targets, reduction="sum")
        learned += len(targets)
    return total / learned


def main(path):
    torch.set_num_threads(1)
    made = model()
    figures = {
        "logits": [made(torch.tensor([d])).logits[0].flatten().tolist() for d in DOCUMENTS],
    }
    loss = loss_of(made)
    loss.backward()
    figures["loss"] = loss.item()
    figures["gradients"] = {
        name: {"norm": p.grad.norm().item(), "first": p.grad.flatten()[:3].tolist()}
        for name, p in made.named_parameters()
    }
    decayed = [p for p in made.parameters() if p.dim() > 1]
    others = [p for p in made.parameters() if p.dim() < 2]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}],
        lr=0.01, betas=(0.9, 0.95), eps=1e-8)
    figures["steps"] = []
    for _ in range(5):
        optimiser.zero_grad()
        loss = loss_of(made)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(made.parameters(), 1.0)
        optimiser.step()
        figures["steps"].append({"loss": loss.item(), "gradient_norm": norm.item()})
    with open(path, "w", encoding="utf-8") as out:
        json.dump(figures, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
