// Artifacts that the SDK makes by itself, which people do not look for: job definitions, code, logged tables.

/** Source: `RESERVED_ARTIFACT_TYPE_PREFIX` and the reserved names in `wandb.sdk.artifacts._validators`. */
export function isGenerated(type: string | undefined): boolean {
  return type !== undefined && (/^(job|code|run_table)$/.test(type) || type.startsWith('wandb-'));
}
