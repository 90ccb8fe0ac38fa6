"""Lets a Python program be a policy of Orrery's: `run(start)`. See docs/policies.md. Python 3.8, standard library."""

import json
import sys
from array import array


def run(start, observe=("objects",), actions="tool"):
    """Speaks with Orrery until the episode ends.

    `start(greeting)` gives a function that is called with each request, a dictionary, and returns `chunk` rows of
    numbers. `request["targets"]` is a list of rows; `request["frames"]`, where observed, a NumPy array (T, V, H, W, 3).
    """
    if "frames" in observe:
        try:
            import numpy
        except ImportError:
            sys.exit("this policy looks at frames and needs NumPy: pip install numpy")
    source, sink, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr  # print() must not mix with answers

    def say(message, data=b""):
        sink.write(json.dumps(message).encode() + b"\n" + data)
        sink.flush()

    act = start(json.loads(source.readline()))
    say({"orrery_policy": 1, "observe": list(observe), "actions": actions})
    for line in iter(source.readline, b""):
        request = json.loads(line)
        if "frames" in request:
            t, v, h, w, c = request["frames"]
            pixels = numpy.frombuffer(source.read(t * v * h * w * c), numpy.uint8)
            request["frames"] = pixels.reshape(t, v, h, w, c)
        t, a = request["targets"]
        flat = array("f", source.read(4 * t * a))
        request["targets"] = [list(flat[i * a : (i + 1) * a]) for i in range(t)]
        rows = act(request)
        say({"actions": [len(rows), len(rows[0])]}, array("f", [x for row in rows for x in row]).tobytes())
