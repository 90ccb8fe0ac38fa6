"""Records the golden files of Tests/ScoringTests from independent implementations.

    pip install numpy scipy scikit-image opencv-python-headless
    python python/golden/make_scoring_golden.py

References: scikit-image for SSIM and PSNR, OpenCV for triangulation, SciPy for the bootstrap, the Wilson interval and the
normal distribution. Run it only to change what is tested. Patches and warps: `make_patch_golden.py`.
"""

import base64
import json
from pathlib import Path

import cv2
import numpy as np
import scipy.stats
from skimage.metrics import structural_similarity

OUT = Path(__file__).resolve().parents[2] / "Tests" / "ScoringTests" / "Golden"


def encoded(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def picture(rng, height, width, sigma):
    """Smooth coloured noise over the whole range, uint8."""
    noise = cv2.GaussianBlur(rng.normal(size=(height, width, 3)), (0, 0), sigma)
    low, high = noise.min(), noise.max()
    return np.round(255 * (noise - low) / (high - low)).astype(np.uint8)


def pictures():
    """Pairs of clips with scikit-image's SSIM and the PSNR of the pooled error."""
    cases = []
    for seed, (height, width, sigma) in enumerate([(16, 24, 1.0), (32, 20, 2.0), (26, 30, 4.0), (11, 11, 1.5)]):
        rng = np.random.default_rng(seed)
        truth = np.stack([picture(rng, height, width, sigma) for _ in range(2)])
        flat = truth.copy()
        flat[:, : height // 2] = 128  # half of the frame has no variance at all
        other = {
            "noise": np.clip(truth + rng.normal(0, 12, truth.shape), 0, 255).round().astype(np.uint8),
            "blur": np.stack([cv2.GaussianBlur(f, (0, 0), 1.2) for f in truth]),
            "dark": (truth * 0.6).astype(np.uint8),
            "flat": flat,
        }
        variants = []
        for name, clip in other.items():
            mse = np.mean((clip / 255.0 - truth / 255.0) ** 2)
            ssim = [
                structural_similarity(
                    a / 255.0, b / 255.0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
                    data_range=1, channel_axis=-1)
                for a, b in zip(clip, truth)
            ]
            variants.append({
                "name": name, "predicted": encoded(clip), "psnr": 10 * np.log10(1 / mse), "ssim": float(np.mean(ssim)),
                "ssim_frames": ssim,
            })
        cases.append({
            "frames": 2, "height": height, "width": width, "truth": encoded(truth), "variants": variants,
        })
    return {"cases": cases}


def rotation(rng):
    q, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    return q * np.sign(np.linalg.det(q))


def triangulation():
    """Two cameras, noisy pixels in normalised coordinates, OpenCV's linear triangulation."""
    rng = np.random.default_rng(7)
    cases = []
    while len(cases) < 12:
        poses = []
        for _ in range(2):
            turn = rotation(rng)
            poses.append(np.hstack([turn, turn @ rng.normal(0, 0.5, (3, 1)) + [[0], [0], [1.5]]]))
        point = rng.normal(0, 0.2, 3)
        seen = [p @ np.append(point, 1) for p in poses]
        if min(s[2] for s in seen) < 0.3:
            continue
        pixels = [s[:2] / s[2] + rng.normal(0, 0.004, 2) for s in seen]
        h = cv2.triangulatePoints(poses[0], poses[1], pixels[0].reshape(2, 1), pixels[1].reshape(2, 1))[:, 0]
        cases.append({
            "poses": [np.vstack([p, [0, 0, 0, 1]]).ravel().tolist() for p in poses],
            "pixels": [p.tolist() for p in pixels], "point": (h[:3] / h[3]).tolist(), "truth": point.tolist(),
        })
    return {"cases": cases}


def bootstrap():
    """SciPy's BCa intervals of the mean, with the Monte Carlo spread of their ends at 10,000 resamples."""
    rng = np.random.default_rng(3)
    samples = {
        "normal": rng.normal(2, 1, 30), "skewed": rng.exponential(1.0, 20), "few": rng.normal(0, 3, 6),
        "shares": rng.integers(0, 2, 40).astype(float),
    }
    cases = []
    for name, values in samples.items():
        ends = []
        for seed in range(12):
            result = scipy.stats.bootstrap(
                (values,), np.mean, n_resamples=10_000, method="BCa", rng=np.random.default_rng(seed))
            ends.append(result.confidence_interval)
        lo, hi = np.array(ends).T
        cases.append({
            "name": name, "values": values.tolist(), "lo": lo.mean(), "hi": hi.mean(),
            "lo_sd": lo.std(ddof=1), "hi_sd": hi.std(ddof=1),
        })
    wilson = []
    for k, n in [(0, 5), (3, 5), (5, 5), (17, 40), (199, 200)]:
        ci = scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
        wilson.append({"k": k, "n": n, "lo": ci.low, "hi": ci.high})
    p = [1e-12, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999]
    return {"intervals": cases, "wilson": wilson, "p": p, "quantiles": scipy.stats.norm.ppf(p).tolist()}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    makers = {"pictures": pictures, "triangulation": triangulation, "bootstrap": bootstrap}
    for name, make in makers.items():
        path = OUT / f"{name}.json"
        path.write_text(json.dumps(make()) + "\n")
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
