// Lets a module import a style sheet; esbuild collects them into one file beside the bundle.
declare module '*.css';
/** And a picture as its text. */
declare module '*.svg' {
  const text: string;
  export = text;
}
/** The bundle of a worker, as text. */
declare module '*?text' {
  export const source: string;
}
