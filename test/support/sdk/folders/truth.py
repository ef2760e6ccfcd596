"""What a script knows that it did, told as JSON: the oracle for readers of its run folder."""

import json
import os

runs = []


def tell_run(run, **more):
    """Notes a run as its script sees it; `more` is what the script alone knows, such as the exit code."""
    told = {
        "key": run.id,
        "name": run.name,
        "project": run.project_name() if callable(getattr(run, "project_name", None)) else run.project,
        "jobType": run.job_type,
        "group": run.group or None,
        "tags": sorted(run.tags or ()),
        "runNotes": run.notes,
        "logged": [],
        "tables": [],
        "used": [],
        **more,
    }
    runs.append(told)
    return told


def tell_artifact(artifact, aliases=(), tags=()):
    """An artifact as its object sees it before any server does."""
    entries = artifact.manifest.entries.values()
    return {
        "type": artifact.type,
        "name": artifact.name.split(":")[0],
        "digest": artifact.digest,
        "description": artifact.description,
        "metadata": artifact.metadata,
        "aliases": sorted({"latest", *aliases}),
        "tags": sorted(tags),
        "size": sum(entry.size or 0 for entry in entries),
        "fileCount": len(entries),
        "files": sorted(tell_file(entry) for entry in entries)[:20],
    }


def tell_file(entry):
    return [str(entry.path), entry.size or 0, entry.digest, entry.ref or ""]


def write():
    with open(os.environ["TRUTH_FILE"], "w") as file:
        json.dump(runs, file, indent=1, sort_keys=True)
        file.write("\n")
