import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language } from '../format/number.ts';
import { useSettings } from '../stores/settings.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'texts';
    readonly resources: { readonly texts: typeof zh };
  }
}

/** Both languages are in the bundle: switching needs no network and no wait. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    defaultNS: 'texts',
    resources: { zh: { texts: zh }, en: { texts: en } },
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  useSettings.subscribe(({ language: wanted }) => {
    if (i18next.language !== wanted) void i18next.changeLanguage(wanted);
  });
}
