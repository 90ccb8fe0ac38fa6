"""Records Tests/ScoringTests/Golden/statistics.json from independent implementations.

    pip install numpy scipy statsmodels
    python python/golden/make_statistics_golden.py

References: SciPy for Wilcoxon's test, Mann and Whitney's U, Pearson's r with its bootstrap interval and the trimmed
mean; statsmodels for Holm; the success rates that SIMPLER publishes, with the r and MMRV it reports for them. Run it
only to change what is tested.
"""

import json
from pathlib import Path

import numpy as np
import scipy.stats
from statsmodels.stats.multitest import multipletests

OUT = Path(__file__).resolve().parents[2] / "Tests" / "ScoringTests" / "Golden" / "statistics.json"


def wilcoxon():
    """Exact without ties, exact by enumeration with ties, and normal beyond 50 differences."""
    rng = np.random.default_rng(21)
    cases = []
    for name, d in {
        "exact": rng.normal(0.4, 1, 18), "one": np.array([0.7]), "fifty": rng.normal(0.2, 1, 50),
        "strong": rng.normal(3, 1, 12),
    }.items():
        r = scipy.stats.wilcoxon(d, method="exact")
        cases.append({"name": name, "values": d.tolist(), "p": r.pvalue, "n": len(d)})
    tied = np.array([1, 1, -1, 2, 3, 3, -2, 0, 4, 0, 5, -1.0])
    every = scipy.stats.PermutationMethod(n_resamples=np.inf)
    kept = tied[tied != 0]
    cases.append({
        "name": "tied", "values": tied.tolist(), "p": scipy.stats.wilcoxon(kept, method=every).pvalue, "n": len(kept)})
    many = np.round(rng.normal(0.3, 1.5, 80), 1)
    r = scipy.stats.wilcoxon(many, method="asymptotic", correction=False)
    cases.append({"name": "many", "values": many.tolist(), "p": r.pvalue, "n": int((many != 0).sum())})
    return cases


def holm():
    rng = np.random.default_rng(22)
    lists = [rng.uniform(0, 0.1, 6), np.array([0.01, 0.04, 0.03, 0.005]), np.array([0.2, 0.9, 0.6])]
    return [{"p": p.tolist(), "adjusted": multipletests(p, method="holm")[1].tolist()} for p in lists]


def middle():
    """Every value four times over: then a quarter of the list is a whole number, and SciPy trims exactly that."""
    rng = np.random.default_rng(23)
    lists = [rng.normal(size=n) for n in (1, 2, 5, 6, 7, 8, 31)]
    return [{"values": x.tolist(), "iqm": scipy.stats.trim_mean(np.repeat(x, 4), 0.25)} for x in lists]


def superiority():
    rng = np.random.default_rng(24)
    cases = []
    for n, m in [(8, 8), (3, 5), (1, 1)]:
        x, y = rng.integers(0, 6, n).astype(float), rng.integers(0, 5, m).astype(float)
        u = scipy.stats.mannwhitneyu(x, y).statistic
        cases.append({"x": x.tolist(), "y": y.tolist(), "share": u / (n * m)})
    return cases


def correlation():
    """r with SciPy's BCa interval over resampled pairs, and the Monte Carlo spread of its ends."""
    rng = np.random.default_rng(25)
    x = rng.normal(size=24)
    y = 0.8 * x + rng.normal(0, 0.6, 24)
    ends = []
    for seed in range(8):
        result = scipy.stats.bootstrap(
            (x, y), lambda a, b: scipy.stats.pearsonr(a, b).statistic, paired=True, vectorized=False,
            n_resamples=10_000, method="BCa", rng=np.random.default_rng(seed))
        ends.append(result.confidence_interval)
    lo, hi = np.array(ends).T
    return {
        "x": x.tolist(), "y": y.tolist(), "r": scipy.stats.pearsonr(x, y).statistic, "lo": lo.mean(), "hi": hi.mean(),
        "lo_sd": lo.std(ddof=1), "hi_sd": hi.std(ddof=1),
    }


def simpler():
    """Success of six policies at "move near", real and simulated, as published with SIMPLER (X. Li et al., 2024)."""
    return {
        "real": [0.733, 0.633, 0.583, 0.450, 0.017, 0.350], "simulated": [0.779, 0.442, 0.354, 0.317, 0.050, 0.042],
        "r": 0.856, "mmrv": 0.111,
    }


def main():
    content = {
        "wilcoxon": wilcoxon(), "holm": holm(), "middle": middle(), "superiority": superiority(),
        "correlation": correlation(), "simpler": simpler(),
    }
    OUT.write_text(json.dumps(content) + "\n")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
