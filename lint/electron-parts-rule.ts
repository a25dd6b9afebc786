import { type ESTree, defineRule } from '@oxlint/plugins';
import { houseFile } from './house.ts';

/** The parts of Electron through which something dangerous can pass, and the one file that may hold each. */
const ONE_PLACE: ReadonlyMap<string, string> = new Map([
  ['ipcMain', 'app/main/ipc-gate.ts'],
  ['ipcRenderer', 'app/preload/preload.ts'],
  ['shell', 'app/main/external-links.ts'],
  ['safeStorage', 'app/main/secrets.ts'],
]);

/** Keeps IPC, opening links and secrets each in one file, where a reader can see all of it. */
export const electronPartsRule = defineRule({
  meta: { type: 'problem', docs: { description: 'one file for each dangerous part of Electron' } },
  create(context) {
    const file = houseFile(context.filename);
    return {
      ImportDeclaration(node) {
        if (node.source.value !== 'electron' || node.importKind === 'type') return;
        for (const specifier of node.specifiers) {
          const message = refusal(file, specifier);
          if (message !== null) context.report({ node: specifier, message });
        }
      },
    };
  },
});

function refusal(file: string, specifier: ESTree.ImportDeclarationSpecifier): string | null {
  // `import * as electron` would carry all of them at once.
  if (specifier.type !== 'ImportSpecifier') return 'import the parts of electron by their names';
  const name = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
  const place = ONE_PLACE.get(name);
  return place === undefined || place === file ? null : `${name} is used in ${place} and nowhere else`;
}
