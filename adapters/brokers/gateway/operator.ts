import { WebSocket } from 'ws';
import { type Refusal, type Result, err, ok, refuse } from '../../../core/kernel/result.ts';
import { caOption } from './gateway-link.ts';
import { type ClientMessage, readServerMessage } from './protocol.ts';

/** How long a gateway may take to answer, in milliseconds. */
const PATIENCE_MS = 10_000;

export type OperatorCorrection = Omit<Extract<ClientMessage, { type: 'correct' }>, 'type'>;

/**
 * Tells a gateway what the fills of a wrong match really were. It is durable there once this resolves to `ok`.
 * `link.lost` leaves open whether it was heard: the gateway's trail knows.
 */
export function correctMatch(url: string, correction: OperatorCorrection, ca?: string): Promise<Result<void, Refusal>> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { handshakeTimeout: PATIENCE_MS, ...caOption(ca) });
    const end = (result: Result<void, Refusal>): void => {
      clearTimeout(timer);
      socket.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => end(refuse('link.silent', { ms: PATIENCE_MS })), PATIENCE_MS);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'correct', ...correction } satisfies ClientMessage)));
    socket.on('message', (data) => end(outcomeOf(data instanceof Buffer ? data.toString() : '')));
    socket.on('error', ({ message }) => end(refuse('link.lost', { message })));
    socket.on('close', () => end(refuse('link.lost')));
  });
}

function outcomeOf(frame: string): Result<void, Refusal> {
  const answer = readServerMessage(frame);
  if (!answer.ok) return answer;
  if (answer.value.type === 'corrected') return ok(undefined);
  return answer.value.type === 'refused' ? err(answer.value.reason) : refuse('link.outOfTurn', { type: answer.value.type });
}
