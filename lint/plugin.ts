import { definePlugin } from '@oxlint/plugins';
import { coreValuesRule } from './core-values-rule.ts';
import { electronPartsRule } from './electron-parts-rule.ts';
import { layersRule } from './layers-rule.ts';

/** The house's own lint rules; `.oxlintrc.json` loads them. */
export default definePlugin({
  meta: { name: 'kaipan' },
  rules: { layers: layersRule, 'electron-parts': electronPartsRule, 'core-values': coreValuesRule },
});
