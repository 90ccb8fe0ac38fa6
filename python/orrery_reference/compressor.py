"""The spacetime compressor: video to latents and back, causal in time.

Video is (B, T, H, W, 3) in [-1, 1] with T = 1 + 4k and H, W multiples of 16. The first frame stands alone, then
come groups of four; latent i sees frames <= 4i. Latents are (B, 1 + k, H/8, W/8, z).

With `patch: spatial` every frame is a group of its own and no layer looks at another frame.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class CompressorConfig:
    patch: str = "spacetime"  # or "spatial"
    latent: int = 32
    fine: int = 112  # channels at H/4
    coarse: int = 160  # channels at H/8
    fine_blocks: int = 2
    coarse_blocks: int = 2
    clip: float = 5.0  # latents are soft-clipped at this many units

    @property
    def group(self) -> int:
        """Frames a latent frame stands for."""
        return 4 if self.patch == "spacetime" else 1

    @property
    def taps(self) -> int:
        """Latent times that the first coarse convolution sees."""
        return 2 if self.patch == "spacetime" else 1


class CausalConv(nn.Module):
    """A (taps, 3, 3) convolution over (B, C, T, H, W) that looks back `taps - 1` latent times, never ahead."""

    def __init__(self, inputs: int, outputs: int, taps: int = 1, side: int = 3):
        super().__init__()
        self.taps, self.side = taps, side
        self.weight = nn.Parameter(torch.empty(outputs, inputs, taps, side, side))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.kaiming_normal_(self.weight, nonlinearity="linear")

    def forward(self, x: Tensor, cache: dict | None = None) -> Tensor:
        b, c, t, h, w = x.shape
        if self.taps > 1:
            # The past of a stream's first latent is zero; a later part of a stream is given it through the cache.
            past = None if cache is None else cache.get(self)
            if past is None:
                past = x.new_zeros(b, c, self.taps - 1, h, w)
            x = torch.cat([past.to(x.dtype), x], 2)
            if cache is not None:
                cache[self] = x[:, :, -(self.taps - 1):].clone()
            pad = self.side // 2
            return F.conv3d(x, self.weight, self.bias, padding=(0, pad, pad))
        # One tap is a 2-D convolution, which runs faster channels-last.
        flat = x.transpose(1, 2).reshape(b * t, c, h, w).contiguous(memory_format=torch.channels_last)
        out = F.conv2d(flat, self.weight[:, :, 0], self.bias, padding=self.side // 2)
        return out.reshape(b, t, -1, h, w).transpose(1, 2)


class PixelNorm(nn.Module):
    """RMS normalisation over channels at each position: no statistics cross space or time, so streams are exact."""

    def __init__(self, channels: int):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        inverse = torch.rsqrt(x.float().square().mean(1, keepdim=True) + 1e-6)
        return (x * inverse.to(x.dtype)) * self.scale.to(x.dtype).view(1, -1, 1, 1, 1)


class ResidualBlock(nn.Module):
    def __init__(self, channels: int, taps: int = 1):
        super().__init__()
        self.norm1, self.norm2 = PixelNorm(channels), PixelNorm(channels)
        self.conv1 = CausalConv(channels, channels, taps)
        self.conv2 = CausalConv(channels, channels)
        with torch.no_grad():
            self.conv2.weight.mul_(0.1)

    def forward(self, x: Tensor, cache: dict | None = None) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)), cache)
        return x + self.conv2(F.silu(self.norm2(h)), cache)


def space_to_depth(x: Tensor, s: int) -> Tensor:
    """(B, C, T, H, W) -> (B, s*s*C, T, H/s, W/s); channel index is (row, column, C)."""
    b, c, t, h, w = x.shape
    x = x.reshape(b, c, t, h // s, s, w // s, s).permute(0, 4, 6, 1, 2, 3, 5)
    return x.reshape(b, s * s * c, t, h // s, w // s)


def depth_to_space(x: Tensor, s: int) -> Tensor:
    b, c, t, h, w = x.shape
    x = x.reshape(b, s, s, c // (s * s), t, h, w).permute(0, 3, 4, 5, 1, 6, 2)
    return x.reshape(b, c // (s * s), t, h * s, w * s)


class Encoder(nn.Module):
    def __init__(self, c: CompressorConfig):
        super().__init__()
        self.conv_in = CausalConv(48 * c.group, c.fine)
        self.fine = nn.ModuleList(ResidualBlock(c.fine) for _ in range(c.fine_blocks))
        self.down = CausalConv(4 * c.fine, c.coarse, side=1)
        self.coarse = nn.ModuleList(
            ResidualBlock(c.coarse, c.taps if i == 0 else 1) for i in range(c.coarse_blocks)
        )
        self.norm_out = PixelNorm(c.coarse)
        self.conv_out = CausalConv(c.coarse, c.latent)

    def forward(self, x: Tensor, cache: dict | None = None) -> Tensor:
        x = self.conv_in(x, cache)
        for block in self.fine:
            x = block(x, cache)
        x = self.down(space_to_depth(x, 2), cache)
        for block in self.coarse:
            x = block(x, cache)
        return self.conv_out(F.silu(self.norm_out(x)), cache)


class Decoder(nn.Module):
    def __init__(self, c: CompressorConfig):
        super().__init__()
        self.conv_in = CausalConv(c.latent, c.coarse)
        self.coarse = nn.ModuleList(
            ResidualBlock(c.coarse, c.taps if i == 0 else 1) for i in range(c.coarse_blocks)
        )
        self.up = CausalConv(c.coarse, 4 * c.fine, side=1)
        self.fine = nn.ModuleList(ResidualBlock(c.fine) for _ in range(c.fine_blocks))
        self.norm_out = PixelNorm(c.fine)
        self.conv_out = CausalConv(c.fine, 48 * c.group)
        with torch.no_grad():
            self.conv_out.weight.mul_(0.3)

    def forward(self, z: Tensor, cache: dict | None = None) -> Tensor:
        x = self.conv_in(z, cache)
        for block in self.coarse:
            x = block(x, cache)
        x = depth_to_space(self.up(x, cache), 2)
        for block in self.fine:
            x = block(x, cache)
        return self.conv_out(F.silu(self.norm_out(x)), cache)


class Compressor(nn.Module):
    """Encoder, decoder, and the latents' statistics over training data (latents handed out are normalised)."""

    def __init__(self, config: CompressorConfig):
        super().__init__()
        self.config = config
        self.encoder, self.decoder = Encoder(config), Decoder(config)
        self.register_buffer("latent_mean", torch.zeros(config.latent))
        self.register_buffer("latent_std", torch.ones(config.latent))

    def _group(self, video: Tensor, starts: bool) -> Tensor:
        """(B, T, H, W, 3) -> (B, 48*group, T/group, H/4, W/4); a stream's first frame fills its whole group."""
        g = self.config.group
        if starts and g > 1:
            video = torch.cat([video[:, :1].expand(-1, g - 1, -1, -1, -1), video], 1)
        b, t, h, w, _ = video.shape
        if t % g:
            raise ValueError(f"a clip has 1 + {g}k frames, not {t - (g - 1 if starts else 0)}")
        # Channel index is (row, column, frame in group, colour).
        x = video.reshape(b, t // g, g, h // 4, 4, w // 4, 4, 3).permute(0, 4, 6, 2, 7, 1, 3, 5)
        return x.reshape(b, 48 * g, t // g, h // 4, w // 4)

    def _ungroup(self, x: Tensor, starts: bool) -> Tensor:
        g = self.config.group
        b, _, t, h, w = x.shape
        x = x.reshape(b, 4, 4, g, 3, t, h, w).permute(0, 5, 3, 6, 1, 7, 2, 4)
        video = x.reshape(b, t * g, h * 4, w * 4, 3)
        return video[:, g - 1:] if starts and g > 1 else video

    def encode_raw(self, video: Tensor, cache: dict | None = None, starts: bool = True) -> Tensor:
        """Soft-clipped latents before normalisation, (B, z, T', H/8, W/8)."""
        clip = self.config.clip
        return clip * torch.tanh(self.encoder(self._group(video, starts), cache) / clip)

    def decode_raw(self, z: Tensor, cache: dict | None = None, starts: bool = True) -> Tensor:
        return self._ungroup(self.decoder(z, cache), starts)

    def encode(self, video: Tensor, cache: dict | None = None, starts: bool = True) -> Tensor:
        """Normalised latents (B, T', H/8, W/8, z)."""
        z = self.encode_raw(video, cache, starts).float().permute(0, 2, 3, 4, 1)
        return (z - self.latent_mean) / self.latent_std

    def decode(self, z: Tensor, cache: dict | None = None, starts: bool = True) -> Tensor:
        """Video (B, T, H, W, 3); values may leave [-1, 1] a little."""
        raw = (z * self.latent_std + self.latent_mean).permute(0, 4, 1, 2, 3)
        return self.decode_raw(raw, cache, starts)
