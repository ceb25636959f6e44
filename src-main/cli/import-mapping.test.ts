import { describe, expect, it } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import { readMappingOptions } from './import-mapping.ts';

describe('readMappingOptions', () => {
  it('says nothing about a file when nothing is given', () => {
    expect(readMappingOptions({ json: true })).toEqual({});
  });

  it('reads columns, divider, header, time format and zone', () => {
    expect(
      readMappingOptions({
        columns: 'Time, -,open,high,low,close,,bidsize',
        delimiter: 'Semicolon',
        header: 'no',
        'time-format': 'dmy',
        'time-zone': 'america/new_york',
      }),
    ).toEqual({
      columns: ['time', 'ignore', 'open', 'high', 'low', 'close', 'ignore', 'bidSize'],
      delimiter: ';',
      hasHeader: false,
      timeFormat: 'dmy',
      timeZone: 'America/New_York',
    });
    for (const mark of [',', ';', '\t', '|', ' ']) {
      expect(readMappingOptions({ delimiter: mark }).delimiter).toBe(mark);
    }
  });

  it('names the option and what it takes when it cannot be read', () => {
    const wrong: Record<string, string>[] = [
      { columns: 'time,opne' },
      { delimiter: 'x' },
      { header: 'maybe' },
      { 'time-format': 'us' },
      { 'time-zone': 'Mars/Base' },
    ];
    for (const options of wrong) {
      const [option = ''] = Object.keys(options);
      expect(() => readMappingOptions(options)).toThrow(Failure);
      expect(() => readMappingOptions(options)).toThrow(`--${option}: “`);
    }
  });
});
