"""An offline run that is rewound to one of its own steps and goes on from there, in a second folder."""

import time

import truth
import wandb

with wandb.init(project="away", name="there", id="there") as run:
    truth.tell_run(run, exitCode=0, resumed=True, rewoundTo=2)
    for step in range(5):
        run.log({"loss": 1 - step / 5})

# A run folder's name counts seconds.
time.sleep(1.1)
with wandb.init(project="away", resume_from="there?_step=2") as run:
    run.log({"loss": 0.1})
truth.write()
