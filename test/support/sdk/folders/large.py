"""An offline run that logs an artifact of 10 000 files, which lie where they are: nothing is staged."""

import os

import truth
import wandb

for index in range(10_000):
    folder = f"images/{index // 100:03}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{index:05}.txt", "w") as file:
        file.write(f"{index % 10}" * (index % 7))

with wandb.init(project="away", name="many-files", id="large") as run:
    told = truth.tell_run(run, exitCode=0)
    images = wandb.Artifact("images", type="dataset")
    images.add_dir("images", policy="immutable")
    run.log_artifact(images)
    told["logged"].append(truth.tell_artifact(images))
truth.write()
