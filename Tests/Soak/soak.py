#!/usr/bin/env python3
"""Hours of a moving cluster in minutes: `collect` and the dashboard live through them, and every figure is compared.

    sudo Tests/Soak/soak.py --program .build/release/factorytop --out /tmp/soak --minutes 15 \\
      --user alice:her-account --restart-controller 'systemctl restart slurmctld' \\
      --stop-node 'ssh {node} systemctl stop slurmd' --start-node 'ssh {node} systemctl start slurmd'

For a test cluster alone: it submits and cancels jobs, drains nodes, makes reservations, takes a partition down. It needs
tmux, and root for a small disk of its own that fills up. Exits with 1 when a figure was wrong, something crashed or did
not recover, or memory grew.
"""

import argparse
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import time

import compare
import moves
import slurm_text

# The source's command, with the two ways to trouble it.
ANSWER = """#!/bin/sh
if [ -e {out}/hang ]; then rm {out}/hang; trap '' TERM; echo 'waits for ever' >&2; sleep 600 & sleep 600; fi
exec "$@"
"""
CONFIGURATION = """
[collect]
folder = "{data}"
interval = "2s"
time_limit = "5s"
[[collect.source]]
command = ["{out}/answer", "squeue", "-a", "--json"]
file = "{cluster}/squeue.json"
[[collect.source]]
command = {nodes}
file = "{cluster}/nodes.json"
"""


