"""An offline run that is killed together with all it has started, while it writes its history."""

import os
import pathlib
import signal

import truth
import wandb


def children(parent):
    """The processes that a process has started, and those that they have."""
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = int(path.parent.name), path.read_text().rpartition(")")[2]
        except OSError:
            continue
        if int(rest.split()[1]) == parent:
            yield pid
            yield from children(pid)


run = wandb.init(project="away", name="cut-off", id="killed", job_type="train", config={"epochs": 900})
told = truth.tell_run(run, config={"epochs": 900})
first = wandb.Artifact("checkpoint", type="model")
with first.new_file("weights.txt") as file:
    file.write("0.1")
run.log_artifact(first, aliases=["early"])
told["logged"].append(truth.tell_artifact(first, ["early"]))
log = next(pathlib.Path("wandb").glob("offline-run-*-killed")) / "run-killed.wandb"
step = 0
while log.stat().st_size < 3 * 32768:
    run.log({"step": step, "text": "x" * 200})
    step += 1
truth.write()
for pid in [*children(os.getpid()), os.getpid()]:
    os.kill(pid, signal.SIGKILL)
