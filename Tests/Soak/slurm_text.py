"""What Slurm's own text tools say of nodes and jobs at one moment, counted as `factorytop report` counts."""

import os
import re
import subprocess
from collections import Counter

# Epoch seconds in place of local time, and lists of array tasks that are not cut.
ENVIRONMENT = dict(os.environ, SLURM_TIME_FORMAT="%s", SLURM_BITSTR_LEN="0", LC_ALL="C.UTF-8")
REQUESTS = ["tres-per-node", "tres-per-job", "tres-per-task", "tres-per-socket"]
JOB_FIELDS = [
    "jobarrayid", "jobid", "state", "reason", "partition", "prioritylong", "eligibletime", "timelimit", "numnodes", "numtasks",
    "sct", "tres-alloc", *REQUESTS]
NODE_FIELDS = ["NodeName", "State", "Partitions", "Gres", "GresUsed", "CfgTRES", "AllocTRES"]
RUNNING = {"RUNNING", "CONFIGURING", "RESIZING", "SIGNALING", "STOPPED"}
WAITING = {"PENDING", "REQUEUED", "REQUEUE_HOLD", "SPECIAL_EXIT", "REQUEUE_FED", "RESV_DEL_HOLD"}
HELD = {"JobHeldUser", "JobHeldAdmin", "JobHoldMaxRequeue"}
DEPENDENT = {"Dependency", "DependencyNeverSatisfied"}
# squeue prints a job's description, where Slurm gave it one, in place of the reason that JSON keeps apart. One stands for
# two reasons, so what is held, and what waits for nodes that are reserved, is compared as one.
DESCRIPTIONS = {
    "job requeued in held state": "held", "launch failed requeued held": "held",
    "launch failure limit exceeded requeued held": "held", "user env retrieval failed requeued held": "held",
    "JobHeldUser": "held", "JobHeldAdmin": "held",
    "ReqNodeNotAvail": "not available", "Reservation": "not available", "Reserved for maintenance": "not available",
    "Job is at or exceeds association": "AssocGrpGRESMinutes",
    "Nodes required for job are DOWN": "Resources"}
# What keeps jobs from a node, found by submitting jobs to nodes in each of these states.
CLOSED = {
    "DRAIN", "FAIL", "MAINTENANCE", "REBOOT_ISSUED", "POWERING_DOWN", "INVALID_REG", "BLOCKED", "EXTERNAL"}


class Unavailable(Exception):
    """Slurm does not answer."""


def output(*command):
    """What a command prints, as text: names of jobs may hold bytes that are no UTF-8."""
    return answer(*command).decode(errors="replace")


def answer(*command):
    """What a command prints; any failure, and any complaint of an answer cut short, is `Unavailable`."""
    try:
        done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{command[0]} hangs") from error
    if done.returncode != 0 or done.stderr:
        raise Unavailable(done.stderr.decode(errors="replace").strip()[:200])
    return done.stdout


def text():
    """The answers that the figures are counted from; equal texts are equal moments."""
    jobs = output(
        "squeue", "-h", "-a", "-r", "-t", "all", "-O", ",".join(f"{name}::|" for name in JOB_FIELDS))
    records = [
        tuple(field(line, key) for key in ["JobId", "ArrayJobId", "ArrayTaskId", "ReqTRES"])
        for line in output("scontrol", "-o", "-a", "show", "jobs").splitlines()]
    words = output("sinfo", "-h", "-a", "-N", "-o", "%N|%T|%R")
    nodes = [
        tuple(field(line, key) for key in NODE_FIELDS)
        for line in output("scontrol", "-o", "-a", "-d", "show", "nodes").splitlines()]
    partitions = [
        (field(line, "PartitionName"), field(line, "State"))
        for line in output("scontrol", "-o", "-a", "show", "partitions").splitlines()]
    # A floating reservation moves with the clock.
    reservations = [
        (field(line, "ReservationName"), field(line, "NodeCnt"), field(line, "Flags").split(","),
         None if "TIME_FLOAT" in line else (field(line, "StartTime"), field(line, "EndTime")))
        for line in output("scontrol", "-o", "show", "reservations").splitlines()]
    return sorted(jobs.splitlines()), sorted(records), sorted(words.splitlines()), nodes, partitions, reservations


def field(line, name):
    found = re.search(rf"(?m)(?:^| ){name}=(\S*)", line)
    return found.group(1) if found else ""


def tres(text, name):
    found = re.search(rf"(?:^|,){name}=(\d+)", text)
    return int(found.group(1)) if found else None


