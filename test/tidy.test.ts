/** The rules of the house, as far as a machine can check them. Each offence is one line that names its file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const OURSELVES = 'test/tidy.test.ts';

/** Plain computing: runs anywhere, and the same input always gives the same output. */
const CORE = ['money', 'domain', 'journal', 'market', 'engine', 'strategies', 'scenario'];

/** What a folder of src may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  money: [],
  domain: ['money'],
  journal: ['money', 'domain'],
  market: ['money', 'domain'],
  engine: ['money', 'domain', 'journal', 'market'],
  strategies: ['money', 'domain', 'market', 'engine'],
  scenario: ['money', 'domain', 'journal', 'market', 'engine', 'strategies'],
  worker: CORE,
  store: CORE,
  ui: ['money'],
  views: ['money', 'domain', 'journal', 'scenario', 'store', 'ui'],
  app: ['store', 'views', 'worker', 'ui', 'scenario'],
  'main.tsx': ['app', 'ui'],
};

/** Imports that may bring in types but nothing that runs. */
const TYPES_ONLY: readonly (readonly [from: string, to: string])[] = [['strategies', 'engine']];

/** The packages that the core may use, and where. */
const CORE_PACKAGES: Readonly<Record<string, string>> = {
  'decimal.js': 'src/money/decimal.ts',
  valibot: 'src/',
  'node:': 'src/scenario/cli.ts',
};

/** Names that say nothing: a type lives with its noun, a function with its subject, an import names its file. */
const EMPTY_NAMES = /^(?:utils?|helpers?|types?|common|misc|shared|index)\.tsx?$/;

interface Import {
  readonly of: string;
  readonly typesOnly: boolean;
}

interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly exportsDefault: boolean;
  /** Calls that make a result depend on when, where or how often it is computed. */
  readonly impure: readonly string[];
  readonly comments: readonly string[];
  /** The names of tests and describes, with `…` for what is filled in. */
  readonly testNames: readonly string[];
  /** `it.only` and the like. */
  readonly testModifiers: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function parse(path: string): SourceFile {
  const text = read(path);
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors.length > 0)
    throw new Error(`${path} does not parse: ${errors.map((each) => each.message).join('; ')}`);

  const imports: Import[] = [
    ...module.staticImports.map((each) => ({
      of: each.moduleRequest.value,
      typesOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
    })),
    ...module.staticExports
      .flatMap((each) => each.entries)
      .flatMap((entry) =>
        entry.moduleRequest ? [{ of: entry.moduleRequest.value, typesOnly: entry.isType }] : [],
      ),
    ...module.dynamicImports.map((each) => ({
      of: text.slice(each.moduleRequest.start + 1, each.moduleRequest.end - 1),
      typesOnly: false,
    })),
  ];
  const impure: string[] = [];
  const testNames: string[] = [];
  const testModifiers: string[] = [];

  new Visitor({
    NewExpression(node) {
      if (node.callee.type !== 'Identifier') return;
      const [first] = node.arguments;
      if (node.callee.name === 'Date' && first === undefined) impure.push('new Date()');
      // A worker is loaded by `new URL('./x.ts', import.meta.url)`.
      if (node.callee.name === 'URL' && first?.type === 'Literal' && String(first.value).startsWith('.')) {
        imports.push({ of: String(first.value), typesOnly: false });
      }
    },
    MemberExpression(node) {
      const source = text.slice(node.start, node.end);
      if (['Date.now', 'Math.random'].includes(source)) impure.push(source);
      if (/^(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|fails)$/.test(source))
        testModifiers.push(source);
    },
    CallExpression(node) {
      const callee = text.slice(node.callee.start, node.callee.end);
      if (callee === 'Date') impure.push('Date()');
      const [first] = node.arguments;
      if (!/^(?:it|test|describe)\b/.test(callee) || first === undefined) return;
      if (first.type === 'Literal' && typeof first.value === 'string') testNames.push(first.value);
      if (first.type === 'TemplateLiteral')
        testNames.push(first.quasis.map((part) => part.value.raw).join('…'));
    },
  }).visit(program);

  return {
    path,
    imports,
    exportsDefault: module.staticExports.some((each) =>
      each.entries.some((entry) => entry.exportName.kind === 'Default'),
    ),
    impure,
    comments: comments.map((comment) => comment.value),
    testNames,
    testModifiers,
  };
}

/** `domain` of `src/domain/fees.ts`, `main.tsx` of `src/main.tsx`, undefined outside of src. */
function layerOf(path: string): string | undefined {
  const [top, layer] = path.split('/');
  return top === 'src' ? layer : undefined;
}

const sources = [...filesBelow('src'), ...filesBelow('test')]
  .filter((path) => /\.tsx?$/.test(path))
  .map(parse);
