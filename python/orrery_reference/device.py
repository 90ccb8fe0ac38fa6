"""The device that trainings and encodings run on: a CPU, or a GPU that PyTorch knows."""

import argparse
import contextlib

import numpy as np
import torch


def add_option(parser: argparse.ArgumentParser):
    parser.add_argument("--device", default="cpu", help="cpu, cuda, cuda:1 …")


def use(name: str):
    """Makes whatever is made from now on, weights and chance included, on this device."""
    if name == "cpu":
        return
    try:
        torch.set_default_device(name)
        torch.zeros(1)
    except (RuntimeError, AssertionError) as error:
        raise SystemExit(f"error: --device {name}: {str(error).splitlines()[0]}")


def here(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array).to(torch.get_default_device())


def bf16() -> contextlib.AbstractContextManager:
    return torch.autocast(torch.get_default_device().type, torch.bfloat16)
