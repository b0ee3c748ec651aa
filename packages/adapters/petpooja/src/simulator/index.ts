export { DEMO_RESTAURANT, type DemoMenuOptions, demoMenu } from './demo-menu.ts';
export {
  menuMessage,
  type StoreMessage,
  type SwitchMessage,
  storeMessage,
  storeQuestion,
  switchMessage,
} from './messages.ts';
export type { ItemPayload, MenuPayload, VariationPayload } from './payload.ts';
export { PetpoojaSimulator, type SimulatedReply, type SimulatorOptions } from './petpooja-simulator.ts';
export {
  DEMO_CREDENTIALS,
  type Provider,
  type ProviderCredentials,
  type ProviderOptions,
  startProvider,
} from './provider-server.ts';
export { SECOND_RESTAURANT, simulator } from './simulator.ts';
export { setPrice, signedTrigger, triggers } from './triggers.ts';
