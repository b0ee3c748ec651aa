import type { SimulatedAnswer, SimulatedCall } from '@kirana/adapter/simulator';
import { DEMO } from './demo-shop.ts';
import { pythonJson } from './documents.ts';
import { answerList, Refused } from './list-query.ts';
import { insertReconciliation, updateReconciliation } from './reconciliations.ts';
import type { Site } from './site.ts';

const RECONCILIATION = 'Stock Reconciliation';
const ADDED_FIELDS: Readonly<Record<string, readonly string[]>> = { [RECONCILIATION]: [DEMO.commandField, 'company'] };

/** A connection for each call, as gunicorn's plain workers keep none. */
const json = (status: number, body: unknown): SimulatedAnswer => ({
  status,
  headers: { connection: 'close' },
  body: pythonJson(body),
});

/** An exception as Frappe tells it. */
const failure = (status: number, type: string, message: string): SimulatedAnswer =>
  json(status, {
    exception: `frappe.exceptions.${type}: ${message}`,
    exc_type: type,
    _server_messages: JSON.stringify([JSON.stringify({ message, title: 'Message', indicator: 'red' })]),
  });

function bodyOf({ body }: SimulatedCall): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function answerDocument(site: Site, call: SimulatedCall, doctype: string, name: string): SimulatedAnswer {
  const known = site.documents.get(doctype, name);
  if (known === undefined) return failure(404, 'DoesNotExistError', `${doctype} ${name} not found`);
  switch (call.method) {
    case 'GET':
      return json(200, { data: { ...known, doctype } });
    case 'PUT':
      if (doctype !== RECONCILIATION) return failure(403, 'PermissionError', `No permission for ${doctype}`);
      return json(200, { data: updateReconciliation(site, known, bodyOf(call)) });
    case 'DELETE':
      if (known.docstatus === 1) throw new Refused('ValidationError', 'Submitted Record cannot be deleted.');
      site.documents.delete(doctype, name);
      return json(202, { data: 'ok' });
    default:
      return failure(405, 'MethodNotAllowed', 'Method not allowed');
  }
}

function answerResource(site: Site, call: SimulatedCall, doctype: string, name: string | undefined): SimulatedAnswer {
  const documents = site.documents.all(doctype);
  if (documents === undefined) return failure(404, 'DoesNotExistError', `DocType ${doctype} not found`);
  if (name !== undefined) return answerDocument(site, call, doctype, name);
  if (call.method === 'GET') {
    return json(200, { data: answerList(documents, call.query, ADDED_FIELDS[doctype] ?? []) });
  }
  if (call.method !== 'POST' || doctype !== RECONCILIATION) {
    return failure(403, 'PermissionError', `No permission for ${doctype}`);
  }
  return json(200, { data: insertReconciliation(site, bodyOf(call)) });
}

/** The REST API, version 1, as far as an adapter calls it. */
export function answerCall(site: Site, call: SimulatedCall): SimulatedAnswer {
  if (call.headers.authorization !== `token ${DEMO.apiKey}:${DEMO.apiSecret}`) {
    return failure(401, 'AuthenticationError', 'Invalid API key or secret');
  }
  if (call.path === '/api/method/frappe.auth.get_logged_user') return json(200, { message: 'kirana@juniper.example' });
  const [, doctype, name] = /^\/api\/resource\/([^/]+)(?:\/([^/]+))?\/?$/.exec(call.path) ?? [];
  if (doctype === undefined) return failure(404, 'PageDoesNotExistError', 'Page not found');
  try {
    const named = name === undefined ? undefined : decodeURIComponent(name);
    return answerResource(site, call, decodeURIComponent(doctype), named);
  } catch (error) {
    if (error instanceof Refused) return failure(417, error.type, error.message);
    throw error;
  }
}
