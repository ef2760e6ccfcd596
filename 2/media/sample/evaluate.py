# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:light
#     text_representation:
#       extension: .py
#       format_name: light
#       format_version: '1.5'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# # Evaluate the model
#
# How well does `mnist_model` tell digits apart that it has never seen?

# %load_ext autoreload
# %autoreload 2

# +
import json
import random
from pathlib import Path

import wandb
from create_dataset import SHAPES, draw
# -

model_use_case_id = "mnist"
config = {"samples_per_digit": 50, "noise": 0.6, "seed": 11}


def nearest(model, pixels):
    """Returns the label whose centroid is closest to the image."""
    return min(model, key=lambda label: sum((a - b) ** 2 for a, b in zip(model[label], pixels)))


with wandb.init(project="mnist-lineage", job_type="evaluate", config=config) as run:
    artifact = run.use_artifact(f"{model_use_case_id}_model:v0")
    centroids = json.loads(Path(artifact.download(), "model.json").read_text())
    model = {int(label): centroid for label, centroid in centroids.items()}

    rng = random.Random(config["seed"])
    digits = [digit for digit in SHAPES for _ in range(config["samples_per_digit"])]
    hits = sum(nearest(model, draw(digit, rng, config["noise"])) == digit for digit in digits)
    run.log({"accuracy": hits / len(digits)})
    print(f"{hits} of {len(digits)} digits are right")
