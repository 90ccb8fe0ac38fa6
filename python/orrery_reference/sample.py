"""Rollouts in latent space: Euler steps from noise for each latent frame, context and results kept in a key/value cache."""

import torch
from torch import Tensor

from .dynamics import Dynamics, Guide, TimeCache

CONTEXT_SIGMA = 0.02  # level at which given and finished frames are committed, where a model says no other


def levels(steps: int, shift: float = 1.0) -> Tensor:
    """Noise levels 1 = s_0 > ... > s_steps = 0: evenly spaced, or moved towards noise by a shift above 1."""
    even = torch.linspace(1, 0, steps + 1)
    return shift * even / (1 + (shift - 1) * even)


def a_little(z: Tensor, noise: Tensor, sigma: float) -> Tensor:
    """Given and finished frames carry the little noise that the model is told of."""
    return (1 - sigma) * z + sigma * noise


@torch.no_grad()
def rollout(model: Dynamics, context: Tensor, actions: Tensor, noise: Tensor, steps: int = 4,
            shift: float = 1.0, guide: Guide | None = None, past: Tensor | None = None,
            context_sigma: float = CONTEXT_SIGMA) -> Tensor:
    """context (B, C, V, h, w, z), actions (B, C + H, group, A), noise (B, C + H, V, h, w, z) -> (B, H, V, h, w, z).

    guide: of context and horizon, where cameras move. past (B, C + H, V, h, w, z): frames that are committed instead of
    those just made, so that each is predicted after another run's past.
    """
    b, c = context.shape[:2]
    cache = TimeCache(model.config.window)
    given = torch.ones(b, c, dtype=torch.bool)
    given[:, 0] = False
    told = torch.ones(b, 1, dtype=torch.bool)
    cache.commit = True
    model(a_little(context, noise[:, :c], context_sigma), torch.full((b, c), context_sigma), actions[:, :c], given,
          "causal", cache, guide and guide.frames(0, c))
    schedule, out = levels(steps, shift), []
    for h in range(c, noise.shape[1]):
        fresh, chunk = noise[:, h:h + 1], actions[:, h:h + 1]
        seen = guide and guide.frames(h, h + 1)
        cache.commit, z = False, fresh
        for now, then in zip(schedule[:-1], schedule[1:]):
            x = model(z, now.expand(b, 1), chunk, told, "causal", cache, seen)
            z = x + (then / now) * (z - x)
        out.append(z)
        if h + 1 < noise.shape[1]:
            cache.commit = True
            kept = z if past is None else past[:, h:h + 1]
            model(a_little(kept, fresh, context_sigma), torch.full((b, 1), context_sigma), chunk, told, "causal", cache,
                  seen)
    return torch.cat(out, 1)
