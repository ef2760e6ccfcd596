"""Does with the real SDK what the guide does not: versions, aliases, a registry, a resumed run and a failed one."""

import wandb

PROJECT = "versions"


def dataset(text):
    artifact = wandb.Artifact("data", type="dataset")
    with artifact.new_file("rows.txt") as file:
        file.write(text)
    return artifact


with wandb.init(project=PROJECT, name="maker", tags=["first"]) as run:
    run.log_artifact(dataset("one")).wait()
    run.log_artifact(dataset("two"), aliases=["best"]).wait()
    again = run.log_artifact(dataset("two")).wait()
    assert again.version == "v1", "equal content makes no new version"
    run.log_artifact(dataset("three")).wait()
    reference = wandb.Artifact("elsewhere", type="dataset")
    reference.add_reference("store://bucket/rows", name="rows", checksum=False)
    run.log_artifact(reference)

with wandb.init(project=PROJECT, name="user", id="resumed1") as run:
    best = run.use_artifact("data:best")
    with open(best.file()) as file:
        assert file.read() == "two"
    model = wandb.Artifact("model", type="model")
    with model.new_file("weights.txt") as file:
        file.write("weights")
    run.log_artifact(model, aliases=["candidate"]).wait()
    run.link_artifact(model, "wandb-registry-model/Shared", aliases=["staging"])

with wandb.init(project=PROJECT, id="resumed1", resume="must") as run:
    run.use_artifact("elsewhere:v0")

try:
    with wandb.init(project=PROJECT, name="loser") as run:
        run.use_artifact("data:nothing")
except wandb.errors.CommError as error:
    assert "data:nothing" in str(error), error

api = wandb.Api()
model = api.artifact("Example/wandb-registry-model/Shared:staging")
assert (model.source_name, model.source_collection.name) == ("model:v0", "model"), model.source_name
states = {run.name: run.state for run in api.runs(f"{api.default_entity}/{PROJECT}")}
assert states == {"maker": "finished", "user": "finished", "loser": "failed"}, states
first = api.runs(f"{api.default_entity}/{PROJECT}", filters={"tags": {"$in": ["first"]}}, order="-created_at")
assert [run.name for run in first] == ["maker"]
