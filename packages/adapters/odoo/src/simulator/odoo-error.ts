import type { SimulatedAnswer } from '@kirana/adapter/simulator';

/** An exception of Odoo's, as JSON-2 tells it. */
export class OdooError extends Error {
  readonly status: number;
  readonly python: string;

  constructor(status: number, python: string, message: string) {
    super(message);
    this.status = status;
    this.python = python;
  }

  get answer(): SimulatedAnswer {
    const { status, python, message } = this;
    return {
      status,
      body: {
        name: python,
        message,
        arguments: python.startsWith('werkzeug') ? [message, status] : [message],
        context: {},
        debug: `Traceback (most recent call last):\n  (a simulator has none)\n${python}: ${message}\n`,
      },
    };
  }
}

export const userError = (message: string) => new OdooError(422, 'odoo.exceptions.UserError', message);
export const invalidField = (model: string, field: string) =>
  new OdooError(500, 'builtins.ValueError', `Invalid field '${field}' on '${model}'`);
