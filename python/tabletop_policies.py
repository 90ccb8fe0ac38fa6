"""Graded policies for the table top: `tabletop_policies.py GRADE`; see docs/policies.md.

All of them push or lift the goal's object by the same plan; a grade says how well. They see only where the readout
finds objects and where their own targets have put the tool, and need no more than Python's standard library.
"""

import math
import random
import sys

from orrery_policy import run

# aim: spread of a wrong place of the object, kept through the episode, metres. late: seconds at rest, at most.
# speed: of the tool, m/s. wrong: how often another object is taken for the goal's. gain: share of the way that is gone.
GRADES = {
    "steady": {},
    "careful": {"aim": 0.010},
    "brisk": {"aim": 0.008, "speed": 0.30},
    "sloppy": {"aim": 0.018},
    "dreamy": {"late": 4.0},
    "short": {"gain": 0.65, "aim": 0.006},
    "mistaken": {"wrong": 0.5},
    "slow": {"speed": 0.085},
    "clumsy": {"aim": 0.035},
    "idle": {"late": math.inf},
}

TRAVEL = 0.10  # height of the tip on its way, metres
OPEN, CLOSED = 0.034, 0.0
RADIUS = {"cube": 0.037, "cylinder": 0.025, "ball": 0.028}


def distance(a, b):
    return math.sqrt(sum((x - y) ** 2 for x, y in zip(a, b)))


class Tool:
    """The tool's target, moved at most `speed` a frame; the fingers lie along y, so that both cameras see between."""

    def __init__(self, speed, rate):
        self.reach = speed / rate
        self.tip, self.gripper, self.roll = None, CLOSED, 0.0

    def approach(self, place):
        """One frame nearer; true once there."""
        gap = distance(self.tip, place)
        share = 1.0 if gap <= self.reach else self.reach / gap
        self.tip = [a + (b - a) * share for a, b in zip(self.tip, place)]
        return gap <= self.reach

    def row(self):
        wanted = math.atan2(self.tip[1], self.tip[0])
        self.roll += max(-0.15, min(0.15, wanted - self.roll))
        return [*self.tip, self.roll, self.gripper]


class Policy:
    def __init__(self, greeting, grade):
        # Not the seed alone: two grades must not share their luck.
        chance = random.Random("%d %s" % (greeting["seed"], sorted(grade.items())))
        self.goal, self.chunk, self.rate = greeting["goal"], greeting["chunk"], greeting["rate"]
        self.name = self.goal["object"]
        if chance.random() < grade.get("wrong", 0):
            self.name = chance.choice([name for name in greeting["objects"] if name != self.name])
        self.error = [chance.gauss(0, 1) * grade.get("aim", 0) for _ in range(2)]
        self.wait = chance.random() * grade.get("late", 0) * self.rate
        self.gain = grade.get("gain", 1.0)
        self.tool = Tool(grade.get("speed", 0.20), self.rate)
        self.place = None  # where the object was last seen before setting off, with the error
        self.steps = None  # the plan, a generator of frames

    def __call__(self, request):
        seen = request["objects"].get(self.name)
        if seen and self.steps is None:
            self.place = [seen[0] + self.error[0], seen[1] + self.error[1], seen[2]]
        if self.tool.tip is None:
            self.tool.tip, self.tool.roll, self.tool.gripper = request["tool"][:3], *request["tool"][3:]
        return [self.frame() for _ in range(self.chunk)]

    def frame(self):
        self.wait -= 1
        if self.wait < 0 and self.place is not None:
            if self.steps is None:
                self.steps = self.lift() if "above" in self.goal else self.push()
            next(self.steps, None)
        return self.tool.row()

    def go(self, place, gripper=None):
        while True:
            if gripper is not None:
                self.tool.gripper = gripper
            there = self.tool.approach(place)
            yield
            if there:
                return

    def push(self):
        """Comes down behind the object and pushes it along a straight line to the goal."""
        x, y = self.place[:2]
        way = [g - o for g, o in zip(self.goal["near"], (x, y))]
        length = max(1e-3, math.hypot(*way))
        u = [w / length for w in way]
        behind = [x - u[0] * (RADIUS[self.name] + 0.022), y - u[1] * (RADIUS[self.name] + 0.022)]
        end = length * self.gain - 0.038
        stop = [x + u[0] * end, y + u[1] * end]
        yield from self.go([self.tool.tip[0], self.tool.tip[1], TRAVEL], CLOSED)
        yield from self.go([*behind, TRAVEL])
        yield from self.go([*behind, 0.02])
        yield from self.go([*stop, 0.02])
        yield from self.go([stop[0] - u[0] * 0.02, stop[1] - u[1] * 0.02, TRAVEL])

    def lift(self):
        """Closes on the object from above and raises it."""
        x, y = self.place[:2]
        yield from self.go([self.tool.tip[0], self.tool.tip[1], TRAVEL], OPEN)
        yield from self.go([x, y, TRAVEL])
        yield from self.go([x, y, 0.024])
        for _ in range(round(0.4 * self.rate)):
            self.tool.gripper = 0.012
            yield
        yield from self.go([x, y, 0.024 + self.gain * (self.goal["above"] + 0.02 - 0.024)])


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in GRADES:
        sys.exit("usage: tabletop_policies.py GRADE, one of " + ", ".join(GRADES))
    run(lambda greeting: Policy(greeting, GRADES[sys.argv[1]]))


main()
