/** Microseconds to read an order as it was at a cursor; the plain way looks for its last event before it. */
import { orderId } from '../../src/domain/orders/orderId.ts';
import { OrderRepository } from '../../src/journal/orderRepository.ts';
import { worldOf } from './ledgers.ts';
import { microsecondsOf, report, task } from './measure.ts';

const { variant, size: lines } = task();
const { journal } = worldOf(lines);
const orders = new OrderRepository(journal);
const count = orders.count({ seq: lines });
const seqOf = (round: number): number => Math.floor(((round * 0.6180339887) % 1) * lines);
const idOf = (round: number): string => orderId(1 + (round % count));
if (variant === 'ours') {
  report(microsecondsOf((round) => orders.at(idOf(round), { seq: seqOf(round) })));
} else {
  const seqByEntry = (entry: number): number => journal.seqAt({ entries: entry });
  const events = orders.find({}, { seq: lines }).flatMap(({ id }) => orders.eventsOf(id, { seq: lines }));
  const plain = events.map(({ order, entry, to }) => Object.freeze({ order, to, seq: seqByEntry(entry) }));
  report(
    microsecondsOf((round) => {
      const id = idOf(round);
      const seq = seqOf(round);
      plain.findLast((one) => one.order === id && one.seq <= seq);
    }),
  );
}
