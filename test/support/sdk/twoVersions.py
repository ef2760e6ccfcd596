"""An offline run that logs an artifact twice with other files, and a table."""

import wandb


def log(run, alias, **files):
    artifact = wandb.Artifact("data", type="dataset")
    for name, text in files.items():
        with artifact.new_file(f"rows/{name}.txt") as file:
            file.write(text)
    run.log_artifact(artifact, aliases=[alias])


with wandb.init(project="away", name="twice") as run:
    log(run, "bronze", kept="kept", changed="one", gone="gone")
    log(run, "gold", kept="kept", changed="two!", new="something new")
    run.log({"scores": wandb.Table(columns=["who", "score"], data=[["ada", 1], ["<img src=x>", 2]])})
