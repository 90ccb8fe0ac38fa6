"""Writes Tests/WorldModelTests/Golden: two tiny models with random weights, and what the reference makes of them.

Run from python/:  python golden/make_model_golden.py
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

sys.path.insert(0, str(Path(__file__).parents[1]))

from orrery_reference.checkpoint import save_checkpoint  # noqa: E402
from orrery_reference.compressor import Compressor, CompressorConfig  # noqa: E402
from orrery_reference.dynamics import Dynamics, DynamicsConfig, Guide  # noqa: E402
from orrery_reference.sample import rollout  # noqa: E402

OUT = Path(__file__).parents[2] / "Tests/WorldModelTests/Golden"


def stir(model: torch.nn.Module, scale: float):
    """adaLN-zero models output zero at the start: every parameter gets some noise, rounded to what bf16 holds."""
    with torch.no_grad():
        for p in model.parameters():
            p.add_(torch.randn_like(p) * scale)
            p.copy_(p.bfloat16().float())


def compressor_golden(name: str, config: CompressorConfig):
    model = Compressor(config)
    stir(model, 0.03)
    model.latent_mean.copy_(torch.linspace(-0.2, 0.3, config.latent))
    model.latent_std.copy_(torch.linspace(0.5, 1.5, config.latent))
    video = torch.rand(1, 1 + 2 * config.group, 16, 32, 3) * 2 - 1
    latents = model.encode(video)
    save_checkpoint(OUT / name, model, {"compressor": config.__dict__}, {"steps": 0})
    save_file(
        {"video": video, "latents": latents.contiguous(), "decoded": model.decode(latents).contiguous()},
        OUT / name / "golden.safetensors",
    )


def dynamics_golden():
    config = DynamicsConfig(latent=4, views=2, width=24, depth=3, heads=2, modulation_rank=4, action_width=3, window=4,
                            previous=True, carried=6, warp=5, warp_depth=2)
    model = Dynamics(config)
    stir(model, 0.05)
    z = torch.randn(2, 3, 2, 4, 6, 4)
    actions = torch.rand(2, 3, 4, 3) * 2 - 1
    sigma = torch.rand(2, 3)
    given = torch.tensor([[False, True, True], [False, True, False]])
    target = torch.randn_like(z)
    out = model(z, sigma, actions, given)
    loss = ((out - target).square() / (sigma[:, :, None, None, None, None].square() + 0.04)).mean()
    loss.backward()
    grads = {f"grad.{k}": p.grad.contiguous() for k, p in model.named_parameters()}
    noise = torch.randn(1, 7, 2, 4, 6, 4)
    context, long = torch.randn(1, 2, 2, 4, 6, 4), torch.rand(1, 7, 4, 3) * 2 - 1
    long[:, 0] = 0
    with torch.no_grad():
        # Seven frames with a window of four: the sink frame and the rolling window are in use.
        rolled = rollout(model, context, long, noise, 3)
        open_ = model(z, sigma, actions, given, sight="open")
        # One camera of one clip moves; drawn apart, so that the rest stays as it is.
        own = torch.Generator().manual_seed(9)
        guide = Guide(torch.randn(z.shape, generator=own), torch.tensor([[False, True], [False, False]]))
        far = Guide(torch.randn(noise.shape, generator=own), torch.ones(1, 2, dtype=torch.bool))
        guided = {
            "guide": guide.latents, "out": model(z, sigma, actions, given, guide=guide).contiguous(),
            "long_guide": far.latents, "rolled": rollout(model, context, long, noise, 3, guide=far).contiguous()}
    save_checkpoint(OUT / "dynamics", model, {"dynamics": config.__dict__}, {"steps": 0})
    save_file(guided, OUT / "dynamics/guided.safetensors")
    save_file(
        {"z": z, "actions": actions, "sigma": sigma, "given": given.float(), "target": target,
         "out": out.detach().contiguous(), "out_open": open_.contiguous(), "loss": loss.detach().reshape(1), "noise": noise,
         "context": context, "long_actions": long, "rolled": rolled.contiguous(), **grads},
        OUT / "dynamics/golden.safetensors",
    )


def plain_golden():
    """The network that is not told the frame before: its answer alone."""
    config = DynamicsConfig(latent=2, views=1, width=16, depth=2, heads=2, mlp=2, modulation_rank=2, action_width=2,
                            group=2, window=3)
    model = Dynamics(config)
    stir(model, 0.05)
    z, actions, sigma = torch.randn(1, 3, 1, 4, 4, 2), torch.rand(1, 3, 2, 2) * 2 - 1, torch.rand(1, 3)
    with torch.no_grad():
        out = model(z, sigma, actions, torch.tensor([[False, True, True]]))
    save_checkpoint(OUT / "plain", model, {"dynamics": config.__dict__}, {"steps": 0})
    save_file({"z": z, "actions": actions, "sigma": sigma, "out": out.contiguous()}, OUT / "plain/golden.safetensors")


if __name__ == "__main__":
    torch.manual_seed(3)
    with torch.no_grad():
        compressor_golden("spacetime", CompressorConfig(latent=4, fine=8, coarse=12, fine_blocks=1, coarse_blocks=2))
        compressor_golden("spatial", CompressorConfig(patch="spatial", latent=4, fine=8, coarse=12, fine_blocks=1, coarse_blocks=1))
    dynamics_golden()
    plain_golden()