class Soak:
    def __init__(self, chosen):
        self.chosen = chosen
        self.out = pathlib.Path(chosen.out).absolute()
        self.data = self.out / "data"
        for folder in [self.data, self.out / "moment", self.out / "screens"]:
            folder.mkdir(parents=True, exist_ok=True)
        self.cluster = moves.Cluster(
            [user.split(":") for user in chosen.user], seed=chosen.seed, power=chosen.power)
        self.tmux = ["tmux", "-L", f"soak-{os.getpid()}", "-f", "/dev/null"]
        self.compared = self.moving = self.silent = 0
        self.wrong, self.samples = [], []
        self.began = time.monotonic()

    def say(self, text):
        line = f"{time.monotonic() - self.began:6.0f} s  {text}"
        print(line, flush=True)

    def start(self):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.chosen.disk}m", "none", self.data], check=True)
        answer = self.out / "answer"
        answer.write_text(ANSWER.format(out=self.out))
        answer.chmod(0o755)
        config = self.out / "config.toml"
        nodes = compare.FILES["nodes"]
        if subprocess.run(nodes, capture_output=True).returncode != 0:
            nodes = compare.OLD_NODES
        name = slurm_text.field(slurm_text.output("scontrol", "show", "config").replace(" ", ""), "ClusterName")
        config.write_text(CONFIGURATION.format(
            data=self.data, out=self.out, nodes=json.dumps(nodes), cluster=name or "cluster"))
        self.log = open(self.out / "collect.log", "wb")
        self.collect = subprocess.Popen(
            [self.chosen.program, "collect", "--config", str(config)], stderr=self.log, stdout=self.log)
        command = f"{shlex.quote(self.chosen.program)} --data {self.data} & echo $! >{self.out}/run.pid; " \
            f"fg >/dev/null; echo $? >{self.out}/run.status"
        subprocess.run(
            [*self.tmux, "new-session", "-d", "-x", "150", "-y", "45", "bash", "-m", "-c", command], check=True)
        time.sleep(1)
        self.run_pid = int((self.out / "run.pid").read_text())

    def cost(self, pid):
        """Resident kB and seconds of CPU."""
        try:
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            ticks = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        except OSError:
            return None
        resident = [line for line in status.splitlines() if line.startswith("VmRSS")]
        if not resident:
            return None
        return int(resident[0].split()[1]), sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def sample(self):
        costs = self.cost(self.run_pid), self.cost(self.collect.pid)
        if None in costs:
            self.wrong.append("run or collect is gone")
            self.say(self.wrong[-1])
            return False
        size = sum(file.stat().st_size for file in self.data.rglob("*.json"))
        self.samples.append((costs, size))
        return True

    def screen(self, name):
        shown = subprocess.run([*self.tmux, "capture-pane", "-p"], capture_output=True, text=True).stdout
        (self.out / "screens" / f"{name}.txt").write_text(shown)

    def look(self):
        """Compares one moment, and has the report read what `collect` wrote."""
        try:
            found = compare.compare(self.chosen.program, self.out / "moment")
        except slurm_text.Unavailable:
            self.silent += 1
            found = []
        else:
            self.compared += found is not None
            self.moving += found is None
        for line in found or []:
            self.wrong.append(line)
            self.say(f"WRONG {line}")
        if found and len(self.wrong) < 50:
            shutil.copytree(self.out / "moment", self.out / f"wrong-{len(self.wrong)}")
        compare.report(self.chosen.program, self.data)

    def all_new(self):
        sources = compare.report(self.chosen.program, self.data)["sources"]
        live = [source for source in sources if "history" not in source["path"]]
        return len(live) == 2 and all(source["age_seconds"] is not None and source["age_seconds"] < 20 for source in live)

    def recovers(self, what, seconds=150):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.all_new():
                self.say(f"recovered from {what}")
                return
            time.sleep(2)
        self.wrong.append(f"did not recover from {what}")
        self.say(self.wrong[-1])

    def hang(self):
        (self.out / "hang").touch()
        time.sleep(12)
        self.screen("hang")
        self.recovers("a command that hangs")

    def node(self, command):
        if command:
            node = self.cluster.nodes[0]
            subprocess.run(command.format(node=node), shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def controller(self):
        if self.chosen.restart_controller:
            restart = subprocess.Popen(
                self.chosen.restart_controller, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while restart.poll() is None:
                self.look()
                self.screen("controller")
                time.sleep(1)
            self.recovers("a restart of the controller")

    def disk(self):
        before = {file: file.read_bytes() for file in self.data.rglob("*squeue.json")}
        fill = self.data / ".full"
        subprocess.run(["dd", "if=/dev/zero", f"of={fill}", "bs=64k"], stderr=subprocess.DEVNULL)
        time.sleep(self.chosen.disk_full)
        self.screen("disk")
        for file, text in before.items():
            if not file.exists() or not file.stat().st_size:
                self.wrong.append(f"{file} was lost on a full disk")
        compare.report(self.chosen.program, self.data)
        fill.unlink()
        self.recovers("a full disk", seconds=400)

    def live(self):
        length = self.chosen.minutes * 60
        cluster = self.cluster
        plan = [
            (0.05, "a command hangs", self.hang), (0.2, "reservations", cluster.reserve),
            (0.3, "a node stops", lambda: self.node(self.chosen.stop_node)),
            (0.4, "the controller restarts", self.controller),
            (0.45, "the node starts", lambda: self.node(self.chosen.start_node)),
            (0.5, "a partition goes down", lambda: cluster.partition("down")),
            (0.6, "the partition comes up", lambda: cluster.partition("up")),
            (0.65, "the reservations end", cluster.unreserve), (0.7, "the disk is full", self.disk),
            (0.9, "every node is resumed", lambda: cluster.resume(all_nodes=True))]
        cluster.submit(self.chosen.jobs)
        ticks = 0
        while time.monotonic() - self.began < length:
            if not self.sample():
                return
            while plan and time.monotonic() - self.began > plan[0][0] * length:
                _, name, deed = plan.pop(0)
                self.say(name)
                deed()
                self.screen(name.replace(" ", "-"))
            cluster.tick()
            self.look()
            ticks += 1
            time.sleep(2)

    def end(self):
        self.screen("end")
        subprocess.run([*self.tmux, "send-keys", "q"])
        self.recovers("everything")
        began = time.monotonic()
        self.collect.send_signal(signal.SIGTERM)
        status = self.collect.wait(timeout=10)
        took = time.monotonic() - began
        self.say(f"collect ended with {status}, {took:.2f} s after SIGTERM")
        if status != 0 or took > 1:
            self.wrong.append("collect did not end as it should")
        time.sleep(1)
        left = (self.out / "run.status").read_text().strip() if (self.out / "run.status").exists() else "nothing"
        self.say(f"the dashboard ended with {left}")
        if left != "0":
            self.wrong.append("the dashboard did not end with 0")
        hidden = [str(file) for file in self.data.rglob(".*")]
        if hidden:
            self.wrong.append(f"left behind: {hidden}")

    def tell(self):
        self.say(f"{self.compared} moments compared, {self.moving} when nothing stood still, {self.silent} without Slurm")
        quarter = len(self.samples) // 4
        for index, name in enumerate(["run", "collect"]):
            resident = [costs[index][0] for costs, _ in self.samples]
            if quarter:
                early, late = max(resident[quarter:2 * quarter]), max(resident[-quarter:])
                self.say(
                    f"{name}: resident {resident[0]} kB at first, at most {early} kB in the second quarter, "
                    f"{late} kB in the last, {resident[-1]} kB at the end; {self.samples[-1][0][index][1]:.1f} s CPU")
                if late > early * 1.3 + 4096:
                    self.wrong.append(f"{name} grew")
        self.say(f"files: {self.samples[0][1]} bytes at first, {self.samples[-1][1]} at the end")
        self.say(f"{len(self.wrong)} wrong")
        for line in self.wrong:
            print(f"    {line}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", default="factorytop")
    options.add_argument("--out", required=True, help="folder for logs, screens and wrong moments")
    options.add_argument("--minutes", type=float, default=15)
    options.add_argument("--jobs", type=int, default=100, help="submitted at first")
    options.add_argument("--user", action="append", default=[], help="USER:ACCOUNT that jobs are submitted as")
    options.add_argument("--disk", type=int, default=64, help="MiB of the data folder")
    options.add_argument("--disk-full", type=float, default=75, help="seconds that it stays full")
    options.add_argument("--restart-controller", help="a shell command")
    options.add_argument("--stop-node", help="a shell command with {node}")
    options.add_argument("--start-node", help="a shell command with {node}")
    options.add_argument("--power", action="store_true", help="also power nodes down and up, and reboot them")
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    if "SOAK_NAMESPACE" not in os.environ:
        # The small disk is seen by nobody else, and goes with the processes that see it.
        os.environ["SOAK_NAMESPACE"] = "1"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])
    for asked in [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]:
        signal.signal(asked, lambda number, _: sys.exit(128 + number))
    soak = Soak(chosen)
    soak.start()
    try:
        soak.live()
        soak.end()
    finally:
        soak.collect.kill()
        subprocess.run([*soak.tmux, "kill-server"], stderr=subprocess.DEVNULL)
        soak.cluster.settle()
    soak.tell()
    sys.exit(1 if soak.wrong else 0)


if __name__ == "__main__":
    main()
