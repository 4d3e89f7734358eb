#!/usr/bin/env python3
"""Compares `factorytop report` with what squeue, sinfo and scontrol print at the same moment. Changes nothing.

    Tests/Soak/compare.py --program .build/release/factorytop [--times 20] [--every 5]

The text is taken before and after the JSON, and a moment counts only when both are the same: whatever then differs is
wrong. Use and commitment of budgets grow and shrink all the time, and have to lie between the texts before and after.
Exits with 1 when a figure is wrong.
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

FILES = {
    "squeue": ["squeue", "-a", "-t", "all", "--json"],
    "nodes": ["scontrol", "-a", "show", "nodes", "--json"],
    "partitions": ["scontrol", "-a", "show", "partitions", "--json"],
    "reservations": ["scontrol", "show", "reservations", "--json"],
    "sshare": ["sshare", "-a", "--json"]}
# `scontrol --json` came with Slurm 23.02, `sshare --json` with 23.11.
OLD_NODES = ["sinfo", "--json"]


def fill(folder, name):
    """Whether Slurm has an answer for the file."""
    try:
        answer = slurm_text.answer(*FILES[name])
    except slurm_text.Unavailable:
        if name == "squeue":
            raise
        if name != "nodes":
            (folder / f"{name}.json").unlink(missing_ok=True)
            return False
        answer = slurm_text.answer(*OLD_NODES)
    (folder / f"{name}.json").write_bytes(answer)
    return True


def moment(folder, tries=8):
    """Fills the folder with the JSON of a moment; gives the text of the same moment, its time, which files Slurm has an
    answer for, and the budgets before and after, or None when nothing stood still."""
    for _ in range(tries):
        budgets = [slurm_text.budgets()]
        before = slurm_text.text()
        told = {name: fill(folder, name) for name in FILES}
        now = int(time.time())
        if slurm_text.text() == before:
            budgets.append(slurm_text.budgets())
            return before, now, told, budgets if told["sshare"] else [{}, {}]
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

    def by_partition(key, whole):
        """The cluster's figure under "", beside those of the partitions."""
        return {"": whole, **{part["name"]: part[key] for part in parts}}

    def counted(key, whole):
        return {name: count for name, count in by_partition(key, whole).items() if count}

    def gpu_counts(gpus):
        return {key: gpus[key] for key in ["allocated", "idle", "unavailable", "total"]}

    reasons = Counter()
    for reason in queue["reasons"]:
        reasons[slurm_text.folded(reason["reason"])] += reason["tasks"]
    backlog = by_partition("backlog_gpu_hours", queue["backlog_gpu_hours"])
    oldest = by_partition("oldest_eligible_wait_seconds", queue["oldest_eligible_wait_seconds"])
    return {
        "nodes": cluster["nodes"]["total"],
        "nodes by state": cluster["nodes"]["by_state"],
        "nodes by partition and state": {
            part["name"]: part["nodes"]["by_state"] for part in parts if part["nodes"]["total"]},
        "gpus": {"": gpu_counts(cluster["gpus"]), **{
            part["name"]: gpu_counts(part["gpus"]) for part in parts if part["gpus"]["total"]}},
        "tasks by state": queue["by_state"],
        "reasons": dict(reasons),
        "pending by partition": counted("pending_tasks", queue["pending_tasks"]),
        "running by partition": counted("running_jobs", queue["running_jobs"]),
        "eligible": queue["eligible_tasks"], "held": queue["held_tasks"],
        "dependency": queue["dependency_tasks"],
        "backlog GPU-hours": {name: hours for name, hours in backlog.items() if hours is None or hours},
        "oldest wait": {name: wait for name, wait in oldest.items() if wait is not None},
        "median wait": queue["median_eligible_wait_seconds"],
        "maintenance": {reservation["name"]: reservation["nodes"] for reservation in cluster["maintenance"]}}


def undescribed(reasons, folder):
    """The reasons with Slurm's word in place of a description that has nothing to do with it any more: squeue prints what
    was said of a job last, also when another scheduler has found another reason since."""
    reasons = Counter(reasons)
    for job in json.loads((folder / "squeue.json").read_bytes().decode(errors="replace"))["jobs"]:
        word, said = (slurm_text.folded(job.get(key) or "") for key in ["state_reason", "state_description"])
        if said and said != word and slurm_text.WAITING & set(job["job_state"]):
            tasks = job.get("array_task_string") or ""
            count = len(slurm_text.elements(tasks)) if tasks else 1
            reasons.update({word: count, said: -count})
    return {reason: count for reason, count in reasons.items() if count}


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


def budget_differences(before, after, document):
    """In GPU-minutes. Slurm reckons with 2^32 minutes for a job without a limit; there nothing is known."""
    lines = []
    for account in before.keys() & after.keys():
        (limit, used, committed), (_, later_used, later_committed) = before[account], after[account]
        found = [
            budget for budget in document["budgets"]
            if budget["account"] == account and budget["gpu_hours"]["granted"] is not None
            and abs(budget["gpu_hours"]["granted"] * 60 - limit) < 0.01]
        if not found:
            lines.append(f"budget of {account}: Slurm says {limit} GPU-minutes, the report has none")
            continue
        told = found[0]["gpu_hours"]["used"]
        if told is None or not used - 0.01 <= told * 60 < later_used + 1.01:
            lines.append(f"used by {account}: Slurm says {used} to {later_used} GPU-minutes, the report {told} hours")
        told, bounds = found[0]["committed"], sorted([committed, later_committed])
        if bounds[1] >= 1 << 32:
            right = told is None
        else:
            right = told is not None and bounds[0] - 1.01 <= told * 60 <= bounds[1] + 1.01
        if not right:
            lines.append(f"committed by {account}: Slurm says {bounds} GPU-minutes, the report {told} hours")
    return lines


def compare(program, folder):
    """The differences at one moment; None when Slurm did not stand still. The JSON of a moment stays in the folder."""
    taken = moment(folder)
    if taken is None:
        return None
    answers, now, told, budgets = taken
    document = report(program, folder, now)
    expected = slurm_text.figures(answers, now, told["partitions"])
    expected["reasons"] = undescribed(expected["reasons"], folder)
    if not told["reservations"]:
        del expected["maintenance"]
    return differences(expected, figures(document)) + budget_differences(*budgets, document)


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
