"""Makes a checkpoint folder that the Swift program loads.

    python -m orrery_reference.export compressor --from DIR --to models/compressor --card TEXT
    python -m orrery_reference.export dynamics --from DIR --to models/tabletop --compressor models/compressor \
        --data DATASET --cameras front,side --card TEXT

The dynamics' model.yaml names the compressor (by a relative path and its hash) and holds the data's action contract.
"""

import argparse
import hashlib
import os
import shutil
from pathlib import Path

import yaml

from .checkpoint import read_config
from .data import contract
from .sample import CONTEXT_SIGMA


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def setting(a) -> dict:
    """What a dynamics model may be used with."""
    compressor = Path(a.compressor)
    spec = contract(a.data)
    order = ("robot", "frame", "rotation", "rate", "clamp", "origin", "dimensions")
    fields = ("name", "unit", "kind", "opens", "q01", "q99", "lower", "upper", "span")
    dimensions = [{k: d[k] for k in fields if d.get(k) is not None} for d in spec["dimensions"]]
    return {
        "compressor": os.path.relpath(compressor, a.to),
        "compressor_sha256": sha256(compressor / "model.safetensors"),
        "cameras": a.cameras.split(","),
        "size": [a.size, a.size],
        "context_noise": CONTEXT_SIGMA,
        "contract": {**{k: spec[k] for k in order if spec.get(k) is not None}, "dimensions": dimensions},
    }


def main():
    p = argparse.ArgumentParser()
    p.add_argument("kind", choices=["compressor", "dynamics"])
    p.add_argument("--from", dest="source", required=True)
    p.add_argument("--to", required=True)
    p.add_argument("--card", required=True, help="how the weights came about: a Markdown file")
    p.add_argument("--compressor")
    p.add_argument("--data")
    p.add_argument("--cameras", default="front,side")
    p.add_argument("--size", type=int, default=128)
    a = p.parse_args()
    to = Path(a.to)
    to.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(a.source) / "model.safetensors", to / "model.safetensors")
    config = read_config(a.source)
    body = {"format": 1, a.kind: config[a.kind]}
    if a.kind == "dynamics":
        body |= setting(a) | {k: config[k] for k in ("sigma_shift", "reprojects") if k in config}
    body["training"] = config["training"]
    (to / "model.yaml").write_text(yaml.safe_dump(body, sort_keys=False, width=200))
    shutil.copyfile(a.card, to / "card.md")


if __name__ == "__main__":
    main()
