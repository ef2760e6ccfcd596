"""Draws a small data set of handwritten-like digits and logs it as an artifact."""

import random

import wandb

model_use_case_id = "mnist"

# 5 x 5 pixels per digit, as a pen would draw it.
SHAPES = {
    0: [".###.", "#...#", "#...#", "#...#", ".###."],
    1: ["..#..", ".##..", "..#..", "..#..", ".###."],
    2: [".###.", "#...#", "..##.", ".#...", "#####"],
    3: ["####.", "....#", ".###.", "....#", "####."],
    4: ["#..#.", "#..#.", "#####", "...#.", "...#."],
    7: ["#####", "...#.", "..#..", ".#...", ".#..."],
}


def draw(digit, rng, noise):
    """Returns the 25 grey values of a digit, each between 0 and 1."""
    return [
        round(min(1.0, max(0.0, (pixel == "#") + rng.gauss(0, noise))), 3)
        for row in SHAPES[digit]
        for pixel in row
    ]


def main():
    config = {"samples_per_digit": 20, "noise": 0.6, "seed": 7}
    with wandb.init(project="mnist-lineage", job_type="create-dataset", config=config) as run:
        rng = random.Random(run.config["seed"])
        columns = ["label", *(f"p{i}" for i in range(25))]
        rows = [
            [digit, *draw(digit, rng, run.config["noise"])]
            for digit in SHAPES
            for _ in range(run.config["samples_per_digit"])
        ]
        rng.shuffle(rows)

        artifact = wandb.Artifact(
            name="{}_dataset".format(model_use_case_id),
            type="dataset",
            description="Noisy 5 x 5 digits",
            metadata={"rows": len(rows)},
        )
        artifact.add(wandb.Table(columns=columns, data=rows), "train_table")
        run.log_artifact(artifact)
        print(f"drew {len(rows)} digits")


if __name__ == "__main__":
    main()
