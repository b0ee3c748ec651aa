import { describe, expect, test } from 'vitest';
import { createKirana } from './index.ts';
import { sendJson, sendProblem, startTestServer } from './test-server.ts';

const CONNECTION = 'con_01k4f2m8r5e6s9v0a1b2c3d4e5';

describe('uploads', () => {
  test('send a file as it is, with what it is and where it goes', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, { id: 'upl_1' }, 201));
    const kirana = createKirana({ baseUrl: server.url, key: 'k' });
    const bodies = ['a,b\n', new TextEncoder().encode('a,b\n'), new Blob(['a,b\n']), new Blob(['a,b\n']).stream()];
    for (const body of bodies) {
      const options = { contentType: 'text/csv', location: 'north', fileName: 'a b.csv' };
      expect(await kirana.uploads.create(CONNECTION, body, options)).toEqual({ id: 'upl_1' });
    }
    expect(server.heard).toHaveLength(bodies.length);
    for (const { method, url, headers, body } of server.heard) {
      expect(method).toBe('POST');
      expect(url).toBe(`/v1/connections/${CONNECTION}/uploads?location=north&fileName=a%20b.csv`);
      expect(headers['content-type']).toBe('text/csv');
      expect(headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
      expect(body).toBe('a,b\n');
    }
    await server.close();
  });

  test('are sent again under the same key, but for a stream', async () => {
    const server = await startTestServer((_request, response, count) =>
      count % 2 === 1
        ? sendProblem(response, 503, 'ARCHIVE_UNAVAILABLE', { retryable: true })
        : sendJson(response, { id: 'upl_2' }, 201),
    );
    const kirana = createKirana({ baseUrl: server.url, key: 'k' });
    expect(await kirana.uploads.create(CONNECTION, new Blob(['a']), { contentType: 'text/csv' })).toEqual({
      id: 'upl_2',
    });
    expect(new Set(server.heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    const stream = new Blob(['a']).stream();
    await expect(kirana.uploads.create(CONNECTION, stream, { contentType: 'text/csv' })).rejects.toThrow(
      'ARCHIVE_UNAVAILABLE',
    );
    expect(server.heard).toHaveLength(3);
    await server.close();
  });

  test('are read one by one', async () => {
    const server = await startTestServer(({ url }, response) =>
      sendJson(response, url.endsWith('upl_1') ? { id: 'upl_1' } : { items: [{ id: url }], nextCursor: null }),
    );
    const kirana = createKirana({ baseUrl: server.url, key: 'k' });
    expect(await kirana.uploads.get('upl_1')).toEqual({ id: 'upl_1' });
    expect(await Array.fromAsync(kirana.uploads.problems('upl_1'))).toEqual([{ id: '/v1/uploads/upl_1/problems' }]);
    expect(await Array.fromAsync(kirana.uploads.list({ connectionId: 'c' }))).toEqual([
      { id: '/v1/uploads?connectionId=c' },
    ]);
    await server.close();
  });
});
