/** A menu as PetPooja sends it: the fields of API 2.1.0 that this adapter reads or that partners were seen to receive. Texts almost everywhere. */
export interface MenuPayload {
  success: string;
  message?: string;
  restaurants: RestaurantPayload[];
  ordertypes: { ordertypeid: number; ordertype: string }[];
  group_categories: unknown[];
  categories: CategoryPayload[];
  parentcategories: { id: string; name: string; rank: string; image_url: string; status: string }[];
  items: ItemPayload[];
  variations: { variationid: string; name: string; groupname: string; status: string }[];
  addongroups: AddOnGroupPayload[];
  attributes: { attributeid: string; attribute: string; active: string }[];
  taxes: Record<string, string>[];
  discounts: unknown[];
  serverdatetime: string;
  db_version: string;
  application_version: string;
  http_code: number;
}

export interface RestaurantPayload {
  restaurantid: string;
  active: string;
  details: Record<string, string | number> & { menusharingcode: string };
}

export interface CategoryPayload {
  categoryid: string;
  active: string;
  categoryrank: string;
  parent_category_id: string;
  categoryname: string;
  /** "" or JSON inside the text. */
  categorytimings: string;
  category_image_url: string;
}

export interface AddOnUse {
  addon_group_id: string;
  addon_item_selection_min: string;
  addon_item_selection_max: string;
}

export interface VariationPayload {
  id: string;
  variationid: string;
  name: string;
  groupname: string;
  price: string;
  active: string;
  item_packingcharges: string;
  variationrank: string;
  addon: AddOnUse[];
  variationallowaddon: number;
}

export interface ItemPayload {
  itemid: string;
  itemallowvariation: string;
  itemrank: string;
  item_categoryid: string;
  item_ordertype: string;
  item_packingcharges: string;
  itemallowaddon: string;
  itemaddonbasedon: string;
  item_favorite: string;
  ignore_taxes: string;
  ignore_discounts: string;
  /** "2" in stock, "1" out. */
  in_stock: string;
  cuisine: string[];
  variation_groupname: string;
  variation: VariationPayload[];
  addon: AddOnUse[];
  itemname: string;
  item_attributeid: string;
  itemdescription: string;
  minimumpreparationtime: string;
  price: string;
  active: string;
  item_tags: string[];
  item_info: { spice_level: string };
  item_image_url: string;
  item_tax: string;
  tax_inclusive: boolean;
  gst_type: string;
  nutrition: Record<string, unknown>;
}

export interface AddOnGroupPayload {
  addongroupid: string;
  addongroup_rank: string;
  active: string;
  addongroupitems: {
    addonitemid: string;
    addonitem_name: string;
    addonitem_price: string;
    active: string;
    attributes: string;
    addonitem_rank: string;
  }[];
  addongroup_name: string;
}
