import { Ajv, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { readAsset } from '../assets.ts';

/** Validators here see a handful of documents: compiling them costs more than running them ever does. */
const options: Options = {
  strict: false,
  allErrors: true,
  ownProperties: true,
  validateSchema: false,
  logger: false,
  inlineRefs: false,
  code: { optimize: false },
};

/** `ajv-formats` is CommonJS: its function is the default export's `default` under Node, the export itself when bundled. */
const addFormats = (formats as unknown as { default?: typeof formats.default }).default ?? formats;

/** A validator generator for draft-07 schemas, or for those of 2020-12. */
export const ajvFor = (draft: 'draft-07' | '2020-12', more: Options = {}): Ajv => {
  const ajv = draft === '2020-12' ? new Ajv2020({ ...options, ...more }) : new Ajv({ ...options, ...more });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv;
};

/** For schemas that we hold to their own rules: an unknown keyword or a contradiction is an error. */
export const strictAjv = (): Ajv =>
  ajvFor('2020-12', { strict: true, strictTypes: false, strictRequired: false, validateSchema: true });

export const assetSchema = (name: string): AnySchemaObject =>
  JSON.parse(readAsset(`verification/schemas/${name}.json`)) as AnySchemaObject;

const compiled = new Map<string, ValidateFunction>();

/** Compiles once per process: a big schema takes longer to compile than a thousand documents to check. */
export const compileOnce = (key: string, compile: () => ValidateFunction): ValidateFunction => {
  const known = compiled.get(key) ?? compile();
  compiled.set(key, known);
  return known;
};
