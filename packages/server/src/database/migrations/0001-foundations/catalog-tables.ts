/** What: items, how stores sell them, prices, taxes, choices; and what of them is there. */
export const CATALOG_TABLES = `
create table brands (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, merchant_id, name),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table categories (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  parent_id text collate "C",
  name text not null,
  image_url text,
  rank int not null,
  active boolean not null,
  schedule jsonb not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index categories_of_merchant on categories (tenant_id, merchant_id);
create table catalog_items (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  parent_id text collate "C",
  brand_id text collate "C",
  name text not null,
  description text not null,
  images jsonb not null,
  sellable boolean not null,
  variation_label text,
  base_unit text not null,
  tax_code jsonb,
  diet text not null,
  allergens jsonb not null,
  restrictions jsonb not null,
  attributes jsonb not null,
  translations jsonb not null,
  tags jsonb not null,
  removed boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index items_of_merchant on catalog_items (tenant_id, merchant_id);
create index items_of_parent on catalog_items (tenant_id, parent_id) where parent_id is not null;
create table item_barcodes (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  code text collate "C" not null,
  unit text,
  primary key (tenant_id, item_id, code),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create index barcodes_by_code on item_barcodes (tenant_id, code);
create table item_units (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  name text not null,
  factor bigint not null check (factor > 0),
  primary key (tenant_id, item_id, name),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create table item_components (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  component_id text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, item_id, component_id),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade,
  foreign key (tenant_id, component_id) references catalog_items on delete cascade
);
create table taxes (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  component text not null,
  amount jsonb not null,
  inclusive boolean not null,
  base text not null,
  order_types jsonb not null,
  valid_from date,
  rank int not null,
  active boolean not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table charges (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  store_id text collate "C" not null,
  purpose text not null,
  name text not null,
  scope text not null,
  amount jsonb not null,
  base text not null,
  order_types jsonb not null,
  tax_ids jsonb not null,
  active boolean not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, store_id) references stores on delete cascade
);
create index charges_of_store on charges (tenant_id, store_id);
create table modifier_groups (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  rank int not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table modifier_options (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  group_id text collate "C" not null,
  item_id text collate "C",
  name text not null,
  diet text not null,
  rank int not null,
  removed boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references modifier_groups on delete cascade
);
create index options_of_group on modifier_options (tenant_id, group_id);
create table store_modifier_options (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  option_id text collate "C" not null,
  listed boolean not null,
  price_minor bigint not null check (price_minor >= 0),
  switched_off boolean not null default false,
  switched_off_until timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, store_id, option_id),
  foreign key (tenant_id, store_id) references stores on delete cascade,
  foreign key (tenant_id, option_id) references modifier_options on delete cascade
);
create table item_modifier_groups (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  group_id text collate "C" not null,
  min int not null,
  max int,
  rank int not null,
  primary key (tenant_id, item_id, group_id),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade,
  foreign key (tenant_id, group_id) references modifier_groups on delete cascade
);
create table store_items (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  listed boolean not null,
  category_id text collate "C",
  price_minor bigint check (price_minor >= 0),
  list_price_minor bigint check (list_price_minor >= 0),
  currency text not null,
  per bigint not null check (per > 0),
  tax_ids jsonb not null,
  tax_inclusive boolean,
  packing_charge_minor bigint not null check (packing_charge_minor >= 0),
  order_types jsonb not null,
  schedule jsonb not null,
  max_quantity int,
  rank int not null,
  switched_off boolean not null default false,
  switched_off_until timestamptz,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, store_id, item_id),
  foreign key (tenant_id, store_id) references stores on delete cascade,
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create index store_items_of_item on store_items (tenant_id, item_id);
create table inventory_positions (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  tracking text not null check (tracking in ('counted', 'untracked')),
  on_hand bigint not null default 0 check (on_hand >= 0),
  blocked bigint not null default 0 check (blocked >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  safety_stock bigint not null default 0 check (safety_stock >= 0),
  incoming bigint not null default 0 check (incoming >= 0),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, store_id, item_id),
  foreign key (tenant_id, store_id, item_id) references store_items on delete cascade
);
`;
