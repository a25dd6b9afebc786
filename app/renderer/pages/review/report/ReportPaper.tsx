import { useTranslation } from 'react-i18next';
import { type ReportRow, type ReportTableRow } from '../../../../preload/contract.ts';
import { classes } from '../../../components/classes.ts';
import { formatQuantity } from '../../../format/number.ts';

/** The curve's drawing, in its own units. */
const [WIDTH, HEIGHT] = [1000, 120] as const;

/** A report as it stands on paper: its sections at the left, one below the other at the right. */
export function ReportPaper({ report: { title, account, from, to, tables, curve } }: { readonly report: ReportRow }) {
  const { t } = useTranslation();
  return (
    <div className="report-body">
      <nav className="report-toc" aria-label={t('report.contents')}>
        {tables.map((table, at) => (
          <a key={table.title} href={`#report-${at}`} onClick={(event) => showSection(event, at)}>
            {table.title}
          </a>
        ))}
      </nav>
      <article className="report-paper selectable" aria-label={title}>
        <header>
          <h2>{title}</h2>
          <span>{account}</span>
          <span>{`${from} – ${to}`}</span>
        </header>
        {curve.length > 2 && <Curve curve={curve} />}
        {tables.map((table, at) => (
          <PaperTable key={table.title} table={table} id={`report-${at}`} />
        ))}
      </article>
    </div>
  );
}

/** The address of the window stays as it is. */
function showSection(event: { preventDefault: () => void }, at: number): void {
  event.preventDefault();
  document.getElementById(`report-${at}`)?.scrollIntoView({ block: 'start' });
}

function PaperTable({ table, id }: { readonly table: ReportTableRow; readonly id: string }) {
  const { t } = useTranslation();
  const { title, heading, columns, rows, totals, more } = table;
  const numbers = columns.map((_, at) => rows.some((row) => row[at]?.number === true));
  return (
    <section id={id} className={classes('paper-table', heading.length > 0 && 'paper-form')}>
      <h3>{title}</h3>
      {heading.length > 0 && (
        <p className="paper-heading">
          {heading.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
      )}
      <table aria-label={title}>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={`${column} ${at}`} scope="col" className={numbers[at] === true ? 'num' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className={totals.includes(at) ? 'paper-total' : ''}>
              {row.map(({ text, number }, column) => (
                <td key={column} className={number ? 'num' : ''}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="muted">{t('report.more', { rows: formatQuantity(more) })}</p>}
    </section>
  );
}

/** What 1 put in before the first day became. */
function Curve({ curve }: Pick<ReportRow, 'curve'>) {
  const { t } = useTranslation();
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const points = curve.map((value, at) => `${(WIDTH * at) / (curve.length - 1)},${HEIGHT * (1 - (value - low) / (high - low || 1))}`);
  return (
    <svg className="paper-curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('report.curve')}>
      <polyline points={points.join(' ')} fill="none" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
