"""What moves: maps that bring what the frame before showed to where it is now. `c` is a `DynamicsConfig`."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Linear, Modulation, fourier, modulate


class Carry(nn.Module):
    """Carries what stood around a place, a frame before, to where it is now: a gated linear unit (Shazeer, arXiv
    2002.05202) over nine tokens, whose gate the network sets."""

    def __init__(self, c):
        super().__init__()
        self.around, self.how = Linear(9 * c.token, c.carried), Linear(c.width, c.carried)
        self.out = Linear(c.carried, c.token, gain=0.0)

    def forward(self, guess: Tensor, seen: Tensor, around: Tensor) -> Tensor:
        """guess (B, T, N, token), seen (B, T, N, width), around (N, 9): tokens, see `neighbours`."""
        return self.out(F.silu(self.around(guess[:, :, around].flatten(3))) * self.how(seen))


def neighbours(views: int, rows: int, columns: int) -> Tensor:
    """Each token and the eight around it in its view, row by row, (N, 9); beyond an edge the nearest stands in."""
    y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    dy, dx = torch.meshgrid(torch.arange(-1, 2), torch.arange(-1, 2), indexing="ij")
    y = (y.flatten()[:, None] + dy.flatten()).clamp(0, rows - 1)
    x = (x.flatten()[:, None] + dx.flatten()).clamp(0, columns - 1)
    return torch.cat([view * rows * columns + y * columns + x for view in range(views)])


class Warp(nn.Module):
    """Moves what the frame before showed to where it is now: convolutions over its latents, steered by the condition (as
    in Finn et al., arXiv 1605.07157), let through as the network says (a gated linear unit)."""

    def __init__(self, c):
        super().__init__()
        wide = c.patch * c.patch * c.warp
        self.enter = Cells(c.latent, c.warp)
        self.position = Linear(16, c.warp)
        self.view = nn.Parameter(torch.randn(c.views, c.warp) * 0.02)
        self.layers = nn.ModuleList(WarpLayer(c) for _ in range(c.warp_depth))
        self.how, self.out = Linear(c.width, wide), Linear(wide, c.token, gain=0.0)

    def forward(self, z: Tensor, seen: Tensor, c: Tensor, patchify) -> Tensor:
        """z (B, T, V, h, w, latent), seen (B, T, N, width), c (B, T, 1, width) -> (B, T, N, token)."""
        b, t, v, h, w, _ = z.shape
        y, x = torch.meshgrid((torch.arange(h) + 0.5) / h, (torch.arange(w) + 0.5) / w, indexing="ij")
        place = self.position(fourier(torch.stack([y, x], -1).to(z.device), 4)) + self.view[:, None, None]
        x = self.enter(z) + place
        for layer in self.layers:
            x = layer(x, c[:, :, :, None, None])
        return self.out(patchify(F.silu(x)) * self.how(seen))


class WarpLayer(nn.Module):
    """A convolution beside a skip, modulated by the condition."""

    def __init__(self, c):
        super().__init__()
        self.modulation = Modulation(c.width, c.modulation_rank, 2, c.warp)
        self.conv = Cells(c.warp, c.warp)

    def forward(self, x: Tensor, c: Tensor) -> Tensor:
        return x + self.conv(F.silu(modulate(x, *self.modulation(c))))


class Cells(nn.Conv3d):
    """A 3x3 convolution of each picture of (B, T, V, h, w, C)."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__(inputs, outputs, (1, 3, 3), padding=(0, 1, 1))
        nn.init.normal_(self.weight, std=(9 * inputs) ** -0.5)
        nn.init.zeros_(self.bias)

    def forward(self, x: Tensor) -> Tensor:
        b, t, v, h, w, c = x.shape
        y = super().forward(x.reshape(b, t * v, h, w, c).permute(0, 4, 1, 2, 3))
        return y.permute(0, 2, 3, 4, 1).reshape(b, t, v, h, w, -1)
