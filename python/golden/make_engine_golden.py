"""Golden files of the engine's tests: small layers of the reference, run and differentiated in f32.

python python/golden/make_engine_golden.py [FOLDER]   (default: Tests/NeuralNetworkTests/Golden)
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))

from orrery_reference.compressor import CausalConv, ResidualBlock  # noqa: E402
from orrery_reference.dynamics import Block, DynamicsConfig  # noqa: E402
from orrery_reference.layers import rotary  # noqa: E402
from orrery_reference.optim import Average, Muon, Optimiser, cosine, orthogonalise  # noqa: E402


def stir(module: nn.Module, spread: float = 0.3):
    """Moves every parameter off its start, so that zeros hide nothing."""
    with torch.no_grad():
        for p in module.parameters():
            p.add_(torch.randn_like(p) * spread)


def run(module: nn.Module, inputs: dict[str, Tensor], call) -> dict[str, Tensor]:
    """Inputs, parameters, the result, and the gradients of <result, fixed numbers>."""
    leaves = {k: v.clone().requires_grad_() for k, v in inputs.items()}
    result = call(leaves)
    seed = torch.randn_like(result)
    (result * seed).sum().backward()
    out = {"result": result.detach(), "seed": seed}
    out |= {f"in.{k}": v.detach() for k, v in inputs.items()}
    out |= {f"gradient.in.{k}": v.grad for k, v in leaves.items()}
    out |= {f"weight.{k}": p.detach() for k, p in module.named_parameters()}
    out |= {f"gradient.weight.{k}": p.grad for k, p in module.named_parameters()}
    return out


def blocks() -> dict[str, Tensor]:
    """A dynamics block of each axis: 2 clips of 3 frames of 6 tokens, 2 heads of 8, window 2."""
    config = DynamicsConfig(width=16, heads=2, mlp=2, modulation_rank=4, window=2)
    y, x = torch.arange(6) // 3, torch.arange(6) % 3
    (cy, sy), (cx, sx) = rotary(y, 2, 100.0), rotary(x, 2, 100.0)
    tables = torch.cat([cy, cx], -1), torch.cat([sy, sx], -1)
    out = {}
    for axis in ("space", "time"):
        block = Block(config, axis)
        stir(block)
        inputs = {"x": torch.randn(2, 3, 6, 16), "c": torch.randn(2, 3, 1, 16)}
        part = run(block, inputs, lambda v: block(v["x"], v["c"], tables))
        out |= {f"{axis}.{k}": v for k, v in part.items()}
    return out


def convolutions() -> dict[str, Tensor]:
    """A residual block and a convolution of two taps, over (B, C, T, H, W)."""
    block, conv = ResidualBlock(8, taps=2), CausalConv(3, 5, taps=2)
    stir(block, 0.1)
    stir(conv, 0.1)
    out = {f"residual.{k}": v for k, v in run(block, {"x": torch.randn(2, 8, 3, 5, 4)}, lambda v: block(v["x"])).items()}
    out |= {f"conv.{k}": v for k, v in run(conv, {"x": torch.randn(1, 3, 3, 4, 6)}, lambda v: conv(v["x"])).items()}
    return out


class Pair(nn.Module):
    """A matrix for Muon and a vector for AdamW."""

    def __init__(self):
        super().__init__()
        self.matrix, self.vector = nn.Parameter(torch.randn(24, 10)), nn.Parameter(torch.randn(17))


def optimisers() -> dict[str, Tensor]:
    """Ten steps of both optimisers with an average, and the orthogonalisation alone, wide and tall."""
    pair = Pair()
    optimiser, average = Optimiser(pair, 0.1, 0.02, True, ()), Average(pair, 0.9)
    out = {f"start.{k}": v.detach().clone() for k, v in pair.named_parameters()}
    for step in range(10):
        for name, p in pair.named_parameters():
            p.grad = torch.randn_like(p)
            out[f"gradient.{step}.{name}"] = p.grad.clone()
        optimiser.step(0.1 * cosine(step, 10, 3))
        average.update(pair)
    out |= {f"end.{k}": v.detach().clone() for k, v in pair.named_parameters()}
    out |= {f"average.{k}": v for k, v in average.shadow.items()}
    for name, shape in (("wide", (12, 40)), ("tall", (40, 12))):
        out[f"{name}.in"] = torch.randn(shape)
        out[f"{name}.out"] = orthogonalise(out[f"{name}.in"])
    assert any(isinstance(part, Muon) for part in optimiser.parts)
    return out


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "Tests/NeuralNetworkTests/Golden"
    folder.mkdir(parents=True, exist_ok=True)
    torch.use_deterministic_algorithms(True)
    for seed, make in enumerate((blocks, convolutions, optimisers)):
        torch.manual_seed(seed)
        tensors = {k: v.contiguous() for k, v in make().items()}
        save_file(tensors, folder / f"{make.__name__}.safetensors")


if __name__ == "__main__":
    main()
