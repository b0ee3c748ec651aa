import { z } from 'zod';

/** Any JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value that was read from JSON, or goes into it; which one is not judged. */
export const Json: z.ZodType<Json> = (z.unknown() as z.ZodType<Json>).meta({
  id: 'Json',
  description: 'Any JSON value',
});