def gpus(gres):
    """Of `gpu:a100:4(S:0-1),gpu:a100_1g.5gb:7,shard:8` the 4 whole GPUs and the 7 slices of one."""
    whole = slices = 0
    for part in re.sub(r"\([^)]*\)", "", gres.replace("(null)", "")).split(","):
        names = part.removeprefix("gres/").removeprefix("gres:").replace("=", ":").split(":")
        if names[0] != "gpu":
            continue
        count = int(names[-1]) if names[-1].isdigit() else 1
        if len(names) > 1 and re.search(r"(^|_)\d+g\.", names[1]):
            slices += count
        else:
            whole += count
    return whole, slices


def minutes(limit):
    """Of `2-03:04:05` the minutes; None where there is no limit."""
    found = re.fullmatch(r"(?:(\d+)-)?(?:(?:(\d+):)?(\d+):)?(\d+)", limit)
    if not found:
        return None
    days, hours, mins, _ = (int(part or 0) for part in found.groups())
    return (days * 24 + hours) * 60 + mins


def elements(tasks):
    """Of `0-98:7,100%4` the numbers."""
    numbers = set()
    for part in tasks.split("%")[0].split(","):
        first, last, step = re.fullmatch(r"(\d+)(?:-(\d+)(?::(\d+))?)?", part).groups()
        numbers.update(range(int(first), int(last or first) + 1, int(step or 1)))
    return numbers


def figures(answers, now, tells_partitions=True):
    """`tells_partitions`: whether the report was given the partitions, without which none is known to be down."""
    jobs, records, words, nodes, partitions, reservations = answers
    closed = {name for name, state in partitions if state in {"DOWN", "INACTIVE"}} if tells_partitions else set()
    asked = {job: asked for job, _, _, asked in records}
    return {
        **node_figures(words, nodes, closed), **job_figures(whole_arrays(jobs, records), asked, now),
        "maintenance": maintenance(reservations, now)}


def maintenance(reservations, now):
    """What goes on, or begins within a day; each with its nodes. A floating one is taken to begin within a day."""
    return {
        name: int(nodes) for name, nodes, flags, times in reservations
        if "MAINT" in flags and (times is None or int(times[0]) - now <= 86400 and now < int(times[1]))}


def states(node):
    """`MIXED*+DRAIN` is how some versions write MIXED+DRAIN+NOT_RESPONDING."""
    names = [re.sub(r"[^A-Z_]", "", name) for name in node[1].split("+")]
    return names + ["NOT_RESPONDING"] * ("*" in node[1])


def can_start(node, partitions, closed):
    """Whether a job of one of the partitions can start on the node."""
    base, *flags = states(node)
    flags = set(flags)
    if base not in {"ALLOCATED", "MIXED", "IDLE"} or flags & CLOSED:
        return False
    if base == "IDLE" and flags & {"REBOOT_REQUESTED", "POWER_DOWN"}:
        return False
    if "NOT_RESPONDING" in flags and not flags & {"POWERING_UP", "POWERED_DOWN"}:
        return False
    return any(name not in closed for name in partitions)


def word_of(node):
    """What sinfo would print for a node that it leaves out, because it is in no partition."""
    base, *flags = states(node)
    busy = base in {"ALLOCATED", "MIXED"}
    if "INVALID_REG" in flags:
        return "inval"
    if "MAINTENANCE" in flags and "DRAIN" not in flags and not busy and base != "DOWN":
        return "maint"
    if {"REBOOT_ISSUED", "REBOOT_REQUESTED"} & set(flags) and not busy:
        return "reboot"
    emptying = busy or "COMPLETING" in flags
    if "DRAIN" in flags:
        return "draining" if emptying else "drained"
    if "FAIL" in flags:
        return "failing" if emptying else "fail"
    if "COMPLETING" in flags and base not in {"DOWN", "ALLOCATED"}:
        return "completing"
    return base.lower()


def node_figures(words, nodes, closed):
    """A node stands once in each of its partitions."""
    rows = [line.split("|") for line in words]
    word = {name: mark.rstrip("$^@#%~!*+-") for name, mark, _ in rows}
    for node in nodes:
        name = node[0]
        # Where jobs run, in the words of younger versions: sinfo 22.05 has `fail` for a mixed node, and for some seconds
        # after slurmctld's start `drained` for what scontrol calls MIXED+DRAIN.
        if name in word and states(node)[0] in {"MIXED", "ALLOCATED"}:
            word[name] = {"fail": "failing", "drained": "draining"}.get(word[name], word[name])
        word.setdefault(name, word_of(node))
    partitions, counts = {}, {"": Counter(allocated=0, idle=0, unavailable=0, total=0)}
    for name, _, partition in rows:
        partitions.setdefault(partition, Counter())[word[name]] += 1
    for node in nodes:
        _, _, held_by, gres, used, configured, allocated = node
        total, (whole, slices) = gpus(gres)[0], gpus(used)
        # AllocTRES counts slices as GPUs, and has none where the cluster does not track them. GresUsed forgets what jobs
        # hold on a node that is still powered up when slurmctld starts anew.
        in_use = (tres(allocated, "gres/gpu") or 0) - slices if "gres/gpu" in configured else whole
        if states(node)[0] == "DOWN":
            in_use = 0
        names = [name for name in held_by.split(",") if name and name != "(null)"]
        for part in ["", *names]:
            usable = can_start(node, [part] if part else names, closed)
            count = counts.setdefault(part, Counter(allocated=0, idle=0, unavailable=0, total=0))
            count.update({
                "total": total, "allocated": in_use, "idle" if usable else "unavailable": total - in_use})
    return {
        "nodes": len(word),
        "nodes by state": dict(Counter(word.values())),
        "nodes by partition and state": {name: dict(count) for name, count in partitions.items()},
        "gpus": {name: dict(count) for name, count in counts.items() if count["total"] or not name}}


