import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { endLateRequest } from './late-request.ts';

/** What is answered to bytes that are sent without an end. */
async function answerTo(bytes: string, afterMs: number): Promise<string> {
  const server = createServer((request, response) => {
    endLateRequest(request, afterMs);
    request.resume().on('end', () => response.end('whole'));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
      if (text.includes('whole')) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
  socket.destroy();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return answer;
}

const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\n';

test('a body that never comes to its end is answered and cut off', async () => {
  const answer = await answerTo(`${head}ab`, 50);
  expect(answer).toContain('400 Bad Request');
  expect(answer).toContain('did not arrive in time');
});

test('a body that came in time is left alone', async () => {
  expect(await answerTo(`${head}abcd`, 60_000)).toContain('whole');
  expect(await answerTo('GET / HTTP/1.1\r\nhost: a\r\n\r\n', 1)).toContain('whole');
});
