"""The mean of checkpoints of one network: python -m orrery_reference.average --of DIR DIR … [--shares .7 .3 …] --to DIR

Weights that trainings of one start ended at are often better in their middle than each of them (model soups, Wortsman et
al., arXiv 2203.05482). What is not weights comes from the first, but for the errors that were measured of it.
"""

import argparse
from pathlib import Path

from safetensors.torch import load_file, save_file

from .checkpoint import read_config, write_moved


def mean(folders: list[str], shares: list[float]) -> dict:
    all = [load_file(Path(folder) / "model.safetensors") for folder in folders]
    first = all[0]
    for folder, other in zip(folders, all):
        if {k: v.shape for k, v in other.items()} != {k: v.shape for k, v in first.items()}:
            raise SystemExit(f"error: {folder}: another network than {folders[0]}'s")
    return {k: sum(s * each[k].float() for s, each in zip(shares, all)).to(v.dtype) for k, v in first.items()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--of", nargs="+", required=True)
    p.add_argument("--shares", nargs="+", type=float, help="of each, which add up to 1; by default all the same")
    p.add_argument("--to", required=True)
    a = p.parse_args()
    shares = a.shares or [1 / len(a.of)] * len(a.of)
    if len(shares) != len(a.of) or abs(sum(shares) - 1) > 1e-6:
        raise SystemExit(f"error: --shares: {len(a.of)} numbers that add up to 1 are needed")
    configs = [read_config(folder) for folder in a.of]
    kinds = [config.get("compressor_sha256") for config in configs]
    if len(set(kinds)) > 1:
        raise SystemExit(f"error: {a.of[kinds.index(next(k for k in kinds if k != kinds[0]))]}: of another compressor")
    for folder, config in zip(a.of, configs):
        for key in ("contract", "cameras", "reprojects"):
            if config.get(key) != configs[0].get(key):
                raise SystemExit(f"error: {folder}: its {key} is not {a.of[0]}'s, so its weights mean something else")
    weights = mean(a.of, shares)
    to = Path(a.to)
    to.mkdir(parents=True, exist_ok=True)
    save_file(weights, to / "model.safetensors")
    record = configs[0].get("training", {})
    # Figures are of the weights that were measured.
    configs[0]["training"] = {k: v for k, v in record.items() if k in ("program", "steps", "seed", "minutes")}
    write_moved(configs[0], a.of[0], to)


if __name__ == "__main__":
    main()