def folded(reason):
    return next((word for start, word in DESCRIPTIONS.items() if reason.startswith(start)), reason)


def whole_arrays(jobs, records):
    """`squeue -r` loses the last task of some arrays whose list has a step: the line before it counts for two."""
    lines = [[part.removesuffix(":") for part in line.split("|")] for line in jobs]
    for _, array, tasks, _ in records:
        if ":" not in tasks:
            continue
        told = elements(tasks)
        found = {int(line[0].split("_")[1]): line for line in lines if line[0].startswith(f"{array}_")}
        if len(told) > 1 and told - found.keys() == {max(told)}:
            lines.append(found[min(told)])
    return lines


def asked_gpus(nodes, tasks, sockets, asked, requests):
    """Whole GPUs of a job, also where the cluster does not count them (`AccountingStorageTRES`). `sockets` is `2:4:*`,
    sockets of a node, cores and threads."""
    whole, slices = zip(*(gpus(request) for request in requests))
    if any(slices) or "gres/gpu" not in asked:
        per_node, per_job, per_task, per_socket = whole
        of_node = sockets.split(":")[0]
        if per_socket and not of_node.isdigit():
            return None
        on_sockets = per_socket * int(of_node) * int(nodes) if per_socket else 0
        return per_node * int(nodes) + per_job + per_task * int(tasks) + on_sockets
    return tres(asked, "gres/gpu")


def job_figures(jobs, asked_tres, now):
    """`asked_tres`, by the job: `squeue` prints what a job that was put back has held before."""
    by_state, reasons, pending, running = Counter(), Counter(), Counter(), Counter()
    kinds, backlog, waits = Counter(), Counter(), {}
    for line in jobs:
        _, job, state, reason, partition, priority, eligible, limit, nodes, tasks, sockets, held, *requests = line
        by_state[state.lower()] += 1
        names = set(partition.split(",")) | {""}
        if state in RUNNING:
            running.update(names)
        if state not in WAITING:
            continue
        reasons[folded(reason)] += 1
        pending.update(names)
        since = int(eligible) if eligible.isdigit() else None
        if reason in HELD or priority == "0" or state in {"REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD"}:
            kinds["held"] += 1
        elif reason in DEPENDENT:
            kinds["dependency"] += 1
        elif reason == "BeginTime" or (since or 0) > now:
            kinds["begin"] += 1
        else:
            kinds["eligible"] += 1
            asked = asked_gpus(nodes, tasks, sockets, asked_tres.get(job) or held, requests[:len(REQUESTS)])
            hours = 0 if asked == 0 else None if asked is None or minutes(limit) is None else asked * minutes(limit) / 60
            for name in names:
                backlog[name] = None if hours is None or backlog[name] is None else backlog[name] + hours
                if since is not None:
                    waits.setdefault(name, []).append(now - since)
    whole = sorted(waits.get("", []))
    return {
        "tasks by state": dict(by_state),
        "reasons": dict(reasons),
        "pending by partition": dict(pending),
        "running by partition": dict(running),
        "eligible": kinds["eligible"], "held": kinds["held"], "dependency": kinds["dependency"],
        "backlog GPU-hours": {name: hours for name, hours in backlog.items() if hours is None or hours},
        "oldest wait": {name: max(waited) for name, waited in waits.items()},
        "median wait": whole[(len(whole) - 1) // 2] if whole else None}


def budgets():
    """The limit, the use and the commitment of every account with a limit on GPU-minutes, in minutes, as slurmctld
    enforces them."""
    accounts = {}
    for line in output("scontrol", "-o", "show", "assoc_mgr", "flags=assoc").splitlines():
        if not re.search(r" UserName= ", line) or not re.search(r" Partition= ", line):
            continue
        found = [
            re.search(rf" {key}=(?:\S*,)?gres/gpu=(N|\d+)\((\d+)\)", line)
            for key in ["GrpTRESMins", "GrpTRESRunMins"]]
        if all(found) and found[0].group(1) != "N":
            accounts[field(line, "Account")] = (
                int(found[0].group(1)), int(found[0].group(2)), int(found[1].group(2)))
    return accounts
