"""Gives latents more channels: python -m orrery_reference.widen --from DIR --to DIR --latent 48

Of a compressor: the new channels are written at random and not read yet, so that pictures are the same and training
decides what they hold. Of a dynamics checkpoint: they are read as nothing and stay what the frame before had (where it is
told), until it is trained on a compressor that has them. Training goes on from there (Net2Net, Chen et al., arXiv
1511.05641).
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from .checkpoint import read_config, write_moved

# Sides of weights that run over latents: name, axis, and how many runs of channels follow one another there. A token has
# a run for each of its cells, and `head` tokens beside their gates.
Sides = list[tuple[str, int, int]]


def more(weight: torch.Tensor, axis: int, runs: int, extra: int, filling=torch.zeros) -> torch.Tensor:
    """Each of `runs` equal parts of an axis followed by `extra` of what `filling` makes."""
    parts = []
    for run in weight.chunk(runs, axis):
        shape = list(run.shape)
        shape[axis] = extra
        parts += [run, filling(shape, dtype=weight.dtype)]
    return torch.cat(parts, axis)


def compressor_widened(weights: dict[str, torch.Tensor], extra: int) -> dict[str, torch.Tensor]:
    out = weights["encoder.conv_out.weight"]

    def like_the_others(shape, dtype):
        return (torch.randn(shape) * out.float().std()).to(dtype)

    return weights | {
        "encoder.conv_out.weight": more(out, 0, 1, extra, like_the_others),
        "encoder.conv_out.bias": more(weights["encoder.conv_out.bias"], 0, 1, extra),
        "decoder.conv_in.weight": more(weights["decoder.conv_in.weight"], 1, 1, extra),
        "latent_mean": more(weights["latent_mean"], 0, 1, extra),
        "latent_std": more(weights["latent_std"], 0, 1, extra, torch.ones),
    }


def dynamics_widened(weights: dict[str, torch.Tensor], shape: dict, extra: int) -> dict[str, torch.Tensor]:
    cells = shape["patch"] ** 2
    told = 2 if shape.get("previous") else 1
    sides: Sides = [("embed.weight", 1, told * cells), ("head.weight", 0, told * cells), ("head.bias", 0, told * cells)]
    if shape.get("carried"):
        sides += [("carry.around.weight", 1, 9 * cells), ("carry.out.weight", 0, cells), ("carry.out.bias", 0, cells)]
    if shape.get("warp"):
        sides += [("warp.enter.weight", 1, 1), ("warp.out.weight", 0, cells), ("warp.out.bias", 0, cells)]
    return weights | {name: more(weights[name], axis, runs, extra) for name, axis, runs in sides}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--from", dest="source", required=True)
    p.add_argument("--to", required=True)
    p.add_argument("--latent", type=int, required=True, help="channels from now on")
    p.add_argument("--seed", type=int, default=1, help="of what a compressor writes into the new ones")
    a = p.parse_args()
    config, weights = read_config(a.source), load_file(Path(a.source) / "model.safetensors")
    isDynamics = "dynamics" in config
    shape = config["dynamics" if isDynamics else "compressor"]
    extra = a.latent - shape["latent"]
    if extra <= 0:
        raise SystemExit(f"error: {a.source}: has {shape['latent']} channels already")
    torch.manual_seed(a.seed)
    weights = dynamics_widened(weights, shape, extra) if isDynamics else compressor_widened(weights, extra)
    shape["latent"] = a.latent
    to = Path(a.to)
    to.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in weights.items()}, to / "model.safetensors")
    write_moved(config, a.source, to)


if __name__ == "__main__":
    main()
