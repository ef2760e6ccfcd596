// What the command line says of itself.

export const help = `artifact-lineage: where every dataset and model came from and where it went

  artifact-lineage scan DIR [--json | --explain]
      artifact references in the Python scripts and notebooks under DIR; --explain: how each name is known
  artifact-lineage check [DIR] [--format text|json|sarif|github|gitlab] [--severity error|warning|information|hint]
      [--rule CODE=SEVERITY|off]... [--backend none|auto|file|local|wandb]
      problems of artifact names, as the editor reports them; ends with 1 when one is as bad as --severity (error)
      or worse; --json is --format json; none: what the code alone proves
  artifact-lineage diff REV1 [REV2] [--dir DIR]
      what the code of two git revisions declares differently, as Markdown with a Mermaid picture; without REV2,
      what the files on the disk declare
  artifact-lineage runs DIR [--json] [--backend auto|file|local|wandb]
      the runs that are known for DIR
  artifact-lineage lineage NAME [--dir DIR] [--format json|mermaid|dot|openlineage|prov]
      [--backend auto|file|local|wandb] [--upstream N] [--downstream N]
      the lineage of an artifact (with or without :alias or :vN) or a run
  artifact-lineage impact NAME [--dir DIR] [--backend auto|file|local|wandb]
      what depends on an artifact or a run, as a list in Markdown
  artifact-lineage compare BEFORE AFTER [--dir DIR] [--backend auto|file|local|wandb]
      what two versions or runs were made of, and how that differs, as JSON
  artifact-lineage mcp [--dir DIR] [--backend none|auto|file|local|wandb]
      a server of the Model Context Protocol on standard input and output: agents ask it about DIR; it only reads

Backends: file (*.lineage.json under DIR), local (wandb/ run folders), wandb (the server of WANDB_BASE_URL,
with the key of WANDB_API_KEY or netrc), auto (all that is found, merged; the server only when WANDB_API_KEY is set).
Exit codes: 0 fine, 1 check found problems, 2 bad usage or unknown name, 3 the backend could not answer.
`;
