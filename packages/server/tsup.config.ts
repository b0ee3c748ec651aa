import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts', 'src/plugins/plugin-child.ts'],
  format: 'esm',
  dts: { entry: 'src/index.ts' },
  clean: true,
  // node:sqlite has no other name
  removeNodeProtocol: false,
});
