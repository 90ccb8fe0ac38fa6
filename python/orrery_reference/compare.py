"""Latents of a Swift run against this implementation, from the run's own inputs (`orrery run --dump-tensors DIR`)."""

import contextlib
import json

import numpy as np
import torch

from .dynamics import Guide
from .sample import rollout
from .world import World


def load(path: str) -> dict[str, torch.Tensor]:
    with np.load(path) as f:
        return {k: torch.from_numpy(f[k]) for k in f.files}


def guide(given: dict[str, torch.Tensor]) -> Guide | None:
    """What a run was told of where its cameras went; None where they stood still."""
    if "guide" not in given:
        return None
    return Guide(given["guide"], given["guided"].bool())


def arithmetic(name: str):
    return torch.autocast("cpu", torch.bfloat16) if name == "bf16" else contextlib.nullcontext()


def relative(found: torch.Tensor, wanted: torch.Tensor) -> float:
    return ((found - wanted).norm() / wanted.norm()).item()


def sample(arguments):
    """Writes what a run writes, from the same frames, actions and noise: latents.npz (context, sampled)."""
    world, given = World.load(arguments.model), load(arguments.context)
    with arithmetic(arguments.precision):
        context = world.encode(given["frames"])
        count = len(given["noise"])
        sampled = rollout(
            world.dynamics, context.expand(count, -1, -1, -1, -1, -1), given["actions"], given["noise"], arguments.steps,
            world.shift, guide(given), context_sigma=world.context_sigma)
    np.savez(arguments.out, context=context.float().numpy(), sampled=sampled.float().numpy())


def compare(arguments):
    """Relative L2 errors: of the context, of the whole rollout, and of each latent frame after the run's own past."""
    world, given, swift = World.load(arguments.model), load(arguments.context), load(arguments.latents)
    noise, actions = given["noise"], given["actions"]
    context = swift["context"].expand(len(noise), -1, -1, -1, -1, -1)
    frames = torch.cat([context, swift["sampled"]], 1)
    first, seen = context.shape[1], guide(given)
    rest = (context, actions, noise, arguments.steps, world.shift, seen)
    with arithmetic(arguments.precision):
        encoded = relative(swift["context"], world.encode(given["frames"]).float())
        again = rollout(world.dynamics, *rest, context_sigma=world.context_sigma)
        whole = relative(swift["sampled"], again.float())
        # The past is held as a run holds it: committed frame by frame, and from some length on in part.
        after = rollout(world.dynamics, *rest, past=frames, context_sigma=world.context_sigma).float()
    errors = [relative(frames[:, t], after[:, t - first]) for t in range(first, frames.shape[1])]
    report = {"context": encoded, "rollout": whole, "frame_max": max(errors), "frames": errors}
    print(json.dumps(report))
