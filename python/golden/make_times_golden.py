"""Moments and durations in every unit, as data frames with datetime columns are written: from python/,

python golden/make_times_golden.py
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

OUT = Path(__file__).parents[2] / "Tests/RecordingsTests/Golden/times.parquet"
SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def main():
    columns = {"since_1970": pa.array([1700000000.05, 1700000000.1, None])}
    for unit, ticks in SECOND.items():
        half = ticks // 20  # a row every twentieth of a second, whole seconds apart from that
        moments = [1700000000 * ticks + half, 1700000000 * ticks + 2 * half, None]
        columns[f"moment_{unit}"] = pa.array(moments, pa.timestamp(unit))
        columns[f"duration_{unit}"] = pa.array([-ticks - half, 3 * ticks + half, None], pa.duration(unit))
    columns["day"] = pa.array([1, 2, None], pa.date32())
    columns["clock"] = pa.array([3600 * 10**6 + 250000, 0, None], pa.time64("us"))
    OUT.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), OUT)


if __name__ == "__main__":
    main()
