import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import { at, isObject, type Json } from '../openapi-document.ts';

type Reacting = Pick<Service, 'name' | 'reactions'>;

export type ServiceFiles = { name: string; files: readonly GeneratedFile[] };

/** `api/expectations/<producer>/<event>.v<version>.schema.json` */
const EXPECTATION = /^api\/expectations\/([a-z0-9-]+)\/([a-z0-9-]+)\.v(\d+)\.schema\.json$/;

const parsed = (content: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(content);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** An integer is a number. */
const isOfType = (published: unknown, read: unknown): boolean =>
  read === undefined || published === read || (published === 'integer' && read === 'number');

const valueMisfits = (path: string, published: Json, read: Json): string[] => {
  if (!isOfType(published['type'], read['type']))
    return [`"${path}" is ${String(published['type'])}, ${String(read['type'])} is read`];
  if (read['format'] !== undefined && read['format'] !== published['format'])
    return [
      `"${path}" has format ${String(published['format'] ?? 'none')}, ${String(read['format'])} is read`,
    ];
  if (!Array.isArray(read['enum'])) return [];
  const known = strings(read['enum']);
  if (!Array.isArray(published['enum'])) return [`"${path}" may be any text, ${known.join(', ')} are known`];
  const unknown = strings(published['enum']).filter((value) => !known.includes(value));
  return unknown.length > 0 ? [`"${path}" may be ${unknown.join(', ')}, which is not known`] : [];
};

const propertyMisfits = (path: string, published: Json, read: Json): string[] => {
  const promised = strings(published['required']);
  const needed = strings(read['required']);
  const properties = read['properties'];
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, schema]) => {
    const inner = path === '' ? name : `${path}.${name}`;
    const found = at(published, 'properties', name);
    if (!isObject(found)) return needed.includes(name) ? [`"${inner}" is not published`] : [];
    if (needed.includes(name) && !promised.includes(name)) return [`"${inner}" may be absent and is needed`];
    return isObject(schema) ? misfits(inner, found, schema) : [];
  });
};

/** Where what is published is not what is read. */
const misfits = (path: string, published: Json, read: Json): string[] => {
  const own = path === '' ? [] : valueMisfits(path, published, read);
  if (own.length > 0) return own;
  const [items, readItems] = [published['items'], read['items']];
  return [
    ...propertyMisfits(path, published, read),
    ...(isObject(items) && isObject(readItems) ? misfits(`${path}[]`, items, readItems) : []),
  ];
};

const finding = (rule: string, file: string, message: string): Finding => ({
  check: 'asyncapi',
  rule: `asyncapi/${rule}`,
  file,
  message,
  suggestion: 'Let the consumer read what the producer publishes, in the version that it publishes.',
});

const judged = (
  services: readonly ServiceFiles[],
  consumer: string,
  { path, content }: GeneratedFile,
  [, from = '', event = '', version = '']: readonly string[],
): Finding[] => {
  const file = `services/${consumer}/${path}`;
  const what = `${consumer} reads event ${event} v${version} of ${from}`;
  const producer = services.find(({ name }) => name === from);
  if (!producer) return [finding('unknown-producer', file, `${what}, which is no service of the solution.`)];
  const folder = 'api/events/';
  const published = producer.files.find(
    (other) => other.path === `${folder}${event}.v${version}.schema.json`,
  );
  if (!published) {
    const others = producer.files
      .filter((other) => other.path.startsWith(`${folder}${event}.v`))
      .map((other) => other.path.slice(folder.length).split('.')[1]);
    const instead = others.length > 0 ? `; it publishes ${others.join(', ')}` : '';
    return [finding('unknown-event', file, `${what}, which is not published${instead}.`)];
  }
  const [schema, expectation] = [parsed(published.content), parsed(content)];
  if (!schema || !expectation) return [finding('schema', file, `${what}: a schema is no JSON object.`)];
  return misfits('', schema, expectation).map((misfit) =>
    finding('expectation', file, `${what}, but ${misfit}.`),
  );
};

/** Each event of another service that one reacts to has a file that says what is read of it. */
const untold = (services: readonly ServiceFiles[], { name, reactions }: Reacting): Finding[] => {
  const files = services.find((service) => service.name === name)?.files ?? [];
  const paths = reactions
    .filter(({ from }) => from !== name)
    .map(
      ({ from, event, version }) => `api/expectations/${from}/${kebabCase(event)}.v${version}.schema.json`,
    );
  return [...new Set(paths)]
    .filter((path) => !files.some((file) => file.path === path))
    .map((path) =>
      finding(
        'no-expectation',
        `services/${name}/${path}`,
        `${name} does not say what it reads: ${path} is missing.`,
      ),
    );
};

/** Holds what each service reads of another's events, and that it says so, against what that one publishes. */
export const checkContracts = (
  services: readonly ServiceFiles[],
  designed: readonly Reacting[],
): Inspection => {
  const expectations = services.flatMap(({ name, files }) =>
    files.flatMap((file) => {
      const match = EXPECTATION.exec(file.path);
      return match ? [{ name, file, match }] : [];
    }),
  );
  return {
    inspected: expectations.length,
    unit: 'expectations',
    findings: [
      ...designed.flatMap((service) => untold(services, service)),
      ...expectations.flatMap(({ name, file, match }) => judged(services, name, file, match)),
    ],
  };
};
