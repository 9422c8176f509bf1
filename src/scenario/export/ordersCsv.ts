import type { Recording } from '../recording.ts';
import { ordersOf } from '../report.ts';
import { csvText } from './csvText.ts';

const COLUMNS = [
  'id',
  'rootId',
  'parentId',
  'kind',
  'type',
  'account',
  'pair',
  'direction',
  'status',
  'volume',
  'filled',
  'cancelled',
  'moved',
  'remaining',
  'spend',
  'limitPrice',
  'triggerPrice',
  'averagePrice',
  'timeInForce',
  'expiresAt',
  'held',
  'heldAsset',
  'fees',
  'feeAsset',
  'createdAt',
  'updatedAt',
] as const;

/** The orders at a seq as CSV, one line an order. */
export function ordersCsv(recording: Recording, seq: number): string {
  const rows = ordersOf(recording, seq).map((order) => {
    const [[heldAsset, held] = []] = Object.entries(order.held);
    const [[feeAsset, fees] = []] = Object.entries(order.fees);
    return Object.assign({}, order, { held, heldAsset, fees, feeAsset });
  });
  return csvText(COLUMNS, rows);
}
