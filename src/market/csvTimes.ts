const DAY_MS = 86_400_000;

/** What comes first in a date between slashes; `none` where no such date is taken. */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'none';

/** What {@link readTime} takes, for error messages. */
export const TIME_FORMS =
  '2024-01-02, 2024-01-02T09:30:00Z, 20240102, 02.01.2024, 02/01/2024, or unix time in s, ms or µs';
/** What {@link readClock} takes, for error messages. */
export const CLOCK_FORMS = '09:30, 09:30:00 or 093000';

const DATE = String.raw`(?:(?<year>\d{4})(?<sign>[-./])(?<month>\d\d?)\k<sign>(?<day>\d\d?)|(?<day2>\d\d?)\.(?<month2>\d\d?)\.(?<year2>\d{4})|(?<one>\d\d?)/(?<two>\d\d?)/(?<year4>\d{4})|(?<year3>\d{4})(?<month3>\d\d)(?<day3>\d\d))`;
const CLOCK = String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const ZONE = String.raw`(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?`;
const DATE_TIME = new RegExp(`^${DATE}(?:[T ]+${CLOCK} ?${ZONE})?$`, 'i');
const CLOCK_ALONE = new RegExp(`^(?:${CLOCK}|(?<hour2>\\d\\d)(?<minute2>\\d\\d)(?<second2>\\d\\d)?)$`);
const SLASHED = /^(\d\d?)\/(\d\d?)\/\d{4}(?!\d)/;
const UNIX = /^(-?\d{1,19})(?:\.(\d+))?$/;

/**
 * A time cell as ms since 1970 UTC, NaN when it cannot be read; times without a zone are UTC.
 * Takes ISO 8601 with `-`, `.` or `/`, day.month.year with dots, yyyymmdd, and unix time in s, ms, µs or ns, told apart by
 * size (below 1e11, 1e14, 1e17). Parts of a ms are cut off. Refuses days that do not exist, and 01/02/2024 unless its order is said.
 */
export function readTime(text: string, start: number, end: number, order: DateOrder = 'none'): number {
  const plain = readPlainIso(text, start, end);
  if (plain !== null) return plain;
  const cell = text.slice(start, end);
  const unix = UNIX.exec(cell);
  if (unix !== null) {
    const date = cell.length === 8 ? readDateTime(cell, order) : Number.NaN;
    return Number.isNaN(date) ? unixToMs(Number(cell)) : date;
  }
  return readDateTime(cell, order);
}

/** What a cell says about the order of dates between slashes: the one that can be, `either`, or `null` when it holds no such date. */
export function dateEvidence(cell: string): Exclude<DateOrder, 'none'> | 'either' | null {
  const match = SLASHED.exec(cell);
  if (match === null) return null;
  const [one, two] = [Number(match[1]), Number(match[2])];
  if (one > 12) return 'dayFirst';
  return two > 12 ? 'monthFirst' : 'either';
}

/** A time of day as ms after midnight, NaN when it cannot be read; `09:30`, `09:30:15.5`, `0930` or `093015`. */
export function readClock(text: string, start: number, end: number): number {
  const groups = CLOCK_ALONE.exec(text.slice(start, end))?.groups;
  if (groups === undefined) return Number.NaN;
  return clockToMs(
    groups.hour ?? groups.hour2,
    groups.minute ?? groups.minute2,
    groups.second ?? groups.second2,
    groups.fraction,
  );
}

/** `2024-01-02`, `2024-01-02T09:30:00`, each with an optional Z or ms: what most files hold; `null` for anything else. */
function readPlainIso(text: string, start: number, end: number): number | null {
  const length = end - start;
  if (length < 10 || text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return null;
  const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2);
  const month = twoDigits(text, start + 5);
  const day = twoDigits(text, start + 8);
  if (length === 10) return finiteOrNull(dateToMs(year, month, day));
  if (length < 19 || text.charCodeAt(start + 13) !== 58 || text.charCodeAt(start + 16) !== 58) return null;
  const between = text.charCodeAt(start + 10);
  if (between !== 84 && between !== 32) return null;
  const clock = hmsToMs(
    twoDigits(text, start + 11),
    twoDigits(text, start + 14),
    twoDigits(text, start + 17),
  );
  let after = start + 19;
  let ms = 0;
  if (length >= 23 && text.charCodeAt(after) === 46) {
    ms = twoDigits(text, after + 1) * 10 + (twoDigits(text, after + 2) % 10);
    after += 4;
  }
  if (after < end && (after + 1 !== end || text.charCodeAt(after) !== 90)) return null;
  return finiteOrNull(dateToMs(year, month, day) + clock + ms);
}

function finiteOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function readDateTime(cell: string, order: DateOrder): number {
  const groups = DATE_TIME.exec(cell)?.groups;
  if (groups === undefined) return Number.NaN;
  const { year, year2, year3, year4, month, month2, month3, day, day2, day3, one, two } = groups;
  const { hour, minute, second, fraction, zone } = groups;
  if (one !== undefined && order === 'none') return Number.NaN;
  const [month4, day4] = order === 'monthFirst' ? [one, two] : [two, one];
  const dateMs = dateToMs(
    Number(year ?? year2 ?? year3 ?? year4),
    Number(month ?? month2 ?? month3 ?? month4),
    Number(day ?? day2 ?? day3 ?? day4),
  );
  return dateMs + clockToMs(hour, minute, second, fraction) - zoneToMs(zone);
}

function clockToMs(hour = '0', minute = '0', second = '0', fraction = ''): number {
  return hmsToMs(Number(hour), Number(minute), Number(second)) + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function hmsToMs(hour: number, minute: number, second: number): number {
  return hour <= 23 && minute <= 59 && second <= 59
    ? ((hour * 60 + minute) * 60 + second) * 1000
    : Number.NaN;
}

function zoneToMs(zone = 'Z'): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0'] = match;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -ms : ms;
}

function unixToMs(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) return Math.round(value * 1000);
  if (size < 1e14) return Math.floor(value);
  if (size < 1e17) return Math.floor(value / 1e3);
  return Math.floor(value / 1e6);
}

/** Midnight UTC of a day of the Gregorian calendar; NaN for a day that does not exist. */
function dateToMs(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return Number.NaN;
  // Counts years from March, so that a leap day is the last of its year (Hinnant, "days_from_civil").
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
