"""Does with the real SDK what a team does: a sweep, projects and entities that use each other's, registries, a run
that uses what it logged, versions that are logged again, deleted and moved on.

Usage: team.py RUNS: how many runs the sweep has.
"""

import multiprocessing
import sys

import wandb

AGENTS = 3


def artifact(name, kind, text):
    made = wandb.Artifact(name, type=kind)
    with made.new_file("content.txt") as file:
        file.write(text)
    return made


def train(index):
    settings = wandb.Settings(sweep_id="sw33p001", reinit="create_new")
    with wandb.init(project="vision", name=f"train-{index}", group="sweep", settings=settings) as run:
        run.use_artifact("images:clean" if index % 2 else "images:latest")
        run.log_artifact(artifact("net", "model", f"weights {index}")).wait()


def main():
    with wandb.init(project="vision", name="ingest") as run:
        run.log_artifact(artifact("images", "dataset", "one")).wait()
        run.log_artifact(artifact("images", "dataset", "two"), aliases=["clean"]).wait()

    # As the agents of a sweep are, each a process of its own that starts the SDK once.
    with multiprocessing.get_context("spawn").Pool(AGENTS) as agents:
        agents.map(train, range(int(sys.argv[1])), chunksize=1)

    with wandb.init(project="vision", name="again") as run:
        # Equal content is no new version: its first run stays the one that made it.
        last = int(sys.argv[1]) - 1
        run.log_artifact(artifact("net", "model", f"weights {last}")).wait()

    with wandb.init(project="vision", name="circle") as run:
        cached = run.log_artifact(artifact("cache", "dataset", "warm")).wait()
        run.use_artifact(cached)

    with wandb.init(entity="lab", project="speech", name="borrow") as run:
        run.use_artifact("ada/vision/net:v2")
        voice = run.log_artifact(artifact("voice", "model", "voice")).wait()
        run.link_artifact(voice, "wandb-registry-model/Voices", aliases=["staging"])
        run.link_artifact(voice, "lab/model-registry/Voice")

    with wandb.init(project="vision", name="lend") as run:
        run.use_artifact("lab/speech/voice:v0")
        run.use_artifact("net:v3")
        run.link_artifact(run.use_artifact("net:v0"), "wandb-registry-model/Nets")

    api = wandb.Api()
    api.artifact("ada/vision/net:v1").delete(delete_aliases=True)
    api.artifact("ada/vision/images:v0").delete(delete_aliases=True)


if __name__ == "__main__":
    main()
