"""Muon for matrices and convolutions (Jordan et al., kellerjordan.github.io/posts/muon), AdamW for the rest, one schedule."""

import math

import torch
from torch import Tensor, nn


def orthogonalise(g: Tensor, steps: int = 5) -> Tensor:
    """The nearest semi-orthogonal matrix, by a quintic Newton-Schulz iteration in bf16."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.bfloat16()
    flip = x.shape[0] > x.shape[1]
    if flip:
        x = x.T
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        s = x @ x.T
        x = a * x + (b * s + c * (s @ s)) @ x
    return (x.T if flip else x).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised; the update's RMS is matched to AdamW's (.2), so one learning rate serves both."""

    def __init__(self, params, lr: float, momentum: float = 0.95, weight_decay: float = 0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(p)
                m = state["momentum"]
                m.lerp_(p.grad, 1 - group["momentum"])
                g = torch.lerp(p.grad, m, group["momentum"]).flatten(1)
                update = orthogonalise(g) * (0.2 * math.sqrt(max(g.shape)))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update.view_as(p), alpha=-group["lr"])


class Optimiser:
    """Muon on weights with two axes or more, AdamW on biases, scales, embeddings and the layers named `plain`."""

    def __init__(self, model: nn.Module, lr: float, weight_decay: float, muon: bool, plain: tuple[str, ...]):
        matrices, others = [], []
        for name, p in model.named_parameters():
            is_matrix = p.ndim >= 2 and not any(name.startswith(x) for x in plain)
            (matrices if is_matrix else others).append(p)
        # What Muon updates, or would, is drawn to zero; biases, scales and embeddings are not.
        groups = [{"params": others, "weight_decay": 0.0}]
        if not muon and matrices:
            groups.append({"params": matrices, "weight_decay": weight_decay})
        self.parts: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.98), fused=True)]
        if muon and matrices:
            self.parts.append(Muon(matrices, lr=lr, weight_decay=weight_decay))

    def step(self, lr: float):
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = lr
            part.step()
            part.zero_grad(set_to_none=True)

    def state_dict(self):
        return [p.state_dict() for p in self.parts]

    def load_state_dict(self, states):
        for part, state in zip(self.parts, states):
            part.load_state_dict(state)


def cosine(step: int, total: int, warmup: int, floor: float = 0.02) -> float:
    """Linear warm-up, then a half cosine down to `floor`."""
    if step < warmup:
        return (step + 1) / warmup
    x = min(1.0, (step - warmup) / max(1, total - warmup))
    return floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * x))


class Average:
    """An exponential moving average of the weights, with the usual short start."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay, self.steps = decay, 0
        self.shadow = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        live = model.state_dict()
        keys = list(self.shadow)
        torch._foreach_lerp_([self.shadow[k] for k in keys], [live[k] for k in keys], 1 - decay)
