// The library that reads YAML, loaded only for a folder that has some.

export { parse } from 'yaml';
