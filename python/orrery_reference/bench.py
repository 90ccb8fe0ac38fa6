"""python -m orrery_reference bench --model ../models/tabletop --json: the work of `orrery bench`, in PyTorch."""

import contextlib
import json
import statistics
import time

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from .optim import Average, Optimiser
from .train_dynamics import PLAIN
from .world import World

CONTEXT, HORIZON, STEPS = 5, 44, 4
BATCH, WINDOW = 6, 9


def arithmetic(name: str):
    return torch.autocast("cpu", torch.bfloat16) if name == "bf16" else contextlib.nullcontext()


def timed(body, repeats: int) -> float:
    """Median seconds of some runs after two that warm up."""
    times = []
    for i in range(repeats + 2):
        begin = time.perf_counter()
        body()
        if i >= 2:
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def sampling(world: World, precision: str):
    c, group = world.dynamics.config, world.compressor.config.group
    height, width = world.settings["size"]
    given, predicted = 1 + (CONTEXT - 1) // group, -(-HORIZON // group)
    frames = torch.randint(0, 256, (c.views, CONTEXT, height, width, 3), dtype=torch.uint8)
    actions = torch.zeros(1, given + predicted, c.group, c.action_width)
    noise = torch.randn(1, given + predicted, c.views, height // 8, width // 8, c.latent)

    def body():
        with torch.inference_mode(), arithmetic(precision):
            world.predict(context, actions, noise, STEPS)

    with torch.inference_mode(), arithmetic(precision):
        context = world.encode(frames)
    return body, HORIZON * c.views


def training(world: World, precision: str):
    model, c = world.dynamics.train(), world.dynamics.config
    height, width = world.settings["size"]
    optimiser, average = Optimiser(model, 1e-6, 0.01, True, PLAIN), Average(model, 0.999)
    z = torch.randn(BATCH, WINDOW, c.views, height // 8, width // 8, c.latent)
    actions, sigma = torch.rand(BATCH, WINDOW, c.group, c.action_width), torch.rand(BATCH, WINDOW)
    given = torch.ones(BATCH, WINDOW, dtype=torch.bool)

    def body():
        s = sigma[:, :, None, None, None, None]
        with arithmetic(precision):
            x = model((1 - s) * z + s * torch.randn_like(z), sigma, actions, given)
        (x - z).square().mean().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step(1e-6)
        average.update(model)

    return body


def counted(body) -> float:
    # The counter does not know the fused attention of CPUs.
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        body()
    return counter.get_total_flops()


def main(arguments):
    # What the engine does too: numbers below 1e-38 cost Intel's cores a hundred cycles each.
    torch.set_flush_denormal(True)
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    choices = ["bf16", "f32"] if arguments.precision == "auto" else [arguments.precision]
    report = {"threads": torch.get_num_threads(), "torch": torch.__version__}
    for part in ("sampling", "training"):
        best = None
        for precision in choices:
            world = World.load(arguments.model)
            if part == "sampling":
                body, amount = sampling(world, precision)
            else:
                body, amount = training(world, precision), 1
            seconds = timed(body, arguments.repeats)
            if best is None or seconds < best[0]:
                best = (seconds, amount, precision, counted(body))
        seconds, amount, precision, work = best
        key = "frames_per_second" if part == "sampling" else "steps_per_second"
        report[part] = {key: amount / seconds, "gflops": work / seconds * 1e-9, "precision": precision}
    if arguments.json:
        print(json.dumps(report))
    else:
        for part in ("sampling", "training"):
            print(part, report[part])
