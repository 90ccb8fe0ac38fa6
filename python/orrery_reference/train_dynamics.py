"""Trains the dynamics model on encoded episodes: python -m orrery_reference.train_dynamics --latents FILE --out DIR"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import device
from .checkpoint import load_state, save_checkpoint, save_state
from .dynamics import Dynamics, DynamicsConfig
from .optim import Average, Optimiser, cosine
from .sample import rollout

PLAIN = ("embed", "head", "view", "position", "noise1", "action1", "carry.out", "warp.enter", "warp.position",
         "warp.view", "warp.out")


def noisy(*shape: int, mean: float = 1.0) -> torch.Tensor:
    """Levels of frames to be learned: logit-normal, and one in ten where sampling begins."""
    return torch.where(torch.rand(shape) < 0.1, torch.ones(()), torch.sigmoid(1.2 * torch.randn(shape) + mean))


def forced(b: int, t: int, clean: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Diffusion forcing (Chen et al., arXiv 2407.01392): each frame its own level, a share `clean` nearly clean.

    The share is drawn a window, so that some windows look like sampling does: all but a few frames clean. Also returns
    which frames are to be learned: a sampler of few steps never reads what is said of the clean ones.
    """
    is_clean = torch.rand(b, t) < clean * 2 * torch.rand(b, 1)
    return torch.where(is_clean, 0.1 * torch.rand(b, t), noisy(b, t)), ~is_clean


def paired(b: int, t: int) -> tuple[torch.Tensor, torch.Tensor]:
    """A clip nearly clean, then the same clip noisy, to be learned; one clean clip in four is less so. The first frame has
    no past, and what is said of it nobody reads; the second's past does not show motion, and it counts a quarter."""
    reach = torch.where(torch.rand(b, 1) < 0.25, 0.1 + 0.4 * torch.rand(b, 1), 0.1)
    learned = torch.cat([torch.zeros(b, t), torch.ones(b, t)], 1)
    learned[:, t:t + 2] = torch.tensor([0, 0.25])[: min(t, 2)]
    return torch.cat([reach * torch.rand(b, t), noisy(b, t)], 1), learned


def loss_of(model: Dynamics, z: torch.Tensor, actions: torch.Tensor, levels, given: torch.Tensor, sight: str):
    """Velocity error of the frames to be learned, floored: |x - z|^2 / (sigma^2 + .04), the mean over everything."""
    sigma, learned = levels
    noise = torch.randn_like(z)
    s = sigma[:, :, None, None, None, None]
    with device.bf16():
        x = model((1 - s) * z + s * noise, sigma, actions, given, sight)
    weights = learned[:, :, None, None, None, None] / (s.square() + 0.04)
    return ((x - z).square() * weights).mean()


@torch.no_grad()
def validate(model: Dynamics, z: torch.Tensor, actions: torch.Tensor, context: int = 2, steps: int = 4) -> dict:
    """Latent error of rollouts over that of holding the last context frame, with true and with shuffled actions."""
    torch.manual_seed(5)
    noise = torch.randn_like(z)
    hold = (z[:, context - 1:context] - z[:, context:]).square().mean()
    with device.bf16():
        true = rollout(model, z[:, :context], actions, noise, steps)
        other = rollout(model, z[:, :context], actions.roll(1, 0), noise, steps)
    curve = (true - z[:, context:]).square().mean((0, 2, 3, 4, 5)) / (z[:, context - 1:context] - z[:, context:]).square().mean((0, 2, 3, 4, 5))
    return {
        "true": round(((true - z[:, context:]).square().mean() / hold).item(), 4),
        "shuffled": round(((other - z[:, context:]).square().mean() / hold).item(), 4),
        "curve": [round(v, 3) for v in curve.tolist()],
    }


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--latents", nargs="+", required=True)
    p.add_argument("--valid", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--steps", type=int, default=10000)
    p.add_argument("--batch", type=int, default=6)
    p.add_argument("--window", type=int, default=9)
    p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--warmup", type=int, default=150)
    p.add_argument("--decay-from", type=int, help="with this, the rate is constant to here, then falls linearly to 0")
    p.add_argument("--adamw", action="store_true")
    p.add_argument("--paired", type=float, default=0.8, help="share of steps with each frame beside a clean past")
    p.add_argument("--clean", type=float, default=0.4)
    p.add_argument("--config", default="{}")
    p.add_argument("--start")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--validate", type=int, default=500)
    device.add_option(p)
    a = p.parse_args()
    device.use(a.device)
    torch.manual_seed(a.seed)
    model = Dynamics(DynamicsConfig(**json.loads(a.config)))
    opt = Optimiser(model, a.lr, 0.01, not a.adamw, PLAIN)
    ema = Average(model, 0.999)
    out = Path(a.out)
    step = load_state(out / "state.pt", model, opt, ema, a.start)
    sets = [np.load(f) for f in a.latents]
    latents = np.concatenate([s["latents"] for s in sets])
    actions = np.concatenate([s["actions"] for s in sets])
    v = np.load(a.valid)
    held = device.here(v["latents"][:24]).float(), device.here(v["actions"][:24])
    print(f"{len(latents)} clips of {latents.shape[1]}, {sum(q.numel() for q in model.parameters()) / 1e6:.2f} M parameters", flush=True)
    rng = np.random.default_rng([a.seed, step])
    torch.manual_seed(a.seed * 1000003 + step)
    start, total, since = time.time(), 0.0, 0
    while step < a.steps:
        is_pair = rng.random() < a.paired
        batch = max(1, a.batch // 2) if is_pair else a.batch  # a pair costs as much as two windows
        e = rng.integers(len(latents), size=batch)
        s = rng.integers(latents.shape[1] - a.window + 1, size=batch)
        z = device.here(np.stack([latents[i, j:j + a.window] for i, j in zip(e, s)])).float()
        act = device.here(np.stack([actions[i, j:j + a.window] for i, j in zip(e, s)]))
        given = torch.rand(batch, a.window) >= 0.1
        given[device.here(s) == 0, 0] = False
        if is_pair:
            levels, sight = paired(batch, a.window), "paired"
            z, act, given = (torch.cat([x, x], 1) for x in (z, act, given))
        else:
            levels, sight = forced(batch, a.window, a.clean), "causal" if rng.random() >= 0.05 else "open"
        loss = loss_of(model, z, act, levels, given, sight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        if a.decay_from is None:
            rate = cosine(step, a.steps, a.warmup)
        else:
            rate = min(1.0, (step + 1) / a.warmup) * min(1.0, (a.steps - step) / max(1, a.steps - a.decay_from))
        opt.step(a.lr * rate)
        ema.update(model)
        step += 1
        total, since = total + loss.item(), since + 1
        if step % 50 == 0:
            print(f"step {step} loss {total / since:.4f} {(time.time() - start) / since:.3f} s/step", flush=True)
            total, since, start = 0.0, 0, time.time()
        if step % a.validate == 0 or step == a.steps:
            live = {k: w.clone() for k, w in model.state_dict().items()}
            model.load_state_dict(ema.shadow)
            print(f"valid step {step}", json.dumps(validate(model, *held)), flush=True)
            save_checkpoint(out, model, {"dynamics": model.config.__dict__}, {"steps": step, "seed": a.seed})
            model.load_state_dict(live)
            save_state(out / "state.pt", step, model, opt, ema)
            torch.manual_seed(a.seed * 1000003 + step)
            start = time.time()


if __name__ == "__main__":
    main()
