import { readContexts } from '../../context/context-file.ts';
import { contextView } from '../../context/context-view.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderTable } from '../../render/table.ts';

export class ContextList extends KiranaCommand {
  static override summary = 'List the saved contexts; keys are not shown';
  static override examples = ['<%= config.bin %> context list'];

  async run() {
    await this.parse(ContextList);
    const { current, contexts } = await readContexts(this.contextsPath());
    const items = Object.entries(contexts).map(([name, context]) => contextView(name, context, name === current));
    this.print(
      renderTable(
        items,
        {
          ' ': (row) => (row.current ? '*' : ' '),
          name: (row) => row.name,
          url: (row) => row.url,
          key: (row) => row.key,
          store: (row) => row.storeId,
          hooks: (row) => row.hooks.join(' '),
        },
        'No context is saved. Run kirana init.',
      ),
    );
    return { items, nextCursor: null, path: this.contextsPath() };
  }
}
