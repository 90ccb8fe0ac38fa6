"""Grows a dynamics checkpoint without changing what it says: python -m orrery_reference.grow --from DIR --to DIR

A network that is not told the frame before (`previous: false`) becomes one that is: the new inputs weigh nothing and the
gate of the frame before is closed. `--carried RANK` adds the map that carries the frame before's neighbourhood, and
`--warp CHANNELS` the convolutions that move it, their last layers zero; where they are there already, `--warp-depth LAYERS`
adds what is missing, zero too. Training goes on from where it was (Net2Net, Chen et al., arXiv 1511.05641).
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .checkpoint import read_config, write_moved
from .dynamics import DynamicsConfig
from .motion import Carry, Warp, WarpLayer


def wider(weight: torch.Tensor, parts: int) -> torch.Tensor:
    """Columns of `parts` equal blocks, each followed by as many that weigh nothing."""
    blocks = weight.chunk(parts, 1)
    return torch.cat([half for block in blocks for half in (block, torch.zeros_like(block))], 1)


def told_the_frame_before(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    grown = dict(weights)
    grown["embed.weight"] = wider(weights["embed.weight"], 1)
    # The actions, then two sines and two cosines of each: the chunk before stands beside the frame's own in all five.
    grown["action1.weight"] = wider(weights["action1.weight"], 5)
    grown["head.weight"] = torch.cat([weights["head.weight"], torch.zeros_like(weights["head.weight"])], 0)
    # 1 + gate is what is kept of the frame before.
    grown["head.bias"] = torch.cat([weights["head.bias"], torch.full_like(weights["head.bias"], -1)], 0)
    return grown


def added(name: str, module: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {f"{name}.{k}": v.bfloat16() for k, v in module.state_dict().items()}


def deeper(shape: dict, layers: int) -> dict[str, torch.Tensor]:
    """So many more layers of the convolutions beside their skips, after those that are there; they add nothing yet."""
    grown = {}
    for number in range(shape["warp_depth"], shape["warp_depth"] + layers):
        layer = WarpLayer(DynamicsConfig(**shape))
        torch.nn.init.zeros_(layer.conv.weight)
        grown |= added(f"warp.layers.{number}", layer)
    return grown


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--from", dest="source", required=True)
    p.add_argument("--to", required=True)
    p.add_argument("--carried", type=int, default=0, help="rank; 0: none is added")
    p.add_argument("--warp", type=int, default=0, help="channels; 0: none are added")
    p.add_argument("--warp-depth", type=int, help="layers, 3 where nothing is said")
    p.add_argument("--seed", type=int, default=1, help="of what is added")
    a = p.parse_args()
    config = read_config(a.source)
    shape, weights = config["dynamics"], load_file(Path(a.source) / "model.safetensors")
    new = [name for name in ("carried", "warp") if getattr(a, name) and not shape.get(name)]
    missing = (a.warp_depth or 0) - shape.get("warp_depth", 3) if shape.get("warp") else 0
    if shape.get("previous") and not new and missing <= 0:
        raise SystemExit(f"error: {a.source}: is told all that already")
    torch.manual_seed(a.seed)
    if not shape.get("previous"):
        weights = told_the_frame_before(weights)
        shape["previous"] = True
    if "carried" in new:
        shape["carried"] = a.carried
        weights |= added("carry", Carry(DynamicsConfig(**shape)))
    if "warp" in new:
        shape |= {"warp": a.warp, "warp_depth": a.warp_depth or 3}
        weights |= added("warp", Warp(DynamicsConfig(**shape)))
    elif missing > 0:
        weights |= deeper(shape, missing)
        shape["warp_depth"] += missing
    to = Path(a.to)
    to.mkdir(parents=True, exist_ok=True)
    save_file(weights, to / "model.safetensors")
    write_moved(config, a.source, to)


if __name__ == "__main__":
    main()
