import { describe, expect, it } from 'vitest';

import {
  missingParameter,
  removedDeclaration,
  removedImport,
  removedTwin,
} from '../../../../../factory/agents/fixing/delivery/bicep-declarations.ts';
import {
  assignedParameter,
  declaredName,
  foundTemplate,
  proposedName,
} from '../../../../../factory/agents/fixing/delivery/bicep-names.ts';
import { readableBicep } from '../../../../../factory/agents/fixing/delivery/bicep-syntax.ts';
import {
  addedProperties,
  convertedValue,
  removedProperty,
} from '../../../../../factory/agents/fixing/delivery/bicep-values.ts';
import { knownVersion } from '../../../../../factory/agents/fixing/delivery/bicep-versions.ts';
import type { Suggest } from '../../../../../factory/agents/fixing/delivery/change.ts';
import { finding } from './finding.ts';

const MAIN = 'deploy/bicep/main.bicep';
const STORE = 'deploy/bicep/modules/store.bicep';
const DEV = 'deploy/bicep/dev.bicepparam';

type Case = {
  code: string;
  message: string;
  content: string;
  expected: string;
  line?: number;
  file?: string;
  others?: Record<string, string>;
};

/** What the first suggestion makes of the file, and of the others where it changes them. */
const firstChange = (
  suggest: Suggest,
  { code, message, content, line = 1, file = MAIN, others = {} }: Case,
) => {
  const files = [
    { path: file, content },
    ...Object.entries(others).map(([path, text]) => ({ path, content: text })),
  ];
  return suggest(finding(`bicep/${code}`, file, message, line), files)[0];
};

const textOf = (suggest: Suggest, given: Case): string | undefined =>
  firstChange(suggest, given)?.find(({ path }) => path === (given.file ?? MAIN))?.content;

const undeclared = (name: string): string => `The name "${name}" does not exist in the current context.`;

describe('a name that is not declared', () => {
  it('is given back to a declaration that nothing uses', () => {
    const content = "param placeX string\nvar a = place\nvar b = '${place} ${a} ${b}'\n";
    expect(
      textOf(declaredName, { code: 'BCP057', message: undeclared('place'), content, line: 2, expected: '' }),
    ).toBe("param place string\nvar a = place\nvar b = '${place} ${a} ${b}'\n");
  });

  it('is the nearest that is declared, or the one that the compiler proposes', () => {
    const content = 'param place string\noutput a string = plcae\noutput b string = place\n';
    const expected = content.replace('plcae', 'place');
    expect(
      textOf(declaredName, { code: 'BCP057', message: undeclared('plcae'), content, line: 2, expected }),
    ).toBe(expected);
    const message = `${undeclared('plcae')} Did you mean "place"?`;
    expect(textOf(proposedName, { code: 'BCP082', message, content, line: 2, expected })).toBe(expected);
  });

  it('names the declaration that has none', () => {
    const content = "resource 'Microsoft.KeyVault/vaults@2026-05-15' = {\n}\noutput id string = vault.id\n";
    const message = undeclared('vault');
    expect(textOf(declaredName, { code: 'BCP057', message, content, line: 3, expected: '' })).toBe(
      content.replace("resource '", "resource vault '"),
    );
  });

  it('becomes a parameter of the type that callers give it', () => {
    const content = 'param name string\n\noutput a int = size\n';
    const others = {
      [MAIN]: "module store 'modules/store.bicep' = {\n  params: {\n    name: 'a'\n    size: 3\n  }\n}\n",
    };
    expect(
      textOf(missingParameter, {
        code: 'BCP057',
        message: undeclared('size'),
        content,
        line: 3,
        file: STORE,
        others,
        expected: '',
      }),
    ).toBe('param name string\nparam size int\n\noutput a int = size\n');
  });

  it('is not made up where nobody gives it', () => {
    const content = 'param name string\noutput a string = size\n';
    const message = undeclared('size');
    expect(
      textOf(missingParameter, { code: 'BCP057', message, content, line: 2, expected: '' }),
    ).toBeUndefined();
  });
});

describe('what nothing uses', () => {
  it('is taken away with its decorators, and with what callers give it', () => {
    const content = "@description('Old.')\nparam old string\nparam name string\noutput a string = name\n";
    const message = 'Parameter "old" is declared but never used.';
    const others = { [DEV]: "using 'main.bicep'\nparam old = 'x'\nparam name = 'y'\n" };
    const given = { code: 'no-unused-params', message, content, line: 2, others, expected: '' };
    expect(firstChange(removedDeclaration, given)).toEqual([
      { path: MAIN, content: 'param name string\noutput a string = name\n' },
      { path: DEV, content: "using 'main.bicep'\nparam name = 'y'\n" },
    ]);
  });

  it('is taken out of an import', () => {
    const given = {
      code: 'no-unused-imports',
      message: 'Import "b" is declared but never used.',
      expected: '',
    };
    expect(textOf(removedImport, { ...given, content: "import { a, b } from 'x.bicep'\n" })).toBe(
      "import { a } from 'x.bicep'\n",
    );
    expect(textOf(removedImport, { ...given, content: "import { b } from 'x.bicep'\nvar c = 1\n" })).toBe(
      'var c = 1\n',
    );
  });

  it('is the second of two declarations of a name', () => {
    const message = 'Identifier "a" is declared multiple times. Remove or rename the duplicates.';
    const content = 'param a string\nparam a string\noutput b string = a\n';
    expect(textOf(removedTwin, { code: 'BCP028', message, content, expected: '' })).toBe(
      'param a string\noutput b string = a\n',
    );
  });
});

