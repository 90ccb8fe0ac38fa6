"""Operations of a small model, counted by PyTorch: python golden/make_work_golden.py > ../Tests/WorldModelTests/Golden/work.json"""

import json
import sys
from pathlib import Path

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

sys.path.insert(0, str(Path(__file__).parents[1]))

from orrery_reference.compressor import Compressor, CompressorConfig
from orrery_reference.dynamics import Dynamics, DynamicsConfig
from orrery_reference.sample import rollout
from orrery_reference.world import World

ROWS, COLUMNS = 4, 8
GIVEN, PREDICTED, STEPS = 2, 5, 3


def count(body) -> int:
    # The counter does not know the fused attention of CPUs.
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        body()
    return counter.get_total_flops()


def main():
    config = DynamicsConfig(latent=8, width=32, depth=4, heads=2, mlp=3, modulation_rank=4, action_width=3, window=5,
                            previous=True, carried=12, warp=10, warp_depth=2)
    dynamics = Dynamics(config)
    compressor = Compressor(CompressorConfig(latent=8, fine=12, coarse=20, fine_blocks=1, coarse_blocks=2))
    world = World(dynamics, compressor, {})
    total = GIVEN + PREDICTED
    z = torch.randn(1, total, 2, ROWS, COLUMNS, 8)
    actions, told = torch.randn(1, total, 4, 3), torch.ones(1, 1, dtype=torch.bool)
    figures = {}
    with torch.inference_mode():
        figures["pass"] = count(lambda: dynamics(z[:, :1], torch.ones(1, 1), actions[:, :1], told))
        figures["rollout"] = count(lambda: world.predict(z[:, :GIVEN], actions, z, STEPS))
        figures["decoding"] = count(lambda: compressor.decode(z[:, :1, 0]))
        figures["sampling"] = count(lambda: rollout(dynamics, z[:, :GIVEN], actions, z, STEPS))
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
