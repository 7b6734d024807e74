// Which plain scalars go-yaml takes for timestamps, and how they look in JSON.

const form =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?)?$/;

interface Timestamp {
  readonly date: string;
  readonly time: string;
  readonly fraction: string;
  readonly zone: string;
}

/** Whether the text is a date or a date with time in one of the four forms that go-yaml knows. */
export function isTimestamp(text: string): boolean {
  return readTimestamp(text) !== undefined;
}

/** RFC 3339 as Go's JSON writes it; undefined when the text is no timestamp, or its zone cannot be written. */
export function formatTimestamp(text: string): string | undefined {
  const read = readTimestamp(text);
  if (!read || Number(read.zone.slice(1, 3)) > 23) return undefined;
  const fraction = read.fraction.slice(0, 9).replace(/0+$/, '');
  return `${read.date}T${read.time}${fraction && `.${fraction}`}${read.zone}`;
}

function readTimestamp(text: string): Timestamp | undefined {
  if (text.charCodeAt(4) !== 0x2d) return undefined;
  const match = form.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const [hour, minute, second] = [
    match[4] ?? match[9] ?? '0',
    match[5] ?? match[10] ?? '0',
    match[6] ?? match[11] ?? '0',
  ];
  const zone = match[8] ?? 'Z';
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || !isZone(zone)) return undefined;
  return {
    date: [year, pad(month), pad(day)].join('-'),
    time: [hour, minute, second].map(pad).join(':'),
    fraction: match[7] ?? match[12] ?? '',
    zone: normalizeZone(zone),
  };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}

/** Go accepts offsets of up to 24 hours and 60 minutes. */
function isZone(zone: string): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) <= 60);
}

function normalizeZone(zone: string): string {
  if (zone === 'Z') return 'Z';
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (minutes === 0) return 'Z';
  return `${zone[0]}${pad(String(Math.floor(minutes / 60)))}:${pad(String(minutes % 60))}`;
}

function pad(digits: string): string {
  return digits.padStart(2, '0');
}
