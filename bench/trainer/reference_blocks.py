"""Computes the reference figures of tests of blocks, routers and losses with PyTorch.

    python reference_blocks.py ../../trainer/src/test/resources/io/millrace/trainer/block/blocks.json

Implements the papers' formulas with dispatch and combine as whole tensors, in float64; the inputs
come from a formula that the tests repeat. Packages: requirements.txt.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F

from reference import weights

WIDTH, HIDDEN, EXPERTS, CHOSEN = 6, 5, 3, 2
RUNS = [7, 9]
TOKENS = sum(RUNS)


def tensor(name, *shape):
    return weights(name, list(shape))


def uneven(name, *shape):
    """Dissimilar rows."""
    factors = [i * i % 11 * 0.6 for i in range(math.prod(shape))]
    return tensor(name, *shape) * torch.tensor(factors, dtype=torch.float64).reshape(shape)


def mlp(x, at, hidden=HIDDEN, width=WIDTH):
    up = F.linear(x, tensor(at + ".up.weight", hidden, width), tensor(at + ".up.bias", hidden))
    return F.linear(
        F.gelu(up), tensor(at + ".down.weight", width, hidden), tensor(at + ".down.bias", width))


def capacity(tokens, chosen, factor, experts):
    needed = math.ceil(round(tokens * chosen * factor / experts, 9))
    return max(4, -(-needed // 4) * 4)


def dispatch_of(gates, chosen, room, order):
    """[S, E, C] of zeros and ones."""
    tokens, experts = gates.shape
    best = gates.topk(chosen).indices
    queue = list(range(tokens))
    if order == "priority":
        queue.sort(key=lambda s: -gates[s].max().item())
    if order == "token":
        asked = [(s, k) for s in queue for k in range(chosen)]
    else:
        asked = [(s, k) for k in range(chosen) for s in queue]
    dispatch = torch.zeros(tokens, experts, room, dtype=torch.float64)
    for s, k in asked:
        e = best[s, k].item()
        used = int(dispatch[:, e].sum().item())
        if used < room:
            dispatch[s, e, used] = 1
    return dispatch


def experts_choose(gates, room):
    dispatch = torch.zeros(*gates.shape, room, dtype=torch.float64)
    for e in range(gates.shape[1]):
        for c, s in enumerate(gates[:, e].topk(room).indices):
            dispatch[s, e, c] = 1
    return dispatch


def through(x, dispatch, combine, at="experts."):
    slots = torch.einsum("sec,sd->ecd", dispatch, x)
    outputs = torch.stack([mlp(slots[e], f"{at}{e}") for e in range(slots.shape[0])])
    return torch.einsum("sec,ecd->sd", combine, outputs)


def placed(x, order, room):
    gates = F.linear(x, tensor("gate.weight", EXPERTS, WIDTH)).softmax(-1)
    if order == "experts":
        dispatch = experts_choose(gates, room)
    else:
        dispatch = dispatch_of(gates, CHOSEN, room, order)
    return through(x, dispatch, dispatch * gates[:, :, None])


def variation(values):
    return values.var(unbiased=False) / values.mean() ** 2


def load(logits, noisy, chosen, deviation):
    last = noisy.topk(chosen).values[:, -1:]
    clears = 1 - torch.distributions.Normal(0, 1).cdf((last - logits) / deviation)
    return variation(clears.mean(0))


def soft(x, slots):
    phi = tensor("gate.slots", WIDTH, EXPERTS * slots)
    scale = tensor("gate.scale", 1)
    outputs = []
    for part in x.split(RUNS):
        logits = F.normalize(part, dim=1) @ (scale * F.normalize(phi, dim=0))
        dispatch = logits.softmax(0).reshape(-1, EXPERTS, slots)
        combine = logits.softmax(1).reshape(-1, EXPERTS, slots)
        outputs.append(through(part, dispatch, combine))
    return torch.cat(outputs)


def merger(x):
    normed = F.layer_norm(x, [WIDTH], tensor("norm.weight", WIDTH), eps=1e-6)
    queries = tensor("queries", 2, WIDTH)
    return torch.cat([(queries @ p.T).softmax(-1) @ p for p in normed.split(RUNS)])


def attention(x, at, heads, causal):
    width = x.shape[1]
    q, k, v = (F.linear(x, tensor(f"{at}.{n}.weight", width, width)) for n in ("query", "key", "value"))
    q, k, v = (t.reshape(-1, heads, width // heads).transpose(0, 1) for t in (q, k, v))
    q = F.layer_norm(q, q.shape[-1:], tensor(at + ".query_norm.weight", width // heads), eps=1e-6)
    k = F.layer_norm(k, k.shape[-1:], tensor(at + ".key_norm.weight", width // heads), eps=1e-6)
    scores = q @ k.transpose(1, 2) / math.sqrt(width // heads)
    if causal:
        scores = scores.masked_fill(torch.ones_like(scores[0]).triu(1).bool(), -math.inf)
    seen = (scores.softmax(-1) @ v).transpose(0, 1).reshape(-1, width)
    return F.linear(seen, tensor(at + ".output.weight", width, width), tensor(at + ".output.bias", width))


def parallel(x, causal):
    outputs = []
    for part in x.split(RUNS):
        normed = F.layer_norm(part, [WIDTH], tensor("norm.weight", WIDTH), eps=1e-6)
        outputs.append(part + attention(normed, "attention", 2, causal) + mlp(normed, "mlp"))
    return torch.cat(outputs)


def sigmoid_loss(a, b, temperature, bias):
    logits = a @ b.T * temperature.exp() + bias
    signs = 2 * torch.eye(len(a), dtype=torch.float64) - 1
    return -F.logsigmoid(signs * logits).sum() / len(a)


def softmax_loss(a, b, temperature):
    logits = a @ b.T * temperature.exp()
    targets = torch.arange(len(a))
    return (F.cross_entropy(logits, targets) + F.cross_entropy(logits.T, targets)) / 2


def entropy(p):
    return -(p * p.log()).sum(-1)


def main(path):
    x = uneven("x", TOKENS, WIDTH)
    logits = 9 * tensor("logits", TOKENS, EXPERTS)
    noisy = logits + tensor("noise", TOKENS, EXPERTS)
    gates = logits.softmax(-1)
    a = F.normalize(tensor("images", 4, WIDTH))
    b = F.normalize(tensor("texts", 4, WIDTH))
    figures = {
        "token": placed(x, "token", 4),
        "choice": placed(x, "choice", 4),
        "priority": placed(x, "priority", 4),
        "roomy": placed(x, "priority", capacity(TOKENS, CHOSEN, 3, EXPERTS)),
        "experts": placed(x, "experts", 8),
        "soft": soft(x, 2),
        "merger": merger(x),
        "parallel": parallel(x, False),
        "parallel_causal": parallel(x, True),
        "importance": variation(gates.sum(0)),
        "load": load(logits, noisy, CHOSEN, 1 / EXPERTS),
        "local_entropy": entropy(gates).mean(),
        "global_entropy": (math.log(3) - entropy(gates.mean(0))).clamp(min=0),
        "sigmoid": sigmoid_loss(a, b, torch.tensor(10.0).double().log(), torch.tensor(-10.0).double()),
        "softmax": softmax_loss(a, b, torch.tensor(2.0).double()),
    }
    with open(path, "w", encoding="utf-8") as out:
        json.dump({k: v.flatten().tolist() for k, v in figures.items()}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1])
