export { SPOT_DIRECTIONS, type Order as SpotOrder, type SpotDirection } from './order.ts';
