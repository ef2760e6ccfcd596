"""Prints every lineage edge that the public API of wandb reports, as JSON: the oracle for our own readers.

Usage: oracle.py ENTITY PROJECT [--full]
Each edge points downstream: {"kind": "used"|"logged"|"linked", "from": …, "to": …}. Runs are named by their display
names, versions as name:vN, registered models and registry collections as project/name. With --full all are named with
their entity and project, and runs by their ids.
"""

import json
import sys

import wandb


FULL = "--full" in sys.argv


def version_of(artifact):
    home = f"{artifact.source_entity}/{artifact.source_project}/" if FULL else ""
    return f"{home}{artifact.source_name.split(':')[0]}:{artifact.source_version}"


def run_of(run):
    return "/".join(run.path) if FULL else run.name


def link_of(link):
    home = f"{link.entity}/" if FULL else ""
    return f"{home}{link.project}/{link.name.split(':')[0]}"


def edges_of(api, path):
    edges = set()
    versions = {}
    for run in api.runs(path):
        for artifact in run.used_artifacts():
            edges.add(("used", version_of(artifact), run_of(run)))
            versions[artifact.id] = artifact
        for artifact in run.logged_artifacts():
            edges.add(("logged", run_of(run), version_of(artifact)))
            versions[artifact.id] = artifact
    for kind in api.artifact_types(path):
        for collection in kind.collections():
            for artifact in collection.artifacts():
                versions[artifact.id] = artifact
    for artifact in versions.values():
        # Asked from the other side, the edges must be the same ones.
        maker = artifact.logged_by()
        if maker is not None:
            edges.add(("logged", run_of(maker), version_of(artifact)))
        for run in artifact.used_by():
            edges.add(("used", version_of(artifact), run_of(run)))
        # A deleted version is in no collection any more, which the SDK takes for an error.
        for link in artifact.linked_artifacts if artifact.state != "DELETED" else []:
            edges.add(("linked", version_of(artifact), link_of(link)))
    return sorted(edges)


def main():
    entity, project = sys.argv[1:3]
    edges = edges_of(wandb.Api(), f"{entity}/{project}")
    print(json.dumps([{"kind": kind, "from": start, "to": end} for kind, start, end in edges], indent=2))


if __name__ == "__main__":
    main()
