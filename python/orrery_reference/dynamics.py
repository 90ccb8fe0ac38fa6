"""The causal diffusion transformer over latents: spatial and temporal attention in turn, actions through adaLN.

Latents are (B, T, V, h, w, z) for V cameras; actions (B, T, group, A), normalised to about [-1, 1]; latent frame t is
conditioned on the actions that lead to its frames (none for t = 0). Every frame has a noise level sigma in [0, 1] of its
own: z_sigma = (1 - sigma) z + sigma * noise. The network predicts the clean latent.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Linear, Modulation, fourier, modulate, rotary, rotate
from .motion import Carry, Warp, neighbours


@dataclass(frozen=True)
class DynamicsConfig:
    latent: int = 32
    patch: int = 2
    views: int = 2
    width: int = 256
    depth: int = 8
    heads: int = 4
    mlp: int = 4
    modulation_rank: int = 32
    action_width: int = 6
    group: int = 4  # actions a latent frame
    window: int = 12  # latent frames that temporal attention sees, the frame itself included
    previous: bool = False  # a frame is told the one before it, and predicted as a change of it
    carried: int = 0  # rank of the map that carries what stood around a place a frame before into it; 0: none
    warp: int = 0  # channels and layers of the convolutions that move what the frame before showed; 0 channels: none
    warp_depth: int = 3

    @property
    def token(self) -> int:
        return self.patch * self.patch * self.latent


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    """softmax(q k' / sqrt D) v over (..., heads, L, D); q and k in f32 after their norms, v in the network's precision.

    Fused attention, but for training on a CPU: its backward is slower there than the products written out
    (PyTorch 2.13; 131 against 31 ms for 128 tokens, 82 against 6 ms for 9).
    """
    if q.device.type != "cpu" or not torch.is_grad_enabled():
        return F.scaled_dot_product_attention(q.to(v.dtype), k.to(v.dtype), v, attn_mask=mask)
    kind = torch.float32 if q.shape[-2] > 32 else v.dtype
    with torch.autocast(q.device.type, enabled=False):
        scores = (q.to(kind) @ k.to(kind).transpose(-1, -2)) * q.shape[-1] ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        return (torch.softmax(scores.float(), -1).to(kind) @ v.to(kind)).to(v.dtype)


def visible(frames: int, total: int, window: int, sight: str) -> Tensor:
    """Which of `total` frames each of the last `frames` sees, (frames, total) bool.

    `causal`: itself and earlier ones; `open`: all; `paired`: the frames are two versions of a clip, the first causal,
    and a frame of the second sees the first's earlier frames and itself. Never one `window` or more away.
    """
    i, j = torch.arange(total - frames, total)[:, None], torch.arange(total)[None]
    if sight != "paired":
        near = (i - j).abs() < window
        return near & (j <= i) if sight == "causal" else near
    clip = total // 2
    place = i % clip
    past = (j < clip) & (j < place) & (place - j < window)
    return past | (i == j)


class Block(nn.Module):
    """Attention over one axis (space or time), then an MLP."""

    def __init__(self, c: DynamicsConfig, axis: str):
        super().__init__()
        self.axis, self.heads, self.window = axis, c.heads, c.window
        self.modulation = Modulation(c.width, c.modulation_rank, 6)
        self.qkv = Linear(c.width, 3 * c.width)
        self.q_scale = nn.Parameter(torch.ones(c.width // c.heads))
        self.k_scale = nn.Parameter(torch.ones(c.width // c.heads))
        self.out = Linear(c.width, c.width)
        self.fc1 = Linear(c.width, c.mlp * c.width)
        self.fc2 = Linear(c.mlp * c.width, c.width)

    def _qkv(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        b, t, n, d = x.shape
        q, k, v = self.qkv(x).reshape(b, t, n, 3, self.heads, d // self.heads).unbind(3)
        q = F.rms_norm(q, q.shape[-1:], eps=1e-6) * self.q_scale
        k = F.rms_norm(k, k.shape[-1:], eps=1e-6) * self.k_scale
        return q, k, v  # each (B, T, N, heads, D)

    def _space(self, x: Tensor, tables: tuple[Tensor, Tensor]) -> Tensor:
        b, t, n, d = x.shape
        q, k, v = (a.reshape(b * t, n, self.heads, -1).transpose(1, 2) for a in self._qkv(x))
        q, k = rotate(q, *tables), rotate(k, *tables)
        a = attend(q, k, v)
        return a.transpose(1, 2).reshape(b, t, n, d)

    def _time(self, x: Tensor, sight: str, cache: "TimeCache | None") -> Tensor:
        b, t, n, d = x.shape
        # (B, T, N, h, D) -> (B*N, h, T, D)
        q, k, v = (a.permute(0, 2, 3, 1, 4).reshape(b * n, self.heads, t, -1) for a in self._qkv(x))
        if cache is not None:
            k, v = cache.extend(self, k, v)
        total = k.shape[2]
        places = torch.arange(total) % (total // 2) if sight == "paired" else torch.arange(total)
        cos, sin = rotary(places, d // self.heads // 2, 100.0)
        k, q = rotate(k, cos, sin), rotate(q, cos[total - t:], sin[total - t:])
        mask = visible(t, total, self.window, sight) if t > 1 else None
        a = attend(q, k, v, mask)
        return a.reshape(b, n, self.heads, t, -1).permute(0, 3, 1, 2, 4).reshape(b, t, n, d)

    def forward(self, x: Tensor, c: Tensor, tables: tuple[Tensor, Tensor], sight: str = "causal", cache=None) -> Tensor:
        shift1, scale1, gate1, shift2, scale2, gate2 = self.modulation(c)
        h = modulate(x, shift1, scale1)
        h = self._space(h, tables) if self.axis == "space" else self._time(h, sight, cache)
        x = x + gate1 * self.out(h)
        h = self.fc2(F.gelu(self.fc1(modulate(x, shift2, scale2)), approximate="tanh"))
        return x + gate2 * h


class TimeCache:
    """Keys (before rotation) and values of committed latent frames: the first (a sink), then the newest.

    Exact until more than `window - 1` frames are committed. `commit` says whether `extend` keeps what it is given.
    """

    def __init__(self, window: int):
        self.window, self.commit = window, False
        self.held: dict[nn.Module, tuple[Tensor, Tensor]] = {}
        self.last: tuple[Tensor, Tensor] | None = None  # the newest frame's guess and actions, see `before`

    def extend(self, block: nn.Module, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        if block in self.held:
            k, v = (torch.cat(p, 2) for p in zip(self.held[block], (k, v)))
        if self.commit:
            keep = self.window - 1
            if k.shape[2] > keep:
                self.held[block] = tuple(torch.cat([a[:, :, :1], a[:, :, -(keep - 1):]], 2) for a in (k, v))
            else:
                self.held[block] = (k, v)
        return k, v


@dataclass(frozen=True)
class Guide:
    """What a clip's given frames show as seen from where its cameras are at each frame: told instead of the frame before
    of cameras that move."""

    latents: Tensor  # (B, T, V, h, w, z)
    told: Tensor  # (B, V) bool; of the other cameras the frame before is told

    def frames(self, start: int, stop: int) -> "Guide":
        return Guide(self.latents[:, start:stop], self.told)


def before(tokens: Tensor, sigma: Tensor, actions: Tensor, sight: str, cache: TimeCache | None) -> tuple[Tensor, Tensor]:
    """The tokens of the frame before each, as a guess of its clean ones, and its actions; zeros where there is none.

    Latents have a spread of 1: of noisy ones at level s, (1 - s) / ((1 - s)^2 + s^2) times them is the best linear guess
    (the skip scaling of Karras et al., arXiv 2206.00364, for this flow). Of a pair both halves follow the first one's
    frames.
    """
    s = sigma[:, :, None, None]
    guess = (tokens * ((1 - s) / ((1 - s).square() + s.square()))).detach()

    def shifted(x: Tensor, first: Tensor | None) -> Tensor:
        part = [torch.zeros_like(x[:, :1]) if first is None else first]
        part.append(x[:, : (x.shape[1] // 2 if sight == "paired" else x.shape[1]) - 1])
        return torch.cat(part + part if sight == "paired" else part, 1)

    last = cache.last if cache is not None and cache.last is not None else (None, None)
    out = shifted(guess, last[0]), shifted(actions, last[1])
    if cache is not None and cache.commit:
        cache.last = guess[:, -1:], actions[:, -1:]
    return out


class Dynamics(nn.Module):
    def __init__(self, config: DynamicsConfig):
        super().__init__()
        c = self.config = config
        told = 2 if c.previous else 1
        self.embed = Linear(told * c.token, c.width)
        self.view = nn.Parameter(torch.randn(c.views, c.width) * 0.02)
        self.position = Linear(16, c.width)
        self.noise1, self.noise2 = Linear(16, c.width), Linear(c.width, c.width)
        self.action1, self.action2 = Linear(5 * told * c.group * c.action_width, c.width), Linear(c.width, c.width)
        self.no_action = nn.Parameter(torch.zeros(c.width))
        self.blocks = nn.ModuleList(Block(c, "space" if i % 2 == 0 else "time") for i in range(c.depth))
        self.final = Modulation(c.width, c.modulation_rank, 2)
        self.head = Linear(c.width, told * c.token, gain=0.1)
        if c.carried:
            self.carry = Carry(c)
        if c.warp:
            self.warp = Warp(c)

    def condition(self, sigma: Tensor, actions: list[Tensor], given: Tensor) -> Tensor:
        """sigma (B, T), actions (B, T, group, A), maybe those before too, given (B, T) bool -> (B, T, 1, D)."""
        noise = self.noise2(F.silu(self.noise1(fourier(sigma[..., None], 8))))
        a = torch.cat([a.flatten(2) for a in actions], -1)
        features = torch.cat([a, fourier(a, 2)], -1)
        told = self.action2(F.silu(self.action1(features)))
        told = torch.where(given[..., None], told, self.no_action.to(told.dtype))
        return F.silu(noise + told)[:, :, None]

    def patchify(self, z: Tensor) -> Tensor:
        b, t, v, h, w, c = z.shape
        p = self.config.patch
        z = z.reshape(b, t, v, h // p, p, w // p, p, c).permute(0, 1, 2, 3, 5, 4, 6, 7)
        return z.reshape(b, t, v * (h // p) * (w // p), p * p * c)

    def unpatchify(self, x: Tensor, shape: tuple[int, ...]) -> Tensor:
        b, t, v, h, w, c = shape
        p = self.config.patch
        x = x.reshape(b, t, v, h // p, w // p, p, p, c).permute(0, 1, 2, 3, 5, 4, 6, 7)
        return x.reshape(b, t, v, h, w, c)

    def tables(self, v: int, rows: int, columns: int) -> tuple[Tensor, Tensor, Tensor]:
        """Rotary cos and sin (N, 1... ) over rows and columns, and position features (N, 16); N = v*rows*columns."""
        y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
        y, x = y.flatten().repeat(v), x.flatten().repeat(v)
        pairs = self.config.width // self.config.heads // 4
        cy, sy = rotary(y, pairs, 100.0)
        cx, sx = rotary(x, pairs, 100.0)
        place = torch.stack([(y + 0.5) / rows, (x + 0.5) / columns], -1).float()
        return torch.cat([cy, cx], -1), torch.cat([sy, sx], -1), fourier(place, 4)

    def forward(
        self, z: Tensor, sigma: Tensor, actions: Tensor, given: Tensor, sight: str = "causal",
        cache: TimeCache | None = None, guide: Guide | None = None,
    ) -> Tensor:
        """Predicts the clean latents from noisy ones; with a cache, z continues the frames committed to it."""
        b, t, v, h, w, _ = z.shape
        rows, columns = h // self.config.patch, w // self.config.patch
        cos, sin, place = (a.to(z.device) for a in self.tables(v, rows, columns))
        view = self.view.repeat_interleave(rows * columns, 0)
        told, chunks = [self.patchify(z)], [actions]
        if self.config.previous:
            guess, earlier = before(told[0], sigma, actions, sight, cache)
            if guide is not None:
                moves = guide.told.repeat_interleave(rows * columns, 1)[:, None, :, None]
                guess = torch.where(moves, self.patchify(guide.latents), guess)
            told.append(guess)
            chunks.append(earlier)
        c = self.condition(sigma, chunks, given)
        x = self.embed(torch.cat(told, -1)) + self.position(place) + view
        for block in self.blocks:
            x = block(x, c, (cos, sin), sight, cache)
        shift, scale = self.final(c)
        seen = modulate(x, shift, scale)
        y = self.head(seen).float()
        if self.config.previous:
            new, gate = y.chunk(2, -1)
            y = guess + guess * gate + new
        if self.config.carried:
            y = y + self.carry(guess, seen, neighbours(v, rows, columns).to(z.device)).float()
        if self.config.warp:
            y = y + self.warp(self.unpatchify(guess, z.shape), seen, c, self.patchify).float()
        return self.unpatchify(y, z.shape)
