// The rounds in which the journeys are walked: in each language, in folders that are trusted and not, and in the browser.

/** The environment variable that names the language of a run, `en` or `es`. */
export const localeVariable = 'ARTIFACT_LINEAGE_TEST_LOCALE';
/** That names the place: `trusted`, `untrusted` (no folder is), or `web` (a worker of the browser, without Node). */
export const placeVariable = 'ARTIFACT_LINEAGE_TEST_PLACE';
/** That names the folder in which the packaged extension is installed. */
export const installedVariable = 'ARTIFACT_LINEAGE_TEST_INSTALLED';
/** That names the packaged extension. */
export const packageVariable = 'ARTIFACT_LINEAGE_TEST_PACKAGE';

const languages = ['en', 'es'] as const;
const places = ['trusted', 'untrusted', 'web'] as const;

export interface Round {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Every language in every place. */
export const everywhere: readonly Round[] = languages.flatMap((language) =>
  places.map((place) => round(language, place)),
);

/** All journeys in English, and in Spanish those that can do without Node. */
const usual: readonly Round[] = [round('en', 'trusted'), round('es', 'web')];

/** The rounds of the suite; the only one asked for, where the environment names a language or a place. */
export function usualRounds(env: NodeJS.ProcessEnv): readonly Round[] {
  const [language, place] = [env[localeVariable], env[placeVariable]];
  return language || place ? [round(language || 'en', place || 'trusted')] : usual;
}

function round(language: string, place: string): Round {
  if (!languages.some((it) => it === language) || !places.some((it) => it === place))
    throw new Error(`There are no journeys in "${language}" and "${place}".`);
  return { name: `${language} ${place}`, env: { [localeVariable]: language, [placeVariable]: place } };
}
