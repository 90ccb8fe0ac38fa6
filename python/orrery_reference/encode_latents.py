"""Encodes recorded episodes once: python -m orrery_reference.encode_latents --compressor DIR --data DIR --out FILE.npz

Writes latents (E, T', V, h, w, z) float16 and action chunks (E, T', group, A) float32, for each phase of the clip asked
for: phase p starts at frame p, so that windows of training see every alignment of frames and groups.
"""

import argparse
import os
import time
from pathlib import Path

import h5py
import numpy as np
import torch

from . import device
from .checkpoint import load_weights, read_config
from .compressor import Compressor, CompressorConfig
from .data import chunk_actions, contract, normalise_actions, quantiles


def load_compressor(folder: str) -> Compressor:
    model = Compressor(CompressorConfig(**read_config(folder)["compressor"]))
    load_weights(folder, model)
    return model.eval()


@torch.no_grad()
def encode(model: Compressor, frames: np.ndarray) -> np.ndarray:
    """(V, T, H, W, 3) uint8 -> (T', V, h, w, z) float16."""
    x = device.here(frames).float() / 127.5 - 1
    with device.bf16():
        z = model.encode(x)
    return z.transpose(0, 1).half().cpu().numpy()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--compressor", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--cameras", default="front,side")
    p.add_argument("--phases", type=int, nargs="+", default=[0])
    p.add_argument("--quantiles-from", help="data-set folder whose contract normalises the actions (default: --data)")
    p.add_argument("--shards", help="first:last of the shards, in order")
    device.add_option(p)
    a = p.parse_args()
    device.use(a.device)
    model = load_compressor(a.compressor)
    low, high = quantiles(contract(a.quantiles_from or a.data))
    latents, actions, start = [], [], time.time()
    paths = sorted(Path(a.data).glob("*.h5"))
    if a.shards:
        first, last = a.shards.split(":")
        paths = paths[int(first):int(last)]
    group = model.config.group
    for path in paths:
        with h5py.File(path) as f:
            for name in sorted(f["data"], key=lambda s: int(s.split("_")[1])):
                demo = f["data"][name]
                frames = np.stack([demo[f"obs/{c}_image"][:] for c in a.cameras.split(",")])
                act = normalise_actions(demo["actions"][:], low, high)
                for phase in a.phases:
                    count = (frames.shape[1] - phase - 1) // group
                    clip = frames[:, phase:phase + 1 + count * group]
                    latents.append(encode(model, clip))
                    actions.append(chunk_actions(act[phase:], count + 1, group))
        print(f"{len(latents)} clips, {time.time() - start:.0f} s", flush=True)
    Path(a.out).parent.mkdir(parents=True, exist_ok=True)
    with open(a.out + ".tmp", "wb") as f:
        shortest = min(len(z) for z in latents)
        np.savez(f, latents=np.stack([z[:shortest] for z in latents]), actions=np.stack([c[:shortest] for c in actions]))
    os.replace(a.out + ".tmp", a.out)


if __name__ == "__main__":
    main()
