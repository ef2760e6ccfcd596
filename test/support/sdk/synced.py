"""Two offline runs that are synced to the server afterwards: the second logs again what the first has logged."""

import pathlib
import subprocess
import sys

import wandb


def dataset(text):
    artifact = wandb.Artifact("data", type="dataset")
    with artifact.new_file("rows.txt") as file:
        file.write(text)
    return artifact


with wandb.init(project="synced", name="first", id="first", mode="offline") as run:
    run.log_artifact(dataset("one"), aliases=["early"])
    run.log_artifact(dataset("two"))
    run.log_artifact(wandb.Artifact("empty", type="dataset"))

with wandb.init(project="synced", name="second", id="second", mode="offline") as run:
    run.log_artifact(dataset("two"), aliases=["again"])

for folder in sorted(pathlib.Path("wandb").glob("offline-run-*")):
    subprocess.run([sys.executable, "-m", "wandb", "sync", str(folder)], check=True, capture_output=True)
