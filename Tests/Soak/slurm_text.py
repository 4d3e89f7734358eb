"""What Slurm's own text tools say of nodes and jobs at one moment, counted as `factorytop report` counts."""

import os
import re
import subprocess
from collections import Counter

# Epoch seconds in place of local time.
ENVIRONMENT = dict(os.environ, SLURM_TIME_FORMAT="%s", LC_ALL="C.UTF-8")
JOB_FIELDS = ["state", "reason", "partition", "prioritylong", "eligibletime", "timelimit", "tres-alloc"]
RUNNING = {"RUNNING", "CONFIGURING", "RESIZING", "SIGNALING", "STOPPED"}
WAITING = {"PENDING", "REQUEUED", "REQUEUE_HOLD", "SPECIAL_EXIT", "REQUEUE_FED", "RESV_DEL_HOLD"}
HELD = {"JobHeldUser", "JobHeldAdmin", "JobHoldMaxRequeue"}
DEPENDENT = {"Dependency", "DependencyNeverSatisfied"}
# squeue prints a job's description, where Slurm gave it one, in place of the reason that JSON keeps apart. One stands for
# two reasons, so what is held is compared as one.
DESCRIPTIONS = {
    "job requeued in held state": "held", "JobHeldUser": "held", "JobHeldAdmin": "held",
    "ReqNodeNotAvail": "ReqNodeNotAvail",
    "Nodes required for job are DOWN": "Resources"}
CAN_START = {"allocated", "mixed", "idle", "planned", "reserved", "completing"}


class Unavailable(Exception):
    """Slurm does not answer."""


def output(*command):
    """What a command prints; any failure, and any complaint of an answer cut short, is `Unavailable`."""
    try:
        done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{command[0]} hangs") from error
    if done.returncode != 0 or done.stderr:
        raise Unavailable(done.stderr.decode(errors="replace").strip()[:200])
    return done.stdout.decode(errors="replace")


def text():
    """The three answers that the figures are counted from; equal texts are equal moments."""
    jobs = output(
        "squeue", "-h", "-a", "-r", "-t", "all", "-O", ",".join(f"{field}::|" for field in JOB_FIELDS))
    states = output("sinfo", "-h", "-a", "-N", "-o", "%N|%T|%R")
    nodes = [
        (name, field(line, "State"), field(line, "AllocTRES"), field(line, "Gres"))
        for line in output("scontrol", "-o", "-a", "show", "nodes").splitlines()
        for name in [field(line, "NodeName")]]
    return sorted(jobs.splitlines()), sorted(states.splitlines()), nodes


def field(line, name):
    found = re.search(rf"(?m)(?:^| ){name}=(\S*)", line)
    return found.group(1) if found else ""


def tres(text, name):
    found = re.search(rf"(?:^|,){name}=(\d+)", text)
    return int(found.group(1)) if found else None


def installed_gpus(gres):
    """Of `gpu:a100:4(S:0-1),shard:8` the 4."""
    gres = re.sub(r"\([^)]*\)", "", gres)
    return sum(int(part.rsplit(":", 1)[1]) for part in gres.split(",") if re.match(r"gpu(:.*)?:\d+$", part))


def minutes(limit):
    """Of `2-03:04:05` the minutes; None where there is no limit."""
    found = re.fullmatch(r"(?:(\d+)-)?(?:(?:(\d+):)?(\d+):)?(\d+)", limit)
    if not found:
        return None
    days, hours, mins, _ = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + mins


def figures(answers, now):
    jobs, states, nodes = answers
    return {**node_figures(states, nodes), **job_figures(jobs, now)}


def node_figures(states, nodes):
    """A node stands once in each of its partitions."""
    marked = {name: word for name, word, _ in (line.split("|") for line in states)}
    word = {name: mark.rstrip("$^@#%~!*+-") for name, mark in marked.items()}
    for name, state, _, _ in nodes:
        # Where jobs run, in the words of younger versions: sinfo 22.05 has `fail` for a mixed node, and for some seconds
        # after slurmctld's start `drained` for what scontrol calls MIXED+DRAIN.
        if name in word and state.startswith(("MIXED", "ALLOCATED")):
            word[name] = {"fail": "failing", "drained": "draining"}.get(word[name], word[name])
    partitions = {}
    for name, _, partition in (line.split("|") for line in states):
        partitions.setdefault(partition, Counter())[word[name]] += 1
    gpus = Counter(allocated=0, idle=0, unavailable=0, total=0)
    for name, _, allocated, gres in nodes:
        if name not in marked:
            continue
        total, used = installed_gpus(gres), tres(allocated, "gres/gpu") or 0
        gpus["total"] += total
        gpus["allocated"] += used
        usable = word[name] in CAN_START and not marked[name].endswith("*")
        gpus["idle" if usable else "unavailable"] += total - used
    return {
        "nodes": len(word),
        "nodes by state": dict(Counter(word.values())),
        "nodes by partition and state": {name: dict(count) for name, count in partitions.items()},
        "gpus": dict(gpus)}


def folded(reason):
    return next((word for start, word in DESCRIPTIONS.items() if reason.startswith(start)), reason)


def job_figures(jobs, now):
    by_state, reasons, pending, running = Counter(), Counter(), Counter(), Counter()
    kinds, backlog = Counter(), 0
    for line in jobs:
        state, reason, partition, priority, eligible, limit, asked = [
            part.removesuffix(":") for part in line.split("|")][:7]
        by_state[state.lower()] += 1
        names = set(partition.split(","))
        if state in RUNNING:
            running.update(names | {""})
        if state not in WAITING:
            continue
        reasons[folded(reason)] += 1
        pending.update(names | {""})
        if reason in HELD or priority == "0" or state in {"REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD"}:
            kinds["held"] += 1
        elif reason in DEPENDENT:
            kinds["dependency"] += 1
        elif reason == "BeginTime" or (eligible.isdigit() and int(eligible) > now):
            kinds["begin"] += 1
        else:
            kinds["eligible"] += 1
            gpus = tres(asked, "gres/gpu") or 0
            if gpus and backlog is not None:
                asked_minutes = minutes(limit)
                backlog = None if asked_minutes is None else backlog + gpus * asked_minutes / 60
    return {
        "tasks by state": dict(by_state),
        "reasons": dict(reasons),
        "pending by partition": dict(pending),
        "running by partition": dict(running),
        "eligible": kinds["eligible"], "held": kinds["held"], "dependency": kinds["dependency"],
        "backlog GPU-hours": backlog}
