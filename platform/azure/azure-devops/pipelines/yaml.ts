/** The reader of YAML, to be imported when a pipeline is read. By name: its default export is another one in a bundle. */
export { parse } from 'yaml';
