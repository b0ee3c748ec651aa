// Named, so that logs at Shopify tell who asks what. Lists are small enough for one query to stay under the most it may cost (1,000 points).

const PRODUCT = `id title handle descriptionHtml status vendor productType tags updatedAt
  options { name }
  featuredMedia { preview { image { url } } }`;

const VARIANT = `id title price compareAtPrice sku barcode position taxable inventoryPolicy updatedAt
  selectedOptions { name value }
  inventoryItem { id tracked }`;

const LEVEL = 'id updatedAt location { id } item { id tracked } quantities(names: ["available"]) { name quantity }';

export const SHOP_QUERY = `query KiranaShop {
  shop { name currencyCode ianaTimezone }
  currentAppInstallation { accessScopes { handle } }
}`;

export const CHANGED_PRODUCTS_QUERY = `query KiranaChangedProducts($changed: String!, $after: String) {
  products(first: 5, after: $after, query: $changed, sortKey: UPDATED_AT) {
    nodes {
      ${PRODUCT}
      variants(first: 50) { nodes { ${VARIANT} } pageInfo { hasNextPage endCursor } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const MORE_VARIANTS_QUERY = `query KiranaMoreVariants($product: ID!, $after: String) {
  product(id: $product) {
    ${PRODUCT}
    variants(first: 100, after: $after) { nodes { ${VARIANT} } pageInfo { hasNextPage endCursor } }
  }
}`;

export const CHANGED_LEVELS_QUERY = `query KiranaChangedLevels($location: ID!, $changed: String!, $after: String) {
  location(id: $location) {
    inventoryLevels(first: 100, after: $after, query: $changed) {
      nodes { ${LEVEL} }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export const START_BULK_MUTATION = `mutation KiranaStartBulk($query: String!) {
  bulkOperationRunQuery(query: $query) {
    bulkOperation { id status }
    userErrors { code field message }
  }
}`;

export const BULK_QUERY = `query KiranaBulk($id: ID!) {
  node(id: $id) { ... on BulkOperation { id status errorCode createdAt url } }
}`;

/** Each variant line says what it needs of its product: lines of one product can be far apart. */
export const CATALOG_IN_BULK = `{
  products { edges { node {
    ${PRODUCT}
    variants { edges { node { ${VARIANT} product { id title status productType updatedAt } } } }
  } } }
}`;

export const STOCK_IN_BULK = `{
  inventoryItems { edges { node {
    id
    inventoryLevels { edges { node { ${LEVEL} } } }
  } } }
}`;

const STOCKED = `id tracked
  inventoryLevel(locationId: $location) { id quantities(names: ["available"]) { name quantity } }`;

export const LEVELS_QUERY = `query KiranaLevels($ids: [ID!]!, $location: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem { ${STOCKED} }
    ... on ProductVariant { inventoryItem { ${STOCKED} } }
  }
}`;

export const SET_QUANTITIES_MUTATION = `mutation KiranaSetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`;
