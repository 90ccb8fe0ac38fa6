"""python -m orrery_reference bench|sample|compare"""

import argparse

from . import bench, compare


def main():
    p = argparse.ArgumentParser(prog="orrery_reference")
    commands = p.add_subparsers(required=True)
    b = commands.add_parser("bench", help="time sampling and training, the same work as `orrery bench`")
    b.add_argument("--model", required=True)
    b.add_argument("--precision", choices=["auto", "bf16", "f32"], default="bf16", help="auto: the faster of the two")
    b.add_argument("--threads", type=int)
    b.add_argument("--repeats", type=int, default=5)
    b.add_argument("--json", action="store_true")
    b.set_defaults(run=bench.main)
    for name, what in (("sample", compare.sample), ("compare", compare.compare)):
        c = commands.add_parser(name, help=what.__doc__)
        c.add_argument("--model", required=True)
        c.add_argument("--context", required=True, help="context.npz of a run with --dump-tensors")
        c.add_argument("--steps", type=int, default=4)
        c.add_argument("--precision", choices=["bf16", "f32"], default="f32")
        c.add_argument("--out" if name == "sample" else "--latents", required=True)
        c.set_defaults(run=what)
    arguments = p.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
