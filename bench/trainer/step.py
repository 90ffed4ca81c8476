"""Measures training steps of the trainer's decoder, written in usual PyTorch eager.

    python step.py --steps 8 --threads 2 [--documents 8] [--fused]

Prints a line for each step: its seconds, and the process's seconds of processor time.
"""
import argparse
import time

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(width, width)
        self.k = nn.Linear(width, width)
        self.v = nn.Linear(width, width)
        self.o = nn.Linear(width, width, bias=False)

    def forward(self, x, cos, sin, mask):
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.q, self.k, self.v))
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None)
        return self.o(y.transpose(1, 2).reshape(batch, length, width))


def rotate(x, cos, sin):
    dimensions = cos.shape[-1]
    turned, passed = x[..., :dimensions], x[..., dimensions:]
    a, b = turned.chunk(2, dim=-1)
    turned = turned * cos + torch.cat((-b, a), dim=-1) * sin
    return torch.cat((turned, passed), dim=-1)


class Block(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.gate = nn.Linear(width, hidden, bias=False)
        self.up = nn.Linear(width, hidden, bias=False)
        self.down = nn.Linear(hidden, width, bias=False)

    def forward(self, x, cos, sin, mask):
        x = x + self.attention(self.norm1(x), cos, sin, mask)
        y = self.norm2(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Decoder(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, hidden, rotary):
        super().__init__()
        self.rotary = rotary
        self.embedding = nn.Embedding(vocabulary, width)
        self.blocks = nn.ModuleList(Block(width, heads, hidden) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.normal_(p, std=0.02)

    def forward(self, ids, positions, mask):
        inverse = 1.0 / 10000 ** (torch.arange(0, self.rotary, 2) / self.rotary)
        angles = positions[:, None, :, None] * inverse
        angles = torch.cat((angles, angles), dim=-1)
        cos, sin = angles.cos(), angles.sin()
        x = self.embedding(ids)
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return self.head(self.norm(x))


def batch(number, sequences, length, vocabulary, documents):
    generator = torch.Generator().manual_seed(number)
    ids = torch.randint(vocabulary, (sequences, length + 1), generator=generator)
    place = torch.arange(length)
    if documents == 1:
        return ids, place.expand(sequences, length), None
    document = place // (length // documents)
    mask = (document[:, None] == document[None, :]) & (place[:, None] >= place[None, :])
    return ids, (place % (length // documents)).expand(sequences, length), mask


def main():
    parser = argparse.ArgumentParser()
    for name, value in dict(steps=8, threads=2, sequences=4, length=512, vocabulary=8192,
                            width=256, layers=6, heads=4, hidden=704, documents=1).items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--fused", action="store_true")
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(1)
    model = Decoder(o.vocabulary, o.width, o.layers, o.heads, o.hidden, o.width // o.heads // 4)
    groups = [
        {"params": [p for p in model.parameters() if p.dim() > 1], "weight_decay": 0.1},
        {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(
        groups, lr=1e-3, betas=(0.9, 0.95), eps=1e-8, fused=o.fused or None)
    for step in range(o.steps):
        begin, processor = time.perf_counter(), time.process_time()
        ids, positions, mask = batch(step, o.sequences, o.length, o.vocabulary, o.documents)
        logits = model(ids[:, :-1], positions, mask)
        loss = F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        value = loss.item()
        print(f"{time.perf_counter() - begin:.4f} {time.process_time() - processor:.4f} {value:.4f}")


if __name__ == "__main__":
    main()
