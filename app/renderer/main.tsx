import './design/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from './i18n/index.ts';
import { App } from './shell/App.tsx';
import { Failure } from './shell/Failure.tsx';
import { bridge } from './stores/bridge.ts';
import { startFeed } from './stores/feed.ts';
import { takeSettings, useSettings } from './stores/settings.ts';
import { startTicket } from './stores/ticket.ts';
import { startWatching } from './stores/trade.ts';
import { markUsable } from './usable.ts';

const settings = await bridge().getSettings();
if (settings.ok) takeSettings(settings.value);
await startTexts(useSettings.getState().language);

startWatching();
startTicket();
startFeed(bridge());
markUsable(bridge());

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <Failure>
      <App />
    </Failure>
  </StrictMode>,
);
