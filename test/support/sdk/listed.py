"""An offline run whose artifact's files the SDK lists beside the log, as it does above 100 000 of them: here above 3."""

import wandb
from wandb.sdk.interface import interface

interface.MANIFEST_FILE_SIZE_THRESHOLD = 3

with wandb.init(project="away", name="lists", id="lists") as run:
    artifact = wandb.Artifact("many", type="dataset")
    for index in range(3):
        with artifact.new_file(f"{index}.txt") as file:
            file.write(f"row {index}")
    artifact.add_reference("store://bucket/rows", name="rows.csv", checksum=False)
    run.log_artifact(artifact)
