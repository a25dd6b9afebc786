/** The name most like `text`, when it is like one: at most a third of its letters (and at least one) differ. */
export function nearestName(text: string, names: Iterable<string>): string {
  const most = Math.max(1, Math.floor(text.length / 3));
  let best = '';
  let least = most + 1;
  for (const name of names) {
    const edits = name.startsWith(text) && text.length > 2 ? most : distance(text, name);
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
}

/** Letters to insert, delete, change or swap with their neighbour to make one text of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
