/** What a number, a boolean or a key costs at least. */
const SMALL = 8;

/**
 * Roughly how many bytes a structured-cloned value holds, counted no further than just beyond `limit`: a payload is
 * weighed before anything looks into it.
 */
export function payloadSize(payload: unknown, limit: number): number {
  let size = 0;
  const left: unknown[] = [payload];
  while (left.length > 0 && size <= limit) {
    const value = left.pop();
    size += weightOf(value);
    if (isContainer(value)) for (const part of value instanceof Map ? value : Object.entries(value)) left.push(...part);
  }
  return size;
}

function weightOf(value: unknown): number {
  if (typeof value === 'string') return SMALL + value.length * 2;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return SMALL + value.byteLength;
  return SMALL;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
}
