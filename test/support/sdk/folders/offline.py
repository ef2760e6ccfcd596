"""Two offline runs: one does all that an offline run can with artifacts, the other ends with an exit code of its own."""

import inspect
import os

import truth
import wandb

config = {"seed": 7, "nested": {"deep": [1, 2]}, "name": "Ünïcode"}
with wandb.init(
    project="away",
    name="offline-1",
    id="first-of-two",
    job_type="collect",
    group="night",
    tags=["a", "b"],
    notes="from afar",
    config=config,
    save_code=True,
) as run:
    told = truth.tell_run(run, config={**config, "late": True, "seed": 8}, exitCode=0)
    run.config.update({"late": True, "seed": 8}, allow_val_change=True)

    metadata = {"rows": 3, "split": {"train": 0.8}}
    raw = wandb.Artifact("raw", type="dataset", description="two files", metadata=metadata)
    for name in ("a.txt", "folder/b.txt"):
        with raw.new_file(name) as file:
            file.write(f"this is {name}")
    # Artifact tags are newer than the oldest release that runs this.
    tags = {"tags": ["clean"]} if "tags" in inspect.signature(run.log_artifact).parameters else {}
    run.log_artifact(raw, aliases=["best"], **tags)
    run.log_artifact(raw, aliases=["second"])
    told["logged"].append(truth.tell_artifact(raw, ["best", "second"], tags.get("tags", ())))

    pointers = wandb.Artifact("pointers", type="dataset")
    pointers.add_reference("store://bucket/rows", name="rows.csv", checksum=False)
    with open("local.csv", "w") as file:
        file.write("x\n1\n")
    pointers.add_reference(f"file://{os.path.abspath('local.csv')}")
    run.log_artifact(pointers)
    told["logged"].append(truth.tell_artifact(pointers))

    with open("weights.txt", "w") as file:
        file.write("0.5")
    run.log_model("weights.txt", name="weights")
    model = {"type": "model", "name": "weights", "aliases": ["latest"], "tags": [], "size": 3, "fileCount": 1}
    told["logged"].append(model)

    for step in range(3):
        run.log({"loss": 1 / (step + 1), "train/acc": step / 3})
    table = wandb.Table(columns=["x", "label"], data=[[1, "one"], [2, "<b>two</b> | three"], [3, None]])
    run.log({"rows": table})
    told["tables"] = ["rows"]
    # Not a number is written down as null.
    run.summary["best"] = float("nan")
    run.summary["nested"] = {"deep": 1}
    told["summary"] = {"loss": 1 / 3, "train/acc": 2 / 3, "best": None, "nested": {"deep": 1}}
    try:
        run.use_artifact("raw:latest")
    except (TypeError, wandb.errors.CommError):
        pass
    else:
        raise SystemExit("an offline run used an artifact")

run = wandb.init(project="away", name="offline-2", id="second", entity="team")
truth.tell_run(run, entity="team", config=None, exitCode=3)
run.finish(exit_code=3)
truth.write()
