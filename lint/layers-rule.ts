import { type ESTree, defineRule } from '@oxlint/plugins';
import { houseFile } from './house.ts';
import { refusedImport } from './layers.ts';

type Specifier = ESTree.ImportDeclarationSpecifier | ESTree.ExportSpecifier;

/** Holds every import, in whichever form it is written, against the map of `layers.ts`. */
export const layersRule = defineRule({
  meta: { type: 'problem', docs: { description: 'who may know whom (lint/layers.ts)' } },
  create(context) {
    const file = houseFile(context.filename);
    const check = (node: ESTree.Node, source: ESTree.Node | null, typesOnly: boolean): void => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = refusedImport(file, source.value, typesOnly);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type' || namesTypesOnly(node.specifiers)),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type' || namesTypesOnly(node.specifiers)),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
      CallExpression: (node) => {
        const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
        if (isRequire) check(node, node.arguments[0] ?? null, false);
      },
    };
  },
});

/** `import { type A, type B }`: a bundler drops it, as the imported module is never needed at run time. */
function namesTypesOnly(specifiers: readonly Specifier[]): boolean {
  return specifiers.length > 0 && specifiers.every((specifier) => isType(specifier));
}

function isType(specifier: Specifier): boolean {
  if (specifier.type === 'ImportSpecifier') return specifier.importKind === 'type';
  return specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type';
}
