const KINDS = {
  i64: BigInt64Array,
  f64: Float64Array,
  i32: Int32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const;

/** What a column holds: 64-bit minor units, times and prices, row numbers and references, small codes. */
type Kind = keyof typeof KINDS;
type ArrayOf<K extends Kind> = InstanceType<(typeof KINDS)[K]>;

/** Column kinds by name. */
export type Schema = Readonly<Record<string, Kind>>;
/** The typed arrays of a schema. */
export type Columns<S extends Schema> = { [K in keyof S]: ArrayOf<S[K]> };

const FIRST_CAPACITY = 64;
const LEAST_GROWTH = 1.5;

/**
 * Rows kept as typed arrays that grow by doubling, or by as much as is forecast. Read `columns` anew after adding rows: growing replaces
 * the arrays.
 */
export class Table<S extends Schema> {
  readonly schema: S;
  columns: Columns<S>;
  length = 0;
  #capacity = FIRST_CAPACITY;
  #isLent = false;
  readonly #growth: () => number;

  /** `growth` is how many times as many rows there should be room for when there is none left. */
  constructor(schema: S, growth: () => number = doubling) {
    this.schema = schema;
    this.#growth = growth;
    this.columns = mapColumns(schema, (kind) => new KINDS[kind](FIRST_CAPACITY));
  }

  /**
   * Lets an empty table read some columns, of one length, from arrays of somebody else who has written the rows to come already; who
   * would write something else there calls {@link own} first.
   */
  lend(columns: Partial<Columns<S>>, length: number): void {
    this.#capacity = length;
    this.#isLent = true;
    this.columns = mapColumns(this.schema, (kind, name) => columns[name] ?? new KINDS[kind](length));
  }

  /** Whether there are columns of somebody else. */
  get isLent(): boolean {
    return this.#isLent;
  }

  /** Copies what was lent, so that it can be written to. */
  own(): void {
    if (this.#isLent) this.#resize(this.#capacity);
  }

  /** Takes over columns made by {@link toColumns} or {@link handOver} in place of its own. */
  adopt(columns: Columns<S>): void {
    this.columns = columns;
    this.#isLent = false;
    const lengths = Object.keys(this.schema).map((name) => columns[name]?.length ?? 0);
    this.#capacity = Math.max(0, ...lengths);
    this.length = this.#capacity;
  }

  /** Makes room for one more row and returns its number, counted from 0; its cells are to be written by the caller. */
  addRow(): number {
    if (this.length === this.#capacity)
      this.#resize(Math.max(FIRST_CAPACITY, Math.ceil(this.#capacity * this.#growth())));
    const row = this.length;
    this.length = row + 1;
    return row;
  }

  /** The same for so many rows at once. */
  addRows(count: number): void {
    if (this.length + count > this.#capacity) this.reserve(count);
    this.length += count;
  }

  /** Makes room for so many rows more at once, where it is known that they will come. */
  reserve(rows: number): void {
    // Never by a little: reserving for one short run after the other would copy everything each time.
    if (this.length + rows > this.#capacity) {
      this.#resize(Math.max(this.length + rows, Math.ceil(this.#capacity * LEAST_GROWTH)));
    }
  }

  /** Bytes that the rows take, without spare capacity. */
  get byteLength(): number {
    let bytes = 0;
    for (const kind of Object.values(this.schema)) bytes += KINDS[kind].BYTES_PER_ELEMENT;
    return bytes * this.length;
  }

  /** Copies of the columns cut to the rows there are. */
  toColumns(): Columns<S> {
    return mapColumns(this.schema, (_, name) => this.columns[name]?.slice(0, this.length));
  }

  /** The columns themselves, as far as there are rows, to be transferred to another thread; nothing can be added after that. */
  handOver(): Columns<S> {
    // Room for much more than was needed stays behind.
    if (this.length * 2 < this.#capacity) return this.toColumns();
    return mapColumns(this.schema, (_, name) => this.columns[name]?.subarray(0, this.length));
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    this.#isLent = false;
    this.columns = mapColumns(this.schema, (kind, name) => {
      const grown = new KINDS[kind](this.#capacity);
      const old = this.columns[name];
      // Both arrays are of the column's kind; the pairing is lost on the type system.
      if (old) (grown as Float64Array).set(old as Float64Array);
      return grown;
    });
  }
}

function doubling(): number {
  return 2;
}

function mapColumns<S extends Schema>(
  schema: S,
  make: (kind: Kind, name: keyof S) => ArrayOf<Kind> | undefined,
): Columns<S> {
  return Object.fromEntries(
    Object.entries(schema).map(([name, kind]) => [name, make(kind, name)]),
  ) as Columns<S>;
}
