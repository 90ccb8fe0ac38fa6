"""Records what Tests/ScoringTests checks patches and warps against, made by OpenCV.

    pip install numpy opencv-python-headless
    python python/golden/make_patch_golden.py

Shifted pictures are one fine picture averaged over 8×8 pixels from different places on (`resize`, INTER_AREA): shifts of
whole eighths of a pixel without any interpolation, whose kernels err by more than what is tested (`remap`'s cubic one by
0.06 px). `remap` rounds positions to 1/32 px, so samples lie on that grid. Warps are positions by `projectPoints`.
"""

import base64
import json
from pathlib import Path

import cv2
import numpy as np

OUT = Path(__file__).resolve().parents[2] / "Tests" / "ScoringTests" / "Golden"
FINE = 8


def encoded(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def texture(rng, height, width, sigma):
    """Smooth noise over the whole range, float32 0…1."""
    noise = cv2.GaussianBlur(rng.normal(size=(height, width)), (0, 0), sigma)
    return ((noise - noise.min()) / (noise.max() - noise.min())).astype(np.float32)


def patches():
    """Scores of OpenCV's normalised matching, pictures shifted by known amounts, and bilinear samples."""
    rng = np.random.default_rng(11)
    height, width, side, margin = 36, 40, 11, 6 * FINE
    fine = texture(rng, height * FINE + 2 * margin, width * FINE + 2 * margin, 2.4 * FINE)

    def seen(dx, dy):
        """The picture moved by (dx, dy) px to the right and down."""
        x, y = margin - round(dx * FINE), margin - round(dy * FINE)
        part = fine[y : y + height * FINE, x : x + width * FINE]
        return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)

    grey = np.round(255 * seen(0, 0)).astype(np.uint8)
    image = grey.astype(np.float32) / 255
    template = image[12 : 12 + side, 14 : 14 + side] + rng.normal(0, 0.05, (side, side)).astype(np.float32)
    surface = cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED)
    shifts = []
    for dx, dy in [(0.0, 0.0), (0.375, -0.25), (0.5, 0.5), (1.5, 0.625), (-2.5, 1.25), (3.125, -3.75)]:
        shifts.append({"dx": dx, "dy": dy, "image": encoded(np.round(seen(dx, dy) * 65535).astype(np.uint16))})
    at = np.round(rng.uniform([1, 1], [width - 2, height - 2], (40, 2)) * 32).astype(np.float32) / 32
    bilinear = cv2.remap(image, at[:, :1], at[:, 1:], cv2.INTER_LINEAR)[:, 0]
    return {
        "height": height, "width": width, "side": side, "image": encoded(grey),
        "template": template.ravel().tolist(), "surface": np.round(surface, 7).ravel().tolist(),
        "surface_width": surface.shape[1], "shifts": shifts,
        "samples": [{"x": float(x) + 0.5, "y": float(y) + 0.5, "value": float(v)} for (x, y), v in zip(at, bilinear)],
    }


def pose(turn, centre):
    """World to camera of a camera at `centre` turned by a rotation vector."""
    rotation = cv2.Rodrigues(np.array(turn, float))[0]
    return np.vstack([np.hstack([rotation, -rotation @ np.array(centre, float).reshape(3, 1)]), [0, 0, 0, 1]])


def depths(matrix, lens, height, width, near):
    """Depth of a wall (z = 1 + 0.3 x) and, where `near` is given, of a board in front of it, |x|, |y| < 0.1."""
    ys, xs = np.mgrid[0:height, 0:width] + 0.5
    fx, fy, cx, cy = lens
    rays = np.stack([(xs - cx) / fx, (ys - cy) / fy, np.ones_like(xs)], -1) @ matrix[:3, :3]
    eye = -matrix[:3, :3].T @ matrix[:3, 3]
    wall = (1 + 0.3 * eye[0] - eye[2]) / (rays[..., 2] - 0.3 * rays[..., 0])
    if near is None:
        return wall.astype(np.float32)
    board = (near - eye[2]) / rays[..., 2]
    hit = eye + board[..., None] * rays
    inside = (np.abs(hit[..., 0]) < 0.1) & (np.abs(hit[..., 1]) < 0.1)
    return np.where(inside, board, wall).astype(np.float32)


def warp(name, lens, source, target, source_depth, target_depth, image):
    """Where each target pixel lies in the source (NaN where hidden or outside), and the source's picture there."""
    height, width = target_depth.shape
    fx, fy, cx, cy = lens
    ys, xs = np.mgrid[0:height, 0:width] + 0.5
    z = target_depth.astype(float)
    local = np.stack([(xs - cx) / fx * z, (ys - cy) / fy * z, z], -1).reshape(-1, 3)
    world = (local - target[:3, 3]) @ target[:3, :3]
    matrix = np.array([[fx, 0, cx], [0, fy, cy], [0, 0, 1.0]])
    turn = cv2.Rodrigues(source[:3, :3])[0]
    at = cv2.projectPoints(world.reshape(-1, 1, 3), turn, source[:3, 3], matrix, None)[0].reshape(height, width, 2)
    depth = (world @ source[:3, :3].T + source[:3, 3])[:, 2].reshape(height, width)
    inside = (at >= 0.5).all(-1) & (at[..., 0] <= width - 0.5) & (at[..., 1] <= height - 0.5)
    u = np.clip(at[..., 0].astype(int), 0, width - 1)
    v = np.clip(at[..., 1].astype(int), 0, height - 1)
    visible = inside & (np.abs(source_depth[v, u] - depth) <= 0.03 * depth)
    maps = (at - 0.5).astype(np.float32)
    values = cv2.remap(image.astype(np.float32) / 255, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR)
    at[~visible] = np.nan
    return {
        "name": name, "height": height, "width": width, "lens": list(lens), "source": source.ravel().tolist(),
        "target": target.ravel().tolist(), "source_depth": encoded(source_depth), "target_depth": encoded(target_depth),
        "image": encoded(image), "positions": encoded(at.astype(np.float32)), "values": encoded(values),
    }


def warps():
    rng = np.random.default_rng(5)
    height, width = 20, 24
    lens = (30.0, 29.0, 12.25, 9.75)
    image = np.round(255 * texture(rng, height, width, 2.0)).astype(np.uint8)
    here = np.eye(4)
    # A wall one metre away and a step sideways: every pixel moves by 73/32 px.
    flat = np.ones((height, width), np.float32)
    aside = pose([0, 0, 0], [73 / 32 / lens[0], 0, 0])
    turned = pose([0.05, -0.08, 0.03], [0.09, -0.03, 0.05])
    tilted = [depths(m, lens, height, width, None) for m in (here, turned)]
    boards = [depths(m, lens, height, width, 0.6) for m in (here, turned)]
    return {
        "cases": [
            warp("aside", lens, here, aside, flat, flat, image),
            warp("turned", lens, here, turned, *tilted, image),
            warp("board", lens, here, turned, *boards, image),
        ]
    }


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for name, make in {"patches": patches, "warps": warps}.items():
        path = OUT / f"{name}.json"
        path.write_text(json.dumps(make()) + "\n")
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
