import { defineRule } from '@oxlint/plugins';
import { houseFile } from './house.ts';

/**
 * Keeps out of core what the built-in rules cannot name: dates that depend on the machine (the present moment, local
 * time), and `Number(…)`, which makes a float of a price; decimals are read in the kernel.
 */
export const coreValuesRule = defineRule({
  meta: { type: 'problem', docs: { description: 'no ambient date and no number conversion in core' } },
  create(context) {
    const inKernel = houseFile(context.filename).startsWith('core/kernel/');
    return {
      NewExpression(node) {
        if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date' || node.arguments.length === 1) return;
        context.report({ node, message: 'a date in core is made from one moment: the clock is a port, local time unknown' });
      },
      CallExpression(node) {
        if (node.callee.type !== 'Identifier') return;
        const { name } = node.callee;
        if (name === 'Date') context.report({ node, message: 'the clock is a port' });
        if (name === 'Number' && !inKernel) {
          context.report({ node, message: 'numbers are read in core/kernel (parseDecimal), never through a float' });
        }
      },
    };
  },
});
