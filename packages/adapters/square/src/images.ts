import type { CatalogObject } from './catalog-object.ts';
import type { CatalogPage } from './catalog-page.ts';
import { idList, idText, readText } from './field-values.ts';

const MOST_IMAGES = 50;

/** Addresses of the images of an object. Undefined: it has some, and the page knows none of them, so nothing is said of them. */
export function readImages({ data, fields }: CatalogObject, { known }: CatalogPage): string[] | undefined {
  const ids = idList(data.image_ids);
  const old = idText(fields.image_id);
  const all = ids.length === 0 && old !== undefined ? [old] : ids;
  const urls = all.flatMap((id) => {
    const image = known.get(id);
    const url = image?.type === 'IMAGE' ? readText(image.data.url, 2_000) : undefined;
    return typeof url === 'string' && /^https?:\/\//i.test(url) ? [url] : [];
  });
  return all.length > 0 && urls.length === 0 ? undefined : urls.slice(0, MOST_IMAGES);
}
