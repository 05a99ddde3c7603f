import type { Aggregate, Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { importTarget } from '../import-target.ts';
import type { Inspection } from '../inspection.ts';
import { isNode, walk, type SourceFile } from '../../domain/syntax.ts';

const DOMAIN = 'src/domain/';

/** Folder of the aggregate that a path belongs to; `undefined` for what all aggregates share (`errors.ts`). */
const aggregateFolder = (path: string): string | undefined => {
  const parts = path.startsWith(DOMAIN) ? path.slice(DOMAIN.length).split('/') : [];
  return parts.length > 1 ? parts[0] : undefined;
};

const crossings = (sources: readonly SourceFile[]): Finding[] =>
  sources.flatMap((source) => {
    const own = aggregateFolder(source.path);
    return source.imports.flatMap(({ specifier, line, kind }): Finding[] => {
      const target = importTarget(source.path, specifier);
      const other = target.kind === 'file' ? aggregateFolder(target.path) : undefined;
      if (own === undefined || other === undefined || own === other) return [];
      if (target.kind === 'file' && target.path.endsWith('-id.ts')) return [];
      // Facts tell an aggregate what another one is; it holds none.
      const tells = source.path.endsWith('-facts.ts') && kind === 'type' && specifier.endsWith('-state.ts');
      if (tells) return [];
      return [
        {
          check: 'ddd',
          rule: 'ddd/reference-by-id',
          file: source.path,
          line,
          message: `Aggregate ${own} imports "${specifier}" of aggregate ${other}.`,
          suggestion: `Keep the id of ${other} only; load it through its repository in a use case.`,
        },
      ];
    });
  });

const isRepository = (path: string): boolean => path.endsWith('repository.ts');

const missing = (file: string, rule: string, message: string, suggestion: string): Finding => ({
  check: 'ddd',
  rule,
  file,
  message,
  suggestion,
});

const repositoryOf = (aggregate: Aggregate, sources: readonly SourceFile[]): Finding[] => {
  const folder = `${DOMAIN}${kebabCase(aggregate.name)}/`;
  const own = sources.filter(({ path }) => path.startsWith(folder));
  const root = `${folder}${kebabCase(aggregate.name)}.ts`;
  const ports = own.filter(({ path }) => isRepository(path));
  return [
    ...(own.some(({ path }) => path === root)
      ? []
      : [
          missing(
            root,
            'ddd/aggregate-root',
            `Aggregate ${aggregate.name} has no root.`,
            `Declare it in ${root}.`,
          ),
        ]),
    ...(ports.length === 1
      ? []
      : [
          missing(
            folder,
            'ddd/one-repository-per-root',
            `Aggregate ${aggregate.name} has ${ports.length} repository ports.`,
            `Declare exactly one, in ${folder}${kebabCase(aggregate.name)}-repository.ts.`,
          ),
        ]),
  ];
};

const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value'] ?? '') : '');

const CHANGES = /^(update|replace|change|remove|delete|purge)/i;

/** What an append-only aggregate's repository offers beyond appending and reading. */
const changesOf = (aggregate: Aggregate, sources: readonly SourceFile[]): Finding[] => {
  if (aggregate.kind !== 'append-only') return [];
  const folder = `${DOMAIN}${kebabCase(aggregate.name)}/`;
  return sources
    .filter(({ path }) => path.startsWith(folder) && isRepository(path))
    .flatMap(({ path, root }) => {
      const found: Finding[] = [];
      if (root) {
        walk(root, (node) => {
          const member = node.type === 'TSMethodSignature' || node.type === 'TSPropertySignature';
          const name = nameOf(node['key']);
          if (!member || !CHANGES.test(name)) return;
          found.push({
            check: 'ddd',
            rule: 'ddd/append-only',
            file: path,
            line: node.loc.start.line,
            message: `${aggregate.name} is append-only, its repository offers "${name}".`,
            suggestion: `Remove "${name}" from the port and from what implements it.`,
          });
        });
      }
      return found;
    });
};

const strayRepositories = (service: Service, sources: readonly SourceFile[]): Finding[] => {
  const folders = service.aggregates.map(({ name }) => kebabCase(name));
  return sources
    .filter(({ path }) => path.startsWith(DOMAIN) && isRepository(path))
    .filter(({ path }) => !folders.includes(aggregateFolder(path) ?? ''))
    .map(({ path }) =>
      missing(
        path,
        'ddd/repository-without-root',
        `${path} is a repository of no aggregate root.`,
        'Reach entities through the repository of their root.',
      ),
    );
};

/** Parts lie with their aggregate, in a file of their own. */
const missingParts = ({ name, children }: Aggregate, sources: readonly SourceFile[]): Finding[] =>
  children
    .map((child) => ({ child: child.name, path: `${DOMAIN}${kebabCase(name)}/${kebabCase(child.name)}.ts` }))
    .filter(({ path }) => !sources.some((source) => source.path === path))
    .map(({ child, path }) =>
      missing(path, 'ddd/part', `Part ${child} of ${name} has no file.`, `Declare it in ${path}.`),
    );

const PORTS = 'src/application/ports/';

/** A system that is not ours is a port of the application, and something outside implements it. */
const missingPorts = ({ externalSystems }: Service, sources: readonly SourceFile[]): Finding[] =>
  externalSystems.flatMap(({ name }) => {
    const port = `${PORTS}${kebabCase(name)}.ts`;
    const isImplemented = sources.some(
      ({ path, imports }) =>
        path.startsWith('src/infrastructure/') &&
        imports.some(({ specifier }) => {
          const target = importTarget(path, specifier);
          return target.kind === 'file' && target.path === port;
        }),
    );
    if (!sources.some(({ path }) => path === port))
      return [missing(port, 'ddd/port', `System ${name} has no port.`, `Declare it in ${port}.`)];
    return isImplemented
      ? []
      : [
          missing(
            port,
            'ddd/adapter',
            `Nothing implements the port of ${name}.`,
            'Do it in src/infrastructure.',
          ),
        ];
  });

/** Checks the tactical rules of domain-driven design that a tree can break. */
export const checkDdd = (sources: readonly SourceFile[], service: Service): Inspection => {
  const domain = sources.filter(({ path }) => path.startsWith(DOMAIN));
  return {
    inspected: domain.length,
    unit: 'domain files',
    findings: [
      ...service.aggregates.flatMap((aggregate) => repositoryOf(aggregate, sources)),
      ...strayRepositories(service, sources),
      ...service.aggregates.flatMap((aggregate) => missingParts(aggregate, sources)),
      ...missingPorts(service, sources),
      ...crossings(domain),
      ...service.aggregates.flatMap((aggregate) => changesOf(aggregate, sources)),
    ],
  };
};
