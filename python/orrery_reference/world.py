"""A world model's folder: the dynamics network and the compressor that `model.yaml` names."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .checkpoint import load_weights, read_config
from .compressor import Compressor, CompressorConfig
from .dynamics import Dynamics, DynamicsConfig
from .sample import rollout


@dataclass
class World:
    dynamics: Dynamics
    compressor: Compressor
    settings: dict

    @classmethod
    def load(cls, folder: str | Path) -> "World":
        settings = read_config(folder)
        beside = (Path(folder) / settings["compressor"]).resolve()
        compressor = Compressor(CompressorConfig(**read_config(beside)["compressor"]))
        load_weights(beside, compressor)
        dynamics = Dynamics(DynamicsConfig(**settings["dynamics"]))
        load_weights(folder, dynamics)
        return cls(dynamics.eval(), compressor.eval(), settings)

    @property
    def shift(self) -> float:
        return self.settings.get("sigma_shift", 1.0)

    @property
    def context_sigma(self) -> float:
        return self.settings["context_noise"]

    @torch.no_grad()
    def encode(self, frames: Tensor) -> Tensor:
        """(V, T, H, W, 3) uint8 -> (1, T', V, h, w, z)."""
        return self.compressor.encode(frames.float() / 127.5 - 1).transpose(0, 1)[None]

    @torch.no_grad()
    def decode(self, latents: Tensor, cache: dict | None = None, starts: bool = True) -> Tensor:
        """(B, T', V, h, w, z) -> (B V, T, H, W, 3) uint8; with a cache, `latents` go on where the last ones ended."""
        z = latents.transpose(1, 2).flatten(0, 1)
        video = self.compressor.decode(z, cache, starts).float()
        return ((video + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)

    @torch.no_grad()
    def predict(self, context: Tensor, actions: Tensor, noise: Tensor, steps: int) -> tuple[Tensor, list[Tensor]]:
        """Latents of a rollout, and its frames, decoded latent frame after latent frame as a stream."""
        latents = rollout(self.dynamics, context, actions, noise, steps, self.shift, context_sigma=self.context_sigma)
        cache: dict = {}
        self.decode(context[:, -1:].expand(len(latents), -1, -1, -1, -1, -1), cache, starts=context.shape[1] == 1)
        return latents, [self.decode(latents[:, t:t + 1], cache, starts=False) for t in range(latents.shape[1])]
