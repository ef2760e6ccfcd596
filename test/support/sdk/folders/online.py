"""Four online runs: a producer, a consumer in two folders because it is resumed, and one that fails."""

import time

import truth
import wandb

PROJECT = "folders"


def dataset(text):
    artifact = wandb.Artifact("data", type="dataset")
    with artifact.new_file("rows.txt") as file:
        file.write(text)
    return artifact


with wandb.init(project=PROJECT, name="maker", id="maker", tags=["first"]) as run:
    truth.tell_run(run, entity="ada", exitCode=0, tables=["rows"])
    run.log_artifact(dataset("one")).wait()
    run.log_artifact(dataset("two"), aliases=["best"]).wait()
    run.log({"rows": wandb.Table(columns=["x"], data=[[1]])})

with wandb.init(project=PROJECT, name="user", id="user", job_type="train", config={"rate": 0.1}) as run:
    truth.tell_run(run, entity="ada", exitCode=0, resumed=True)
    best = run.use_artifact("data:best")
    best.download()
    model = wandb.Artifact("model", type="model")
    with model.new_file("weights.txt") as file:
        file.write("weights")
    run.log_artifact(model, aliases=["candidate"]).wait()
    run.link_artifact(model, "model-registry/Shared", aliases=["staging"])
    # Newer releases do this only where an entity is set.
    if wandb.__version__.startswith("0.16."):
        run.config["trained_on"] = best
    run.log({"loss": 0.5})

# A run folder's name counts seconds, and releases around 0.19 overwrite one of the same name.
time.sleep(1.1)
with wandb.init(project=PROJECT, id="user", resume="must") as run:
    run.use_artifact("data:v0")
    draft = wandb.Artifact("draft", type="dataset")
    with draft.new_file("rows.txt") as file:
        file.write("used before it was logged")
    run.use_artifact(draft)
    run.log({"loss": 0.25})

run = wandb.init(project=PROJECT, name="loser", id="loser")
truth.tell_run(run, entity="ada", exitCode=1)
run.finish(exit_code=1)
truth.write()
