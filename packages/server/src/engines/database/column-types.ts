import pg from 'pg';

const INT8 = 20;
const DATE = 1082;

/** int8 as a number (our counts stay far below 2^53), dates as text; everything else as pg does. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
