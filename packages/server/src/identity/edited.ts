/** A thing with those fields replaced that an edit gives; fields left out stay. */
export const edited = <T extends object>(before: T, edit: { readonly [K in keyof T]?: T[K] | undefined }): T => ({
  ...before,
  ...(Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as Partial<T>),
});
