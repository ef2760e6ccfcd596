"""Walks a lineage the straight way with wandb.Api(): the peer of our own reader in the benchmark.

Usage: walk.py ENTITY/PROJECT/NAME:vN SECONDS
Asks from each run what it used and logged, from each version who logged and who used it, until SECONDS have
passed or all that hang together have been asked about. Prints {"asked", "nodes", "edges", "seconds"} as JSON.
"""

import json
import sys
import time
from collections import deque

import wandb


def key_of(node):
    return node.id if isinstance(node, wandb.Artifact) else "/".join(node.path)


def neighbours(node):
    """Gives (upstream, downstream, other) triples; keys of both ends, and the node at the other end."""
    own = key_of(node)
    if isinstance(node, wandb.Artifact):
        maker = node.logged_by()
        if maker is not None:
            yield key_of(maker), own, maker
        for run in node.used_by():
            yield own, key_of(run), run
    else:
        for artifact in node.used_artifacts():
            yield key_of(artifact), own, artifact
        for artifact in node.logged_artifacts():
            yield own, key_of(artifact), artifact


def main():
    name, seconds = sys.argv[1:]
    api = wandb.Api()
    start = api.artifact(name)
    began = time.perf_counter()
    seen = {key_of(start)}
    edges = set()
    queue = deque([start])
    asked = 0
    while queue and time.perf_counter() - began < float(seconds):
        asked += 1
        for upstream, downstream, other in neighbours(queue.popleft()):
            edges.add((upstream, downstream))
            if key_of(other) not in seen:
                seen.add(key_of(other))
                queue.append(other)
    took = time.perf_counter() - began
    print(json.dumps({"asked": asked, "nodes": len(seen), "edges": len(edges), "seconds": took}))


if __name__ == "__main__":
    main()
