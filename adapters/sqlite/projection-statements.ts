import type Database from 'better-sqlite3';

type Row = Record<string, string | number | null>;

/** Tables that `rebuildProjections` empties, in the order in which their references allow it. */
export const PROJECTION_TABLES = ['closing_positions', 'fills', 'orders', 'plan_lines', 'days'] as const;

const STATEMENTS = {
  openDay: 'INSERT INTO days (date, seed, opened, opening_cash) VALUES (@day, @seed, @at, @cash)',
  settleDay: `UPDATE days SET opening_equity = @openingEquity, cash = @cash, market_value = @marketValue,
    equity = @equity, commission = @commission, stamp_tax = @stampTax, transfer_fee = @transferFee,
    differences = @differences, settled = @at WHERE date = @day`,
  sealDay: 'UPDATE days SET sealed = @at WHERE date = @day',
  haltDay: 'UPDATE days SET halted = @reason WHERE date = @day',
  clearLines: 'DELETE FROM plan_lines WHERE day = @day',
  putLine: `INSERT INTO plan_lines (day, line_id, strategy_id, instrument, side, target_weight, target_quantity,
    current_quantity, planned_quantity, ref_price, est_value, est_fees, style, signal_reason, state, filled, reason)
    VALUES (@day, @lineId, @strategyId, @instrument, @side, @targetWeight, @targetQuantity,
    @currentQuantity, @plannedQuantity, @refPrice, @estValue, @estFees, @style, @signalReason, @state, @filled, @reason)
    ON CONFLICT DO UPDATE SET planned_quantity = excluded.planned_quantity, est_value = excluded.est_value,
    est_fees = excluded.est_fees, style = excluded.style, state = excluded.state, filled = excluded.filled,
    reason = excluded.reason`,
  putOrder: `INSERT INTO orders (day, order_id, line_id, strategy_id, origin, instrument, side, type, price, quantity,
    state, filled, turnover, commission, stamp_tax, transfer_fee, reason, created, updated)
    VALUES (@day, @orderId, @lineId, @strategyId, @origin, @instrument, @side, @type, @price, @quantity,
    @state, @filled, @turnover, @commission, @stampTax, @transferFee, @reason, @created, @updated)
    ON CONFLICT DO UPDATE SET line_id = excluded.line_id, strategy_id = excluded.strategy_id, state = excluded.state,
    filled = excluded.filled, turnover = excluded.turnover,
    commission = excluded.commission, stamp_tax = excluded.stamp_tax, transfer_fee = excluded.transfer_fee,
    reason = excluded.reason, updated = excluded.updated`,
  addFill: `INSERT INTO fills (seq, day, fill_id, order_id, line_id, strategy_id, instrument, side, price, quantity, time,
    commission, stamp_tax, transfer_fee)
    VALUES (@seq, @day, @fillId, @orderId, @lineId, @strategyId, @instrument, @side, @price, @quantity, @time,
    @commission, @stampTax, @transferFee)`,
  correctFill: `UPDATE fills SET price = @price, quantity = @quantity, commission = @commission, stamp_tax = @stampTax,
    transfer_fee = @transferFee WHERE day = @day AND fill_id = @fillId`,
  dropFill: 'DELETE FROM fills WHERE day = @day AND fill_id = @fillId',
  clearPositions: 'DELETE FROM closing_positions WHERE day = @day',
  addPosition: `INSERT INTO closing_positions (day, instrument, strategy_id, quantity, cost, price)
    VALUES (@day, @instrument, @strategyId, @quantity, @cost, @price)`,
} as const;

export type ProjectionStatements = Readonly<Record<keyof typeof STATEMENTS, Database.Statement<[Row]>>>;

export function projectionStatements(database: Database.Database): ProjectionStatements {
  const entries = Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare<[Row]>(sql)] as const);
  return Object.fromEntries(entries) as ProjectionStatements;
}
