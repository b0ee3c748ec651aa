export { catalogFile, SHOP_MAPPING } from './shop-files.ts';
export { simulator } from './till-simulator.ts';
