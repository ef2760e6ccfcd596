"""Two online runs, the second forked from a step of the first; an entity is set, and the config holds an artifact."""

import os

os.environ["WANDB_ENTITY"] = "ada"

import truth
import wandb

with wandb.init(project="folders", name="base", id="base") as run:
    truth.tell_run(run, entity="ada", exitCode=0)
    data = wandb.Artifact("data", type="dataset")
    with data.new_file("rows.txt") as file:
        file.write("rows")
    run.log_artifact(data).wait()
    for step in range(5):
        run.log({"loss": 1 - step / 5})

with wandb.init(project="folders", name="branch", id="branch", fork_from="base?_step=2") as run:
    truth.tell_run(run, entity="ada", exitCode=0, forkedFrom={"key": "base", "step": 2})
    run.config["trained_on"] = run.use_artifact("data:latest")
    run.log({"loss": 0.1})
truth.write()
