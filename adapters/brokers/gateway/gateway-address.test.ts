import { describe, expect, it } from 'vitest';
import { gatewayAddress } from './gateway-address.ts';

describe('the address of a gateway', () => {
  it.each(['ws://127.0.0.1:8080', 'ws://localhost:1', 'ws://[::1]:8080', 'wss://broker.example:443/desk'])('%s is taken', (text) => {
    expect(gatewayAddress(text)).toMatchObject({ ok: true });
  });

  it.each(['ws://broker.example:8080', 'ws://127.0.0.1.evil.example', 'http://127.0.0.1:8080', '127.0.0.1:8080', 'wss://me:secret@broker.example', ''])(
    '%s is refused',
    (text) => {
      expect(gatewayAddress(text)).toMatchObject({ ok: false, error: { code: 'gateway.badAddress' } });
    },
  );
});
