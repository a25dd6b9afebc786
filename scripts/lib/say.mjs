/** Beyond this, a long job that shows no other progress says that it is alive (where lines cannot be rewritten). */
const HEARTBEAT_MS = 5_000;
const REDRAW_MS = 200;

/**
 * One line to stderr: stdout belongs to what the user asked for.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs `work` and shows on stderr that it goes on: a line that is rewritten in a terminal, a line now and then elsewhere.
 *
 * @template T
 * @param {string} label
 * @param {(report: (detail: string) => void) => Promise<T>} work `report` sets the text behind the label.
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const started = Date.now();
  const rewrites = process.stderr.isTTY;
  let detail = '';
  const draw = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const line = [label, detail || '…', seconds > 0 ? `${seconds} s` : ''].filter((part) => part !== '').join(' ');
    process.stderr.write(rewrites ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  draw();
  const timer = setInterval(draw, rewrites ? REDRAW_MS : HEARTBEAT_MS);
  try {
    const value = await work((text) => void (detail = text));
    detail = 'done';
    return value;
  } catch (error) {
    detail = 'failed';
    throw error;
  } finally {
    clearInterval(timer);
    draw();
    if (rewrites) process.stderr.write('\n');
  }
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** An error whose message is all the user needs: shown without a stack. */
export class UserError extends Error {}

/**
 * Runs a script's body; whatever it throws ends the process with exit code 1 and one clear line.
 *
 * @param {() => Promise<number | void>} body resolves to the exit code, 0 when nothing.
 */
export async function runScript(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    say(error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
