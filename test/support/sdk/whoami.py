"""Prints who the server takes the SDK for, by whatever the environment signs with."""

import wandb

print(wandb.Api().viewer.username)
