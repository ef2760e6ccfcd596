"""Trains a nearest-centroid classifier on the data set and links it to the registered model."""

import json

import wandb

model_use_case_id = "mnist"
version = "v0"


def centroids(rows):
    """Returns the mean image of each label."""
    images = {}
    for label, *pixels in rows:
        images.setdefault(label, []).append(pixels)
    return {label: [sum(p) / len(p) for p in zip(*group)] for label, group in images.items()}


def main():
    config = {"classifier": "nearest-centroid", "training_share": 0.8}
    with wandb.init(project="mnist-lineage", job_type="train", config=config) as run:
        name = "{}:{}".format("{}_dataset".format(model_use_case_id), version)
        artifact = run.use_artifact(name)
        table = artifact.get("train_table")

        count = int(len(table.data) * run.config["training_share"])
        model = centroids(table.data[:count])
        run.summary["training_rows"] = count
        print(f"trained on {count} of {len(table.data)} digits")

        path = "model.json"
        with open(path, "w") as file:
            json.dump(model, file)

        run.link_model(path=path, registered_model_name="MNIST-dev", name="mnist_model")


if __name__ == "__main__":
    main()