const ours = sources.filter((file) => layerOf(file.path) !== undefined);
const core = ours.filter((file) => CORE.includes(layerOf(file.path) ?? ''));
const documents = [
  ...filesBelow('docs'),
  ...readdirSync(ROOT).filter((name) => statSync(join(ROOT, name)).isFile()),
].filter((path) => path.endsWith('.md'));

/** What is wrong with an import of another file of src, if anything. */
function layerOffence(from: string, { of, typesOnly }: Import): string | undefined {
  const target = join(dirname(from), of.replace(/\?.*$/, '')).split(sep).join('/');
  const fromLayer = layerOf(from) ?? '';
  const toLayer = layerOf(target);
  if (toLayer === undefined) return `${from} reaches out of src to ${of}`;
  if (fromLayer === toLayer) {
    const rooms = [from, target].map((path) => path.split('/')[2]);
    return fromLayer === 'views' && rooms[0] !== rooms[1] ? `${from} imports another view, ${of}` : undefined;
  }
  const allowed = MAY_IMPORT[fromLayer];
  if (allowed === undefined) return `${from} lies in a folder that the table of layers does not know`;
  if (!allowed.includes(toLayer)) return `${from} (${fromLayer}) may not import ${of} (${toLayer})`;
  const typesWanted = TYPES_ONLY.some((pair) => pair[0] === fromLayer && pair[1] === toLayer);
  return typesWanted && !typesOnly ? `${from} may import only types from ${of}` : undefined;
}

describe('layers', () => {
  it('import only what the table allows', () => {
    const offences = ours.flatMap((file) =>
      file.imports
        .filter((each) => each.of.startsWith('.'))
        .flatMap((each) => layerOffence(file.path, each) ?? []),
    );
    expect(offences).toEqual([]);
  });

  it('all stand in the table', () => {
    const unknown = new Set(
      ours.map((file) => layerOf(file.path) ?? '').filter((layer) => !(layer in MAY_IMPORT)),
    );
    expect([...unknown]).toEqual([]);
  });

  it('keep packages, and so React, Zustand and Node, out of the core', () => {
    const offences = core.flatMap((file) =>
      file.imports
        .filter((each) => !each.of.startsWith('.'))
        .filter(
          (each) =>
            !Object.entries(CORE_PACKAGES).some(
              ([name, place]) =>
                (each.of === name || (name.endsWith(':') && each.of.startsWith(name))) &&
                file.path.startsWith(place),
            ),
        )
        .map((each) => `${file.path} imports ${each.of}`),
    );
    expect(offences).toEqual([]);
  });

  it('keep the clock and chance out of the core', () => {
    expect(core.flatMap((file) => file.impure.map((call) => `${file.path}: ${call}`))).toEqual([]);
  });
});

describe('rules and tests', () => {
  const RULE = /\[([A-Z]\d+)\]/g;
  const rulesIn = (text: string): string[] => [...text.matchAll(RULE)].map((match) => match[1] ?? '');
  const stated = new Set(rulesIn(read('docs/SPEC.md')));
  const tested = new Map(
    sources.flatMap((file) => file.testNames.flatMap(rulesIn).map((rule) => [rule, file.path] as const)),
  );

  it('every rule of docs/SPEC.md has a test that carries its number', () => {
    expect([...stated].filter((rule) => !tested.has(rule))).toEqual([]);
  });

  it('every number that a test carries is a rule of docs/SPEC.md', () => {
    const unknown = [...tested].filter(([rule]) => !stated.has(rule));
    expect(unknown.map(([rule, path]) => `[${rule}] in ${path}`)).toEqual([]);
  });
});

describe('every file', () => {
  it('has a name that says what it holds', () => {
    expect(sources.map((file) => file.path).filter((path) => EMPTY_NAMES.test(basename(path)))).toEqual([]);
  });

  it('of src exports by name', () => {
    expect(ours.filter((file) => file.exportsDefault).map((file) => file.path)).toEqual([]);
  });

  it('is finished: no note to self in a comment', () => {
    const noted = sources.filter((file) =>
      file.comments.some((comment) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(comment)),
    );
    expect(noted.map((file) => file.path)).toEqual([]);
  });

  it('of the tests runs all of them: none singled out, none left out', () => {
    expect(
      sources.flatMap((file) => file.testModifiers.map((modifier) => `${file.path}: ${modifier}`)),
    ).toEqual([]);
  });

  it('is free of paths of one machine', () => {
    const machinePath = /(?<![\w./-])\/(?:work|tmp|root|home|Users)\/|C:\\+Users/;
    const texts = [...sources.map((file) => file.path), ...documents, 'package.json', 'index.html'];
    expect(texts.filter((path) => path !== OURSELVES && machinePath.test(read(path)))).toEqual([]);
  });

  it('that a document links to exists', () => {
    const offences = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter(
          (target) => statSync(join(ROOT, dirname(path), target), { throwIfNoEntry: false }) === undefined,
        )
        .map((target) => `${path} links to ${target}`),
    );
    expect(offences).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('names no download address, so that it installs from any registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });
});
