"""What moves a test cluster: jobs of every kind, nodes drained and resumed, reservations, partitions down and up, and
where it is wanted nodes powered down and up and rebooted."""

import random
import re
import subprocess

PREFIX = "soak"


def run(*command):
    """A move that Slurm refuses, or cannot hear of, is no move: whatever then is, is what has to be shown."""
    try:
        # Names of jobs may hold bytes that are no UTF-8.
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=30)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


class Cluster:
    def __init__(self, users, seed, power=False):
        """`power`: whether nodes may be powered down and up, and rebooted."""
        self.users = users or [None]
        self.chance = random.Random(seed)
        self.power = power
        self.drained, self.switched = [], []
        rows = [line.split("|") for line in run("sinfo", "-h", "-o", "%R|%G|%a").splitlines()]
        up = [(name, gres) for name, gres, state in rows if state == "up"]
        self.gpu = sorted({name for name, gres in up if "gpu:" in gres})
        self.cpu = sorted({name for name, _ in up})
        # Parts of GPUs, which are no GPUs: slices by their profile, shards.
        self.parts = sorted({
            (name, found) for name, gres in up for found in re.findall(r"gpu:\w*\dg\.\w+|shard", gres)})
        self.nodes = sorted(set(run("sinfo", "-h", "-N", "-o", "%N").split()))
        self.last = ""

    def sbatch(self, *options, command=None):
        seconds = self.chance.choice([1, 3, 10, 30, 60, 120])
        user = self.chance.choice(self.users)
        asked = [] if user is None else [f"--uid={user[0]}", f"--account={user[1]}"]
        job = run(
            "sbatch", "--parsable", "-Q", "-J", f"{PREFIX}-{self.chance.randrange(100)}", "-o", "/dev/null",
            "-D", "/tmp", "-t", str(self.chance.randrange(2, 125)), *asked, *options,
            "--wrap", command or f"sleep {seconds}")
        self.last = job or self.last

    def submit(self, count):
        for _ in range(count):
            options = ["-p", self.chance.choice(self.cpu), "-n", str(self.chance.randrange(1, 9))]
            if self.gpu and self.chance.random() < 0.6:
                gpus = self.chance.randrange(1, 5)
                options = ["-p", self.chance.choice(self.gpu), f"--gres=gpu:{gpus}"]
                if self.chance.random() < 0.15:
                    options += ["-N", str(self.chance.randrange(2, 5))]
            kind = self.chance.random()
            if kind < 0.08:
                self.sbatch(*options, f"--array={self.tasks()}%{self.chance.randrange(1, 9)}")
            elif kind < 0.1:
                self.sbatch(*options, f"--array={self.tasks()}")
            elif kind < 0.13:
                self.sbatch(*options, "--hold")
            elif kind < 0.2 and self.last:
                self.sbatch(*options, f"--dependency=afterok:{self.last}")
            elif kind < 0.24:
                self.sbatch(*options, f"--begin=now+{self.chance.randrange(5, 4000)}")
            elif kind < 0.27 and len(self.cpu) > 1:
                self.sbatch("-n1", "-p", ",".join(self.chance.sample(self.cpu, 2)))
            elif kind < 0.3 and self.parts:
                partition, part = self.chance.choice(self.parts)
                self.sbatch("-n1", "-p", partition, f"--gres={part}:{self.chance.randrange(1, 3)}")
            elif kind < 0.31:
                self.sbatch(*options, "-t", "UNLIMITED")
            elif kind < 0.35:
                self.sbatch(*options, command=self.chance.choice(["exit 1", "kill -9 $$"]))
            else:
                self.sbatch(*options)

    def tasks(self):
        """Of an array: a range, one with a step, or single ones, of which Slurm makes lists longer than 64 characters."""
        last = self.chance.randrange(1, 60)
        return self.chance.choice([
            f"0-{last}", f"0-{last}:{self.chance.randrange(2, 8)}",
            ",".join(str(task * 7) for task in range(self.chance.randrange(1, 40)))])

    def own(self, state):
        jobs = run("squeue", "-h", "-t", state, "-o", "%A %j").splitlines()
        return [line.split()[0] for line in jobs if line.split()[-1].startswith(PREFIX)]

    def some(self, jobs, most):
        return self.chance.sample(jobs, min(len(jobs), self.chance.randrange(1, most + 1)))

    def cancel(self):
        for job in self.some(self.own("PENDING,RUNNING"), 5):
            run("scancel", job)

    def trouble_jobs(self):
        for job in self.some(self.own("PENDING"), 3):
            run("scontrol", self.chance.choice(["hold", "release"]), job)
        for job in self.some(self.own("RUNNING"), 2):
            run("scontrol", self.chance.choice(["requeue", "suspend", "requeuehold"]), job)
        for job in self.some(self.own("SUSPENDED"), 3):
            run("scontrol", "resume", job)

    def drain(self):
        node = self.chance.choice(self.nodes)
        state = self.chance.choice(["drain", "drain", "down", "fail"])
        reason = self.chance.choice(["XID 79", "ECC: row remap", "“NVLink” down / café", "PSU; ticket 4711"])
        run("scontrol", "update", f"nodename={node}", f"state={state}", f"reason={reason}")
        self.drained.append(node)

    def resume(self, all_nodes=False):
        while self.drained and (all_nodes or len(self.drained) > 4):
            node = self.drained.pop(0)
            # A node that failed comes back in two steps.
            run("scontrol", "update", f"nodename={node}", "state=undrain")
            run("scontrol", "update", f"nodename={node}", "state=resume")

    def switch(self):
        """Powers a node down or up, or has it rebooted, now or when it is idle."""
        if not self.power:
            return
        node = self.chance.choice(self.nodes)
        self.switched.append(node)
        kind = self.chance.randrange(5)
        if kind < 3:
            state = ["power_down", "power_down_asap", "power_up"][kind]
            run("scontrol", "update", f"nodename={node}", f"state={state}")
        else:
            run("scontrol", "reboot", *(["ASAP"] if kind == 3 else []), "reason=firmware", node)

    def switch_back(self):
        while self.switched:
            node = self.switched.pop()
            run("scontrol", "cancel_reboot", node)
            for state in ["power_up", "undrain", "resume"]:
                run("scontrol", "update", f"nodename={node}", f"state={state}")

    def reserve(self):
        nodes = ",".join(self.some(self.nodes, 4))
        run(
            "scontrol", "create", "reservation", f"reservationname={PREFIX}-maint", "starttime=now",
            "duration=60", "flags=maint,ignore_jobs", f"nodes={nodes}", "users=root")
        nodes = ",".join(self.some(self.nodes, 3))
        run(
            "scontrol", "create", "reservation", f"reservationname={PREFIX}-demo", "starttime=now",
            "duration=60", "flags=ignore_jobs", f"nodes={nodes}", "users=root")

    def unreserve(self):
        for name in ["maint", "demo"]:
            run("scontrol", "delete", f"reservationname={PREFIX}-{name}")

    def partition(self, state):
        run("scontrol", "update", f"partitionname={self.cpu[0]}", f"state={state}")

    def tick(self):
        """One small move."""
        self.chance.choice([
            lambda: self.submit(self.chance.randrange(1, 25)), lambda: self.submit(3), self.cancel,
            self.trouble_jobs, self.drain, self.resume, self.switch])()

    def settle(self):
        """Takes back whatever was done."""
        self.partition("up")
        self.unreserve()
        self.switch_back()
        self.resume(all_nodes=True)
        for job in self.own("PENDING,RUNNING,SUSPENDED"):
            run("scancel", job)
