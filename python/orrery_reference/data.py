"""Reads recorded episodes (HDF5 shards in robomimic's layout) into memory."""

import json
from pathlib import Path

import h5py
import numpy as np


class Recordings:
    """All episodes of some data-set folders: frames (E, V, T, H, W, 3) uint8 and actions (E, T, A)."""

    def __init__(self, folders: list[str], cameras=("front", "side"), limit: int | None = None):
        frames, actions = [], []
        for folder in folders:
            for path in sorted(Path(folder).glob("*.h5")):
                with h5py.File(path) as f:
                    for name in sorted(f["data"], key=lambda s: int(s.split("_")[1])):
                        demo = f["data"][name]
                        frames.append(np.stack([demo[f"obs/{c}_image"][:] for c in cameras]))
                        actions.append(demo["actions"][:])
                if limit and len(frames) >= limit:
                    break
        if not frames:
            raise SystemExit(f"no episodes in {', '.join(folders)}")
        self.frames, self.actions = frames[:limit], actions[:limit]


def contract(folder: str) -> dict:
    """The data set's action contract."""
    return json.loads((Path(folder) / "dataset.json").read_text())["header"]["contract"]


def quantiles(spec: dict) -> tuple[np.ndarray, np.ndarray]:
    """What becomes -1 and 1 in each dimension: its quantiles, or as far as it spans about their middle."""
    def ends(d: dict) -> tuple[float, float]:
        middle = (d["q01"] + d["q99"]) / 2
        return (d["q01"], d["q99"]) if d.get("span") is None else (middle - d["span"] / 2, middle + d["span"] / 2)

    low, high = zip(*map(ends, spec["dimensions"]))
    return np.array(low, np.float32), np.array(high, np.float32)


def normalise_actions(a: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """q01..q99 to -1..1."""
    return (2 * (a - low) / np.maximum(high - low, 1e-6) - 1).astype(np.float32)


def chunk_actions(a: np.ndarray, latents: int, group: int) -> np.ndarray:
    """(..., T, A) -> (..., latents, group, A): chunk i > 0 holds actions 4i-4 ... 4i-1; chunk 0 is zero (none given)."""
    lead = a.shape[:-2]
    body = a[..., : (latents - 1) * group, :].reshape(*lead, latents - 1, group, a.shape[-1])
    return np.concatenate([np.zeros_like(body[..., :1, :, :]), body], -3)
