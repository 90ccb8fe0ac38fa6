"""Checkpoint folders: model.safetensors (bf16 weights, f32 statistics) and model.yaml; resumable training states beside."""

import os
from pathlib import Path

import torch
import yaml
from safetensors.torch import load_file, save_file
from torch import nn

EXACT = ("latent_mean", "latent_std")  # kept in f32


def save_checkpoint(folder: str | Path, model: nn.Module, config: dict, record: dict):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        k: (v.float() if k in EXACT else v.bfloat16()).cpu().contiguous() for k, v in model.state_dict().items()
    }
    save_file(tensors, folder / "model.safetensors.tmp")
    os.replace(folder / "model.safetensors.tmp", folder / "model.safetensors")
    text = yaml.safe_dump({"format": 1, **config, "training": record}, sort_keys=False)
    (folder / "model.yaml.tmp").write_text(text)
    os.replace(folder / "model.yaml.tmp", folder / "model.yaml")


def load_weights(folder: str | Path, model: nn.Module):
    weights = {k: v.float() for k, v in load_file(Path(folder) / "model.safetensors").items()}
    model.load_state_dict(weights)


def read_config(folder: str | Path) -> dict:
    return yaml.safe_load((Path(folder) / "model.yaml").read_text())


def write_moved(config: dict, source: str | Path, to: Path):
    """Writes `model.yaml` of a checkpoint that came from another folder: what it names relative to that stays found."""
    if isinstance(config.get("compressor"), str):  # a compressor has its shape there
        config["compressor"] = os.path.relpath(Path(source) / config["compressor"], to)
    (to / "model.yaml").write_text(yaml.safe_dump(config, sort_keys=False, width=200))


def save_state(path: Path, step: int, model: nn.Module, optimiser, average):
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"step": step, "model": model.state_dict(), "optimiser": optimiser.state_dict(),
             "average": average.shadow, "average_steps": average.steps}
    torch.save(state, str(path) + ".tmp")
    os.replace(str(path) + ".tmp", path)


def load_state(path: Path, model: nn.Module, optimiser, average, start: str | None = None) -> int:
    """Resumes from `path` if it is there, else begins from the checkpoint folder `start`, else from nothing."""
    if path.exists():
        state = torch.load(path, weights_only=False, map_location=torch.get_default_device())
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        average.shadow, average.steps = state["average"], state["average_steps"]
        return state["step"]
    if start:
        load_weights(start, model)
        average.shadow = {k: v.detach().clone() for k, v in model.state_dict().items()}
    return 0
