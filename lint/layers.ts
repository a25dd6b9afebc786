import path from 'node:path';

/** What a file may import from outside the work tree. `npm` is any installed package but electron. */
type Outside = 'node' | 'npm' | 'electron';

interface Layer {
  /** The layers it may use freely, its own always included. `core` stands for every floor of core. */
  readonly knows: readonly string[];
  /** The layers whose types it may name, but which must not be there when it runs. */
  readonly names?: readonly string[];
  readonly outside: readonly Outside[];
}

/** From the ground up: a floor knows every floor below its own; those on one level do not know one another. */
const CORE_FLOORS = [
  ['kernel'],
  ['statistics'],
  ['market'],
  ['orders'],
  ['portfolio'],
  ['conditions'],
  ['plan', 'risk'],
  ['execution'],
  ['oms'],
  ['exchange', 'settlement', 'analytics'],
];

const coreLayers: [string, Layer][] = CORE_FLOORS.flatMap((floors, level) => {
  const knows = CORE_FLOORS.slice(0, level).flat().map((floor) => `core/${floor}`);
  return floors.map((floor): [string, Layer] => [`core/${floor}`, { knows, outside: [] }]);
});

/** Paths that are layers; the longest that fits a file is its layer. A `*` makes each folder there one of its own. */
const LAYERS: ReadonlyMap<string, Layer> = new Map<string, Layer>([
  ...coreLayers,
  ['adapters/*', { knows: ['core', 'adapters/files', 'resources'], outside: ['node', 'npm'] }],
  ['app/terminal', { knows: ['core', 'adapters/*', 'resources'], names: ['app/preload'], outside: ['node', 'npm'] }],
  ['app/gateway', { knows: ['core', 'adapters/*', 'app/terminal', 'resources'], outside: ['node', 'npm'] }],
  // The reference cloud: a server of its own, which knows of a terminal what the protocol says.
  ['app/cloud', { knows: ['core/kernel', 'adapters/cloud'], outside: ['node', 'npm'] }],
  ['app/cli', { knows: ['core', 'adapters/*', 'app/terminal', 'app/gateway', 'app/cloud', 'app/preload', 'resources'], outside: ['node', 'npm'] }],
  [
    'app/main',
    { knows: ['core', 'adapters/*', 'app/terminal', 'app/preload', 'resources'], outside: ['node', 'npm', 'electron'] },
  ],
  // The contract between window and main; the bridge itself is imported by nobody.
  ['app/preload', { knows: ['core/kernel'], names: ['core'], outside: ['npm'] }],
  ['app/preload/preload.ts', { knows: ['core/kernel', 'app/preload'], outside: ['npm', 'electron'] }],
  ['app/renderer', { knows: ['core/kernel', 'app/preload', 'resources'], outside: ['npm'] }],
  ['resources', { knows: ['core'], outside: ['node', 'npm'] }],
]);

/** Rooms above and beside the house: they may look into every one of them, and none may look into them. */
const WORKSHOPS = ['bench', 'e2e', 'lint', 'scripts'];
const TEST_FILE = /\.(test|fixture)\.tsx?$/;

/**
 * Why `from` (relative to the work tree, with `/`) must not import `specifier`; null when it may.
 *
 * Tests stand in the layer of what they test; besides, they use Node, packages and one another's fixtures.
 */
export function refusedImport(from: string, specifier: string, typesOnly: boolean): string | null {
  const name = layerOf(from);
  if (name === null) return isWorkshop(from) ? null : `${from} stands in no layer of lint/layers.ts`;
  const layer = LAYERS.get(patternOf(name));
  if (layer === undefined) return `${name} is no layer of lint/layers.ts`;
  const isTest = TEST_FILE.test(from);
  if (!specifier.startsWith('.')) {
    const outside = kindOf(specifier);
    if (layer.outside.includes(outside) || (isTest && outside !== 'electron')) return null;
    return `${name} must not import ${specifier}: ${layer.outside.length === 0 ? 'nothing from outside' : `only ${layer.outside.join(', ')}`} is allowed there`;
  }
  const target = path.posix.join(path.posix.dirname(from), specifier);
  if (TEST_FILE.test(target) && !isTest) return `${from} must not import ${target}: only tests may import tests`;
  if (isTest && target.startsWith('scripts/lib/')) return null;
  return refusedLayer(name, layer, target, typesOnly);
}

function refusedLayer(from: string, layer: Layer, target: string, typesOnly: boolean): string | null {
  const to = layerOf(target);
  if (to === from) return null;
  const allowed = typesOnly ? [...layer.knows, ...(layer.names ?? [])] : layer.knows;
  if (to !== null && allowed.some((known) => known === to || known === patternOf(to) || isCore(known, to))) return null;
  const only = allowed.length === 0 ? 'nothing but itself' : `only ${allowed.join(', ')}`;
  return `${from} must not import ${typesOnly ? 'types of ' : ''}${to ?? target}: it knows ${only}`;
}

/** The layer a path stands in, with the real name of its folder in place of a `*`. */
function layerOf(file: string): string | null {
  const [room = '', floor = ''] = file.split('/');
  if (LAYERS.has(file)) return file;
  if (LAYERS.has(room)) return room;
  const name = `${room}/${floor}`;
  return LAYERS.has(patternOf(name)) ? name : null;
}

function patternOf(name: string): string {
  return name.startsWith('adapters/') ? 'adapters/*' : name;
}

function isCore(known: string, to: string): boolean {
  return known === 'core' && to.startsWith('core/');
}

function isWorkshop(file: string): boolean {
  return !file.includes('/') || WORKSHOPS.some((room) => file.startsWith(`${room}/`));
}

function kindOf(specifier: string): Outside {
  if (specifier === 'electron' || specifier.startsWith('electron/')) return 'electron';
  return specifier.startsWith('node:') ? 'node' : 'npm';
}
