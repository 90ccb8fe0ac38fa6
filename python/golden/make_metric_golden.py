"""Records Tests/ScoringTests/Golden/{metrics,laws}.json from independent implementations.

    pip install numpy scipy opencv-python-headless scoringrules mujoco
    python python/golden/make_metric_golden.py

References: OpenCV for Sampson's distance, scoringrules for the fair CRPS and the energy score, NumPy for the fundamental
matrix, dynamic time warping, mask overlaps, quantiles and parabolas, and MuJoCo's states for the laws of motion. Run it only to change what is tested.
"""

import json
from pathlib import Path

import cv2
import mujoco
import numpy as np
import scoringrules

OUT = Path(__file__).resolve().parents[2] / "Tests" / "ScoringTests" / "Golden"


def rotation(rng, angle):
    axis = rng.normal(size=3)
    return cv2.Rodrigues(angle * axis / np.linalg.norm(axis))[0]


def epipolar():
    """Sampson's distance of noisy pairs under F, F being that of two posed cameras with one lens each."""
    rng = np.random.default_rng(31)
    cases = []
    for _ in range(6):
        lenses = [np.array([[f, 0, 130 + 4 * i], [0, f + 5, 120.0], [0, 0, 1]]) for i, f in enumerate((300, 320))]
        poses = [np.hstack([rotation(rng, 0.2), rng.normal(0, 0.2, (3, 1)) + [[0], [0], [i * 0.1]]]) for i in range(2)]
        world = np.vstack([rng.uniform(-0.4, 0.4, (2, 8)), rng.uniform(1.5, 2.5, (1, 8)), np.ones((1, 8))])
        seen = [k @ p @ world for k, p in zip(lenses, poses)]
        pixels = [(s[:2] / s[2]).T for s in seen]
        turn = poses[1][:, :3] @ poses[0][:, :3].T
        t = poses[1][:, 3] - turn @ poses[0][:, 3]
        essential = np.cross(np.eye(3), t) @ turn
        f = np.linalg.inv(lenses[1]).T @ essential @ np.linalg.inv(lenses[0])
        assert max(cv2.sampsonDistance(np.append(a, 1), np.append(b, 1), f) for a, b in zip(*pixels)) < 1e-12
        noisy = [p + rng.normal(0, 0.7, p.shape) for p in pixels]
        distances = [cv2.sampsonDistance(np.append(a, 1), np.append(b, 1), f) for a, b in zip(*noisy)]
        cases.append({
            "lenses": [[k[0, 0], k[1, 1], k[0, 2], k[1, 2]] for k in lenses],
            "poses": [np.vstack([p, [0, 0, 0, 1]]).ravel().tolist() for p in poses], "f": f.ravel().tolist(),
            "from": noisy[0].tolist(), "to": noisy[1].tolist(), "sampson": distances,
        })
    return cases


def warping():
    """The least sum of matched distances, and the steps of the shortest matching with that sum."""
    rng = np.random.default_rng(32)
    cases = []
    for n, m in [(1, 1), (5, 5), (9, 6), (14, 20)]:
        a, b = np.cumsum(rng.normal(size=(n, 2)), 0), np.cumsum(rng.normal(size=(m, 2)), 0)
        cost = np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))
        total, steps = np.full((n + 1, m + 1), np.inf), np.zeros((n + 1, m + 1), int)
        total[0, 0] = 0
        for i in range(1, n + 1):
            for j in range(1, m + 1):
                before = min((total[p], steps[p]) for p in [(i - 1, j - 1), (i - 1, j), (i, j - 1)])
                total[i, j], steps[i, j] = before[0] + cost[i - 1, j - 1], before[1] + 1
        cases.append({"a": a.tolist(), "b": b.tolist(), "total": total[n, m], "steps": int(steps[n, m])})
    return cases


def ensembles():
    rng = np.random.default_rng(33)
    cases = []
    for s in (4, 8, 11):
        points, truth = rng.normal(0, 0.02, (s, 3)), rng.normal(0, 0.02, 3)
        crps = np.mean([scoringrules.crps_ensemble(truth[k], points[:, k], estimator="fair") for k in range(3)])
        low, high = np.quantile(points, [0.1, 0.9], axis=0, method="weibull")
        cases.append({
            "points": points.tolist(), "truth": truth.tolist(), "crps": float(crps),
            "energy": float(scoringrules.es_ensemble(truth, points, estimator="fair")),
            "coverage": float(np.mean((truth >= low) & (truth <= high))),
        })
    return cases


