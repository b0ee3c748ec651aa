/**
 * Stands for whatever a room is given, while only its declarations are read: any field of it is it, calling it gives it. Nothing that it
 * answers means anything.
 */
export const stub: never = new Proxy(() => stub, {
  get: (_target, field) => {
    // Neither a promise nor a list: awaited or spread, it ends there.
    if (field === 'then') return undefined;
    if (field === Symbol.iterator) return () => [][Symbol.iterator]();
    if (field === Symbol.toPrimitive) return () => 0;
    return stub;
  },
  construct: () => stub,
}) as never;
