// Lets a module import a style sheet; esbuild collects them into one file beside the bundle.
declare module '*.css';