def occupancy():
    """Two objects' masks in five frames, with empty ones among them."""
    rng = np.random.default_rng(34)
    found, wanted = (rng.uniform(size=(2, 5, 60)) < 0.3 for _ in range(2))
    found[:, 2] = wanted[:, 2] = False
    found[0, 4] = False
    both, either = (found & wanted).sum((0, 2)), (found | wanted).sum((0, 2))
    ours, theirs = found.mean(1), wanted.mean(1)
    return {
        "found": found.astype(int).tolist(), "wanted": wanted.astype(int).tolist(),
        "spatial": (found.any(1) & wanted.any(1)).sum() / (found.any(1) | wanted.any(1)).sum(),
        "spatiotemporal": np.mean(both[either > 0] / either[either > 0]),
        "weighted": np.minimum(ours, theirs).sum() / np.maximum(ours, theirs).sum(),
        "mse": np.mean((found.astype(float) - wanted) ** 2),
    }


def parabolas():
    rng = np.random.default_rng(35)
    rows = [rng.normal(size=7) for _ in range(4)]
    return [{"values": x.tolist(), "curvature": np.polyfit(np.arange(-3, 4), x, 2)[0]} for x in rows]


FALL = """<mujoco><option timestep="0.00083333333333333" integrator="implicitfast"/><worldbody>
<geom name="floor" type="plane" size="2 2 0.1" solref="-60000 -20"/>
<body name="ball" pos="0 0 0.9"><freejoint/><geom type="sphere" size="0.05" mass="0.2" solref="-60000 -20"/></body>
</worldbody></mujoco>"""

HIT = """<mujoco><option timestep="0.00083333333333333" integrator="implicitfast"/><worldbody>
<geom name="floor" type="plane" size="2 2 0.1" friction="0.001 0 0" solref="-20000 -5"/>
<body name="left" pos="-0.3 0 0.05"><freejoint/><geom type="sphere" size="0.05" mass="0.3" friction="0.001 0 0" solref="-20000 -5"/></body>
<body name="right" pos="0.05 0.02 0.05"><freejoint/><geom type="sphere" size="0.05" mass="0.2" friction="0.001 0 0" solref="-20000 -5"/></body>
</worldbody></mujoco>"""


def simulate(xml, velocity, frames, rate=30):
    """Positions and touching pairs a frame, the pairs over all steps since the frame before."""
    model = mujoco.MjModel.from_xml_string(xml)
    data = mujoco.MjData(model)
    data.qvel[0] = velocity
    bodies = range(1, model.nbody)
    positions, touching, taken = [], [], 0
    for t in range(frames):
        pairs = set()
        while taken < round(t / rate / model.opt.timestep):
            mujoco.mj_step(model, data)
            taken += 1
            for c in data.contact[: data.ncon]:
                if c.efc_address >= 0:
                    names = [model.body(model.geom_bodyid[g]).name or "floor" for g in (c.geom1, c.geom2)]
                    pairs.add(tuple(sorted(names)))
        mujoco.mj_kinematics(model, data)
        positions.append([data.xpos[b].tolist() for b in bodies])
        touching.append(sorted(map(list, pairs)))
    return {
        "names": [model.body(b).name for b in bodies], "masses": [float(model.body_mass[b]) for b in bodies],
        "rate": rate, "positions": positions, "contacts": touching,
    }


def main():
    metrics = {
        "epipolar": epipolar(), "warping": warping(), "ensembles": ensembles(), "occupancy": occupancy(),
        "parabolas": parabolas(),
    }
    laws = {"fall": simulate(FALL, 0.2, 40), "hit": simulate(HIT, 0.8, 30)}
    for name, content in {"metrics": metrics, "laws": laws}.items():
        path = OUT / f"{name}.json"
        path.write_text(json.dumps(content, default=float) + "\n")
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
