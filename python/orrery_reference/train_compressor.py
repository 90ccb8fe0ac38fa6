"""Trains the compressor: python -m orrery_reference.train_compressor --data DIR --out DIR --minutes 60"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import device
from .checkpoint import load_state, save_checkpoint, save_state
from .compressor import Compressor, CompressorConfig
from .data import Recordings
from .optim import Average, Optimiser, cosine


def clips(frames: list[np.ndarray], rng: np.random.Generator, batch: int, length: int) -> torch.Tensor:
    """Random clips (batch, length, H, W, 3) in [-1, 1] from any camera and start."""
    out = []
    for _ in range(batch):
        e = frames[rng.integers(len(frames))]
        v, t = rng.integers(e.shape[0]), rng.integers(e.shape[1] - length + 1)
        out.append(e[v, t:t + length])
    return device.here(np.stack(out)).float() / 127.5 - 1


@torch.no_grad()
def validate(model: Compressor, frames: list[np.ndarray], clips_wanted: int = 24) -> dict:
    """PSNR pooled over held-out clips, and the latents' noise-free statistics."""
    rng = np.random.default_rng(7)
    error, border, count = 0.0, np.zeros(4), 0
    for _ in range(clips_wanted):
        x = clips(frames, rng, 1, 17)
        with device.bf16():
            y = model.decode_raw(model.encode_raw(x))
        y = ((y.float().clamp(-1, 1) + 1) * 127.5).round() / 127.5 - 1
        square = ((y - x) / 2).square().mean((0, 2, 3, 4))
        error += square.mean().item()
        border += square[1:].reshape(-1, 4).mean(0).cpu().numpy()
        count += 1
    return {"psnr": -10 * np.log10(error / count), "by_place": (-10 * np.log10(border / count)).round(2).tolist()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", nargs="+", required=True)
    p.add_argument("--valid", nargs="+")
    p.add_argument("--out", required=True)
    p.add_argument("--limit", type=int)
    p.add_argument("--steps", type=int, default=15000)
    p.add_argument("--batch", type=int, default=2)
    p.add_argument("--length", type=int, default=9)
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--warmup", type=int, default=200)
    p.add_argument("--adamw", action="store_true")
    p.add_argument("--config", default="{}")
    p.add_argument("--start", help="checkpoint folder whose weights to begin from")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--validate", type=int, default=500)
    device.add_option(p)
    a = p.parse_args()
    device.use(a.device)
    torch.manual_seed(a.seed)
    config = CompressorConfig(**json.loads(a.config))
    model = Compressor(config)
    opt = Optimiser(model, a.lr, 0.01, not a.adamw, ("encoder.conv_in", "decoder.conv_out"))
    ema = Average(model, 0.998)
    out = Path(a.out)
    step = load_state(out / "state.pt", model, opt, ema, a.start)
    train = Recordings(a.data, limit=a.limit).frames
    held = Recordings(a.valid, limit=40).frames if a.valid else train[-8:]
    if not a.valid:
        train = train[:-8]
    print(f"{len(train)} episodes, {sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters", flush=True)
    rng = np.random.default_rng([a.seed, step])
    shadow = Compressor(config)
    start, mean_loss, since = time.time(), 0.0, 0
    while step < a.steps:
        x = clips(train, rng, a.batch, a.length)
        with device.bf16():
            z = model.encode_raw(x)
            z = z + 0.05 * torch.randn_like(z)
            y = model.decode_raw(z)
        d = y.float() - x
        loss = d.abs().mean() + 4 * d.square().mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step(a.lr * cosine(step, a.steps, a.warmup))
        ema.update(model)
        step += 1
        mean_loss, since = mean_loss + loss.item(), since + 1
        if step % 100 == 0:
            print(f"step {step} loss {mean_loss / since:.4f} {(time.time() - start) / since if since else 0:.3f} s/step", flush=True)
            mean_loss, since, start = 0.0, 0, time.time()
        if step % a.validate == 0 or step == a.steps:
            shadow.load_state_dict(ema.shadow)
            print(f"valid step {step}", json.dumps(validate(shadow, held)), flush=True)
            save_state(out / "state.pt", step, model, opt, ema)
            start = time.time()
    shadow.load_state_dict(ema.shadow)
    statistics(shadow, train)
    save_checkpoint(out, shadow, {"compressor": config.__dict__}, {"steps": step, "seed": a.seed})


@torch.no_grad()
def statistics(model: Compressor, frames: list[np.ndarray]):
    """Sets the mean and spread of each latent channel over 200 training clips."""
    rng = np.random.default_rng(11)
    z = []
    for _ in range(200):
        with device.bf16():
            z.append(model.encode_raw(clips(frames, rng, 1, 9)).float().permute(0, 2, 3, 4, 1).reshape(-1, model.config.latent))
    z = torch.cat(z)
    model.latent_mean.copy_(z.mean(0))
    model.latent_std.copy_(z.std(0))


if __name__ == "__main__":
    main()
