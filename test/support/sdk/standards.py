"""Reads exports back with the standards' own packages and prints what they say, as JSON.

Arguments: a PROV-JSON file, a file of OpenLineage events (one a line).
"""

import json
import sys

from openlineage.client.generated import base, dataset_type_dataset, dataset_version_dataset, source_code_location_job
from prov.model import ProvDocument, ProvRelation

FACETS = {
    "version": dataset_version_dataset.DatasetVersionDatasetFacet,
    "datasetType": dataset_type_dataset.DatasetTypeDatasetFacet,
    "sourceCodeLocation": source_code_location_job.SourceCodeLocationJobFacet,
}


def prov(path):
    document = ProvDocument.deserialize(path, format="json")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert document == again
    relations = [
        [record.get_type().localpart, *(str(value) for _, value in record.formal_attributes if value)]
        for record in document.get_records(ProvRelation)
    ]
    elements = [
        [record.get_type().localpart, str(record.identifier), str(record.label)]
        for record in document.get_records()
        if not isinstance(record, ProvRelation)
    ]
    return {"elements": elements, "relations": relations}


def facets(found):
    """Makes each facet by its class, which checks it; its schema must be the one that the class stands for."""
    made = {}
    for name, value in (found or {}).items():
        made[name] = FACETS[name](**{key: own for key, own in value.items() if not key.startswith("_")})
        assert made[name]._schemaURL == value["_schemaURL"], value["_schemaURL"]
    return made


def dataset(kind, value):
    return kind(namespace=value["namespace"], name=value["name"], facets=facets(value.get("facets")))


def event(value):
    common = {
        "eventTime": value["eventTime"],
        "producer": value["producer"],
        "job": base.Job(
            namespace=value["job"]["namespace"],
            name=value["job"]["name"],
            facets=facets(value["job"].get("facets")),
        ),
        "inputs": [dataset(base.InputDataset, each) for each in value["inputs"]],
        "outputs": [dataset(base.OutputDataset, each) for each in value["outputs"]],
    }
    if "run" in value:
        run = base.Run(runId=value["run"]["runId"])
        made = base.RunEvent(eventType=base.EventType(value["eventType"]), run=run, **common)
    else:
        made = base.JobEvent(**common)
    assert made.schemaURL == value["schemaURL"], value["schemaURL"]
    names = lambda datasets: [f"{each.name}:{each.facets['version'].datasetVersion}" if "version" in each.facets else each.name for each in datasets]
    return [made.eventType.value if "run" in value else "JOB", made.job.name, names(made.inputs), names(made.outputs)]


with open(sys.argv[2], encoding="utf-8") as lines:
    events = [event(json.loads(line)) for line in lines]
print(json.dumps({"prov": prov(sys.argv[1]), "events": events}))
