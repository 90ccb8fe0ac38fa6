"""Layers and embeddings of the dynamics network."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def fourier(x: Tensor, octaves: int) -> Tensor:
    """[sin(2^k pi x), cos(2^k pi x)] for k < octaves, concatenated on the last axis."""
    scaled = torch.cat([x * (math.pi * 2.0**k) for k in range(octaves)], -1)
    return torch.cat([scaled.sin(), scaled.cos()], -1)


def rotary(positions: Tensor, pairs: int, base: float) -> tuple[Tensor, Tensor]:
    """cos and sin tables (len, pairs) for rotary embedding (Su et al., arXiv 2104.09864)."""
    frequency = base ** (-torch.arange(pairs, dtype=torch.float32) / pairs)
    angle = positions.float()[:, None] * frequency[None]
    return angle.cos(), angle.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates the pairs (i, i + D/2) of the last axis."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


class Linear(nn.Linear):
    """A linear layer whose start is scaled for its fan-in."""

    def __init__(self, inputs: int, outputs: int, gain: float = 1.0):
        super().__init__(inputs, outputs)
        nn.init.normal_(self.weight, std=gain / math.sqrt(inputs))
        nn.init.zeros_(self.bias)


class Modulation(nn.Module):
    """adaLN-zero (Peebles & Xie, arXiv 2212.09748) through a low-rank map: `count` vectors from the condition, as long as
    it or of `outputs` numbers."""

    def __init__(self, width: int, rank: int, count: int, outputs: int | None = None):
        super().__init__()
        self.count = count
        self.down = Linear(width, rank)
        self.up = Linear(rank, count * (outputs or width))
        nn.init.zeros_(self.up.weight)

    def forward(self, c: Tensor) -> tuple[Tensor, ...]:
        return self.up(F.silu(self.down(c))).chunk(self.count, -1)


def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    """x is (B, T, N, D); shift and scale (B, T, 1, D). LayerNorm without affine, eps 1e-6."""
    return F.layer_norm(x, x.shape[-1:], eps=1e-6) * (1 + scale) + shift
