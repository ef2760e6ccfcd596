// What is asked of each kind of node: GraphQL fragments, and the rounding-up of those that a question needs.

const projectFields = 'project { name entityName }';

/** For lists and neighbours: light. `wandbConfig` holds the script's path, in the form of SDK 0.20 and newer or older. */
const run = `fragment RunFields on Run {
  name displayName state jobType group tags notes commit host createdAt heartbeatAt sweepName
  user { name username }
  ${projectFields}
  wandbConfig(keys: ["e", "code_path"])
}`;

/** What only a run that was asked for itself needs. */
const runDetails = 'fragment RunDetails on Run { config summaryMetrics }';

const version = `fragment VersionFields on Artifact {
  id state digest size fileCount versionIndex description createdAt ttlDurationSeconds
  tags { name }
  aliases { alias artifactCollection { __typename name } }
  artifactType { name }
  artifactSequence { name ${projectFields} }
}`;

/** What can change of a committed version, and what it is called. */
const versionNow = `fragment VersionNow on Artifact {
  id state versionIndex description createdAt ttlDurationSeconds
  tags { name }
  aliases { alias artifactCollection { __typename name } }
  artifactType { name }
  artifactSequence { name ${projectFields} }
}`;

const versionDetails = 'fragment VersionDetails on Artifact { metadata }';

const collection = `fragment CollectionFields on ArtifactCollection {
  __typename name ${projectFields}
  defaultArtifactType { name }
}`;

const pageInfo = 'fragment PageFields on PageInfo { endCursor hasNextPage }';

const all: ReadonlyMap<string, string> = new Map([
  ['RunFields', run],
  ['RunDetails', runDetails],
  ['VersionFields', version],
  ['VersionNow', versionNow],
  ['VersionDetails', versionDetails],
  ['CollectionFields', collection],
  ['PageFields', pageInfo],
]);

/** A query with the fragments that its fields spread. `declarations` is e.g. `$name: String`. */
export function queryOf(operation: string, declarations: readonly string[], fields: string): string {
  const used = [...all].filter(([name]) => fields.includes(`...${name}`)).map(([, text]) => text);
  const variables = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
  return [`query ${operation}${variables} {\n${fields}\n}`, ...used].join('\n');
}