describe('what the compiler cannot read', () => {
  it.each<[string, string, string, string, number]>([
    [
      'a misspelt keyword',
      'This declaration type is not recognized.',
      'parm a string\n',
      'param a string\n',
      1,
    ],
    [
      'an equals sign',
      'Expected the "=" character at this location.',
      "resource a 'b' {\n}\n",
      "resource a 'b' = {\n}\n",
      1,
    ],
    [
      'a colon',
      'Expected the ":" character at this location.',
      'var a = {\n  b 1\n}\n',
      'var a = {\n  b: 1\n}\n',
      2,
    ],
    [
      'a quotation mark',
      'The string is not terminated.',
      "@allowed(['dev, 'prod'])\nparam a string\n",
      "@allowed(['dev', 'prod'])\nparam a string\n",
      1,
    ],
    [
      'a closing brace',
      'Expected the "}" character at this location.',
      'var a = {\n  b: {\n    c: 1\n}\n\nvar d = 1\n',
      'var a = {\n  b: {\n    c: 1\n  }\n}\n\nvar d = 1\n',
      6,
    ],
    [
      'a brace too many',
      'This declaration type is not recognized.',
      'var a = {\n  b: 1\n}\n}\n',
      'var a = {\n  b: 1\n}\n',
      4,
    ],
  ])('%s', (_what, message, content, expected, line) => {
    const code = message.startsWith('This') ? 'BCP007' : message.startsWith('The') ? 'BCP004' : 'BCP018';
    const changes = readableBicep(finding(`bicep/${code}`, MAIN, message, line), [{ path: MAIN, content }]);
    expect(changes.map(([file]) => file?.content)).toContain(expected);
  });
});

const suggestions: [string, Suggest, Case][] = [
  [
    'a property that another is near to',
    proposedName,
    {
      code: 'BCP089',
      message: 'The property "propertes" is not allowed on objects of type "x". Did you mean "properties"?',
      content: '  propertes: {}\n',
      expected: '  properties: {}\n',
    },
  ],
  [
    'a value of those that are allowed',
    proposedName,
    {
      code: 'BCP088',
      message: `The property "level" expected a value of type "'Session' | 'Strong'" but the provided value is of type "'Sesion'". Did you mean "'Session'"?`,
      content: "  level: 'Sesion'\n",
      expected: "  level: 'Session'\n",
    },
  ],
  [
    'a type that there is',
    proposedName,
    {
      code: 'BCP302',
      message:
        'The name "strng" is not a valid type. Please specify one of the following types: "any", "string".',
      content: 'param a strng\n',
      expected: 'param a string\n',
    },
  ],
  [
    'a literal of the type that is expected',
    convertedValue,
    {
      code: 'BCP036',
      message: `The property "a" expected a value of type "int | null" but the provided value is of type "'5'".`,
      content: "  a: '5'\n",
      expected: '  a: 5\n',
    },
  ],
  [
    'the type of a parameter that is handed on',
    convertedValue,
    {
      code: 'BCP036',
      message:
        'The property "a" expected a value of type "int | null" but the provided value is of type "string".',
      content: 'param size string\nvar b = {\n  a: size\n}\n',
      line: 3,
      expected: 'param size int\nvar b = {\n  a: size\n}\n',
    },
  ],
  [
    'a property that the file has a value for',
    addedProperties,
    {
      code: 'BCP035',
      message: 'The specified "object" declaration is missing the following required properties: "place".',
      content: "param place string\nmodule a 'a.bicep' = {\n  params: {\n    name: 'x'\n  }\n}\n",
      line: 3,
      expected:
        "param place string\nmodule a 'a.bicep' = {\n  params: {\n    place: place\n    name: 'x'\n  }\n}\n",
    },
  ],
  [
    'a property that nothing takes',
    removedProperty,
    {
      code: 'BCP037',
      message:
        'The property "a" is not allowed on objects of type "params". No other properties are allowed.',
      content: '  a: 1\n  b: 2\n',
      expected: '  b: 2\n',
    },
  ],
  [
    'a template that is there',
    foundTemplate,
    {
      code: 'BCP091',
      message: "An error occurred reading file. Could not find file 'deploy/bicep/modules/stor.bicep'.",
      content: "module a 'modules/stor.bicep' = {\n",
      others: { [STORE]: '' },
      expected: "module a 'modules/store.bicep' = {\n",
    },
  ],
  [
    'a parameter that the template has',
    assignedParameter,
    {
      code: 'BCP259',
      message:
        'The parameter "nmae" is assigned in the params file without being declared in the Bicep file.',
      file: DEV,
      content: "param nmae = 'x'\n",
      others: { [MAIN]: 'param name string\n' },
      expected: "param name = 'x'\n",
    },
  ],
  [
    'a version whose types are known',
    knownVersion,
    {
      code: 'BCP081',
      message: 'Resource type "Microsoft.KeyVault/vaults@2031-01-01" does not have types available.',
      content: "resource a 'Microsoft.KeyVault/vaults@2031-01-01' = {\n",
      expected: "resource a 'Microsoft.KeyVault/vaults@2026-05-15' = {\n",
    },
  ],
  [
    'a type of resource that there is',
    knownVersion,
    {
      code: 'BCP081',
      message: 'Resource type "Microsoft.KeyVault/valuts@2026-05-15" does not have types available.',
      content: "resource a 'Microsoft.KeyVault/valuts@2026-05-15' = {\n",
      expected: "resource a 'Microsoft.KeyVault/vaults@2026-05-15' = {\n",
    },
  ],
];

it.each(suggestions)('%s', (_what, suggest, given) => {
  expect(textOf(suggest, given)).toBe(given.expected);
});
