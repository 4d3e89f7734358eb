#!/usr/bin/env python3
"""Compares `factorytop report` with what squeue, sinfo and scontrol print at the same moment. Changes nothing.

    Tests/Soak/compare.py --program .build/release/factorytop [--times 20] [--every 5]

The text is taken before and after the JSON, and a moment counts only when both are the same: whatever then differs is
wrong. Exits with 1 when a figure is.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time
from collections import Counter

import slurm_text


def json_nodes():
    """`scontrol --json` came with Slurm 23.02."""
    try:
        return slurm_text.output("scontrol", "show", "nodes", "--json")
    except slurm_text.Unavailable:
        return slurm_text.output("sinfo", "--json")


def moment(folder, tries=8):
    """Fills the folder with the JSON of a moment; gives the text of the same moment and its time, or None when nothing
    stood still."""
    for _ in range(tries):
        before = slurm_text.text()
        (folder / "squeue.json").write_text(slurm_text.output("squeue", "--json"))
        (folder / "nodes.json").write_text(json_nodes())
        now = int(time.time())
        if slurm_text.text() == before:
            return before, now
    return None


def report(program, data, now=None):
    fixed = [] if now is None else ["--now", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))]
    done = subprocess.run([program, "report", "--data", str(data), *fixed], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"report ended with {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def figures(document):
    """What the report says, in the shape of `slurm_text.figures`."""
    (cluster,) = document["clusters"]
    queue, parts = cluster["queue"], cluster["partitions"]

    def counted(key, whole):
        counts = {part["name"]: part[key] for part in parts if part[key]}
        return {**counts, "": whole} if whole else counts

    reasons = Counter()
    for reason in queue["reasons"]:
        reasons[slurm_text.folded(reason["reason"])] += reason["tasks"]
    gpus = {key: cluster["gpus"][key] for key in ["allocated", "idle", "unavailable", "total"]}
    return {
        "nodes": cluster["nodes"]["total"],
        "nodes by state": cluster["nodes"]["by_state"],
        "nodes by partition and state": {
            part["name"]: part["nodes"]["by_state"] for part in parts if part["nodes"]["total"]},
        "gpus": gpus,
        "tasks by state": queue["by_state"],
        "reasons": dict(reasons),
        "pending by partition": counted("pending_tasks", queue["pending_tasks"]),
        "running by partition": counted("running_jobs", queue["running_jobs"]),
        "eligible": queue["eligible_tasks"], "held": queue["held_tasks"],
        "dependency": queue["dependency_tasks"],
        "backlog GPU-hours": queue["backlog_gpu_hours"]}


def differences(expected, found):
    def same(left, right):
        if isinstance(left, float) or isinstance(right, float):
            return left is not None and right is not None and math.isclose(left, right, abs_tol=0.01)
        return left == right

    def lines(key, left, right):
        if same(left, right):
            return []
        if isinstance(left, dict) and isinstance(right, dict):
            parts = sorted(left.keys() | right.keys())
            return [line for part in parts for line in lines(f"{key}, {part}", left.get(part), right.get(part))]
        return [f"{key}: Slurm says {left}, the report {right}"]
    return [line for key in expected for line in lines(key, expected[key], found[key])]


def compare(program, folder):
    """The differences at one moment; None when Slurm did not stand still. The JSON of a moment stays in the folder."""
    taken = moment(folder)
    if taken is None:
        return None
    answers, now = taken
    return differences(slurm_text.figures(answers, now), figures(report(program, folder, now)))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default="factorytop")
    options.add_argument("--times", type=int, default=1)
    options.add_argument("--every", type=float, default=5)
    chosen = options.parse_args()
    wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(chosen.times):
            if turn:
                time.sleep(chosen.every)
            found = compare(chosen.program, pathlib.Path(folder))
            if found is None:
                print("nothing stood still; not compared")
                continue
            compared += 1
            wrong += bool(found)
            for line in found:
                print(line)
    print(f"{compared} moments compared, {wrong} wrong")
    sys.exit(1 if wrong or not compared else 0)


if __name__ == "__main__":
    main()
