// Generated from openapi/asyncapi.json by `npm run generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        BaseUnit: "piece" | "g" | "ml";
        /** @description On hand but not sellable, by kind */
        BlockedStock: {
            damaged: components["schemas"]["Quantity"];
            quality_check: components["schemas"]["Quantity"];
            recalled: components["schemas"]["Quantity"];
            expired: components["schemas"]["Quantity"];
        };
        /**
         * @description Names one brand
         * @example brd_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        BrandId: string;
        Category: {
            id: components["schemas"]["CategoryId"];
            merchantId: components["schemas"]["MerchantId"];
            parentId: components["schemas"]["CategoryId"] | null;
            name: string;
            imageUrl: string | null;
            rank: number;
            active: boolean;
            schedule: components["schemas"]["Schedule"];
            removed: boolean;
        };
        CategoryChangedData: {
            category: components["schemas"]["Category"];
        };
        /**
         * @description Names one category
         * @example cat_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        CategoryId: string;
        ChargeChangedData: {
            chargeId: components["schemas"]["ChargeId"];
            storeId: components["schemas"]["StoreId"];
            charge: {
                /** @enum {string} */
                purpose: "packing" | "service" | "delivery";
                name: string;
                /** @enum {string} */
                scope: "order" | "item";
                amount: components["schemas"]["TaxAmount"];
                /** @enum {string} */
                base: "core" | "total";
                orderTypes: components["schemas"]["OrderType"][];
                active: boolean;
                taxIds: components["schemas"]["TaxId"][];
            };
            removed: boolean;
        };
        /**
         * @description Names one charge
         * @example chg_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ChargeId: string;
        CloudEvent: {
            /** @constant */
            specversion: "1.0";
            id: components["schemas"]["EventId"];
            /** @example kirana/tnt_01k4f2m8r5e6s9v0a1b2c3d4e5/store:sto_01k4f2m8r5e6s9v0a1b2c3d4e5 */
            source: string;
            /** @example kirana.price.changed.v1 */
            type: string;
            subject: string;
            time: components["schemas"]["Instant"];
            /** @constant */
            datacontenttype: "application/json";
            /** @description Gapless in its stream, 20 digits so that text order is number order */
            sequence: string;
            /** @description The stream */
            partitionkey: string;
            actor: string;
            requestid: string;
            causationid?: string;
            data: components["schemas"]["Json"];
        };
        CommandFinishedData: {
            commandId: components["schemas"]["CommandId"];
            connectionId: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            kind: "stock.set" | "store.status";
            /** @enum {string} */
            status: "done" | "refused" | "failed";
        };
        /**
         * @description Names one command
         * @example cmd_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        CommandId: string;
        /**
         * @description Names one connection
         * @example con_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ConnectionId: string;
        /** @example INR */
        Currency: string;
        DayWindow: {
            from: components["schemas"]["LocalTime"];
            to: components["schemas"]["LocalTime"];
        };
        /** @example 2.5 */
        DecimalText: string;
        DeliveryFinishedData: {
            deliveryId: components["schemas"]["DeliveryId"];
            connectionId: components["schemas"]["ConnectionId"] | null;
            /** @enum {string} */
            status: "applied" | "duplicate" | "stale" | "dead";
            code: string | null;
            /** @description Entities that really changed */
            changed: number;
            problems: number;
        };
        /**
         * @description Names one delivery
         * @example dlv_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        DeliveryId: string;
        DeliveryReceivedData: {
            deliveryId: components["schemas"]["DeliveryId"];
            connectionId: components["schemas"]["ConnectionId"] | null;
            lane: string;
        };
        /** @enum {string} */
        Diet: "veg" | "non_veg" | "egg" | "vegan" | "other" | "unknown";
        /**
         * @description Names one event
         * @example evt_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        EventId: string;
        HoursException: {
            /** Format: date */
            date: string;
            windows: components["schemas"]["DayWindow"][];
            reason?: string;
        };
        /**
         * Format: date-time
         * @example 2026-11-22T10:00:00.000Z
         */
        Instant: string;
        Item: {
            id: components["schemas"]["ItemId"];
            merchantId: components["schemas"]["MerchantId"];
            parentId: components["schemas"]["ItemId"] | null;
            brandId: components["schemas"]["BrandId"] | null;
            name: string;
            description: string;
            images: string[];
            /** @description False for a parent whose variations are what is sold */
            sellable: boolean;
            /** @description Group the variations differ by: Size, Quantity */
            variationLabel: string | null;
            baseUnit: components["schemas"]["BaseUnit"];
            taxCode: {
                /** @enum {string} */
                scheme: "hsn" | "sac" | "other";
                code: string;
            } | null;
            diet: components["schemas"]["Diet"];
            allergens: string[];
            restrictions: components["schemas"]["Restrictions"];
            attributes: {
                [key: string]: components["schemas"]["Json"];
            };
            translations: {
                [key: string]: {
                    name?: string;
                    description?: string;
                };
            };
            tags: string[];
            barcodes: {
                code: string;
                unit: string | null;
            }[];
            removed: boolean;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        ItemChangedData: {
            item: components["schemas"]["Item"];
            changed: string[];
        };
        /**
         * @description Names one item
         * @example itm_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ItemId: string;
        /** @description Any JSON value */
        Json: unknown;
        /** @example 09:30 */
        LocalTime: string;
        /**
         * @description Names one merchant
         * @example mer_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        MerchantId: string;
        ModifierGroup: {
            id: components["schemas"]["ModifierGroupId"];
            merchantId: components["schemas"]["MerchantId"];
            name: string;
            rank: number;
            options: components["schemas"]["ModifierOption"][];
            removed: boolean;
        };
        ModifierGroupChangedData: {
            modifierGroup: components["schemas"]["ModifierGroup"];
        };
        /**
         * @description Names one modifierGroup
         * @example mgr_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ModifierGroupId: string;
        ModifierOption: {
            id: components["schemas"]["ModifierOptionId"];
            name: string;
            /** @description The item this option is, if it is one */
            itemId: components["schemas"]["ItemId"] | null;
            diet: components["schemas"]["Diet"];
            rank: number;
        };
        ModifierOptionChangedData: {
            storeId: components["schemas"]["StoreId"];
            optionId: components["schemas"]["ModifierOptionId"];
            listed: boolean;
            priceMinor: number;
            switch: components["schemas"]["Switch"];
        };
        /**
         * @description Names one modifierOption
         * @example mop_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ModifierOptionId: string;
        OpeningHours: {
            weekly: components["schemas"]["Schedule"];
            exceptions: components["schemas"]["HoursException"][];
        };
        /** @enum {string} */
        OrderType: "delivery" | "pickup" | "dine_in";
        OrderabilityChangedData: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            /** @description Stock lets a base unit be ordered; switches, hours and the rest have events of their own */
            inStock: boolean;
            /** @description Null: in stock */
            reason: ("OUT_OF_STOCK" | "STOCK_BLOCKED") | null;
            /** @description Null: not tracked */
            sellable: components["schemas"]["Quantity"] | null;
            /** @description What takes this item as a part: it may have changed with it */
            usedIn: components["schemas"]["ItemId"][];
        };
        Position: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            tracking: components["schemas"]["Tracking"];
            /** @description Physically at the store */
            onHand: components["schemas"]["Quantity"];
            blocked: components["schemas"]["BlockedStock"];
            /** @description Promised to open orders, also by holds past expiry that no write has ended yet */
            reserved: components["schemas"]["Quantity"];
            /** @description Kept back from every channel */
            safetyStock: components["schemas"]["Quantity"];
            /** @description Ordered from a supplier, not yet received */
            incoming: components["schemas"]["Quantity"];
            /** @description Of its last entry; 0: none yet */
            sequence: number;
        };
        Price: {
            /** @description Minor units: paise, cents */
            priceMinor: number;
            currency: components["schemas"]["Currency"];
            /**
             * @description Base units the price is for: 1 piece, 1000 g
             * @default 1
             */
            per: number;
            /** @description Maximum retail price (MRP), same units */
            listPriceMinor?: number;
        };
        PriceChangedData: {
            storeItem: components["schemas"]["StoreItem"];
            changed: string[];
        };
        /** @description Base units */
        Quantity: number;
        /** @description Base units more, or fewer when below zero */
        QuantityDelta: number;
        QuarantineDecidedData: {
            quarantineId: components["schemas"]["QuarantineId"];
            /** @enum {string} */
            decision: "approved" | "rejected";
        };
        /**
         * @description Names one quarantine
         * @example qua_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        QuarantineId: string;
        QuarantineOpenedData: {
            quarantineId: components["schemas"]["QuarantineId"];
            code: string;
            storeId: components["schemas"]["StoreId"] | null;
            itemId: components["schemas"]["ItemId"] | null;
        };
        Restrictions: {
            minimumAgeYears?: number;
            prescription?: boolean;
        };
        Schedule: components["schemas"]["WeeklyWindow"][];
        StockChangedData: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            position: components["schemas"]["Position"];
            /** @description Below zero only where promises are not covered */
            ats: components["schemas"]["QuantityDelta"];
            /** @description Null: not tracked */
            sellable: components["schemas"]["Quantity"] | null;
            oversold: components["schemas"]["Quantity"];
            /** @description Sequences of the entries told of, both included */
            entries: {
                from: number;
                to: number;
            };
        };
        StockShortfallData: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            /** @description Units that left beyond what was on hand */
            missing: components["schemas"]["Quantity"];
            /** @description Promised units that are not covered now */
            oversold: components["schemas"]["Quantity"];
            /** @description Of the position's last entry */
            sequence: number;
        };
        Store: {
            id: components["schemas"]["StoreId"];
            merchantId: components["schemas"]["MerchantId"];
            name: string;
            kind: components["schemas"]["StoreKind"];
            zone: components["schemas"]["Zone"];
            currency: components["schemas"]["Currency"];
            /**
             * @description BCP 47
             * @example en-IN
             */
            defaultLocale: string;
            hours: components["schemas"]["OpeningHours"];
            /** @description When the trading day begins; "end of day" is the next one */
            businessDayStart: components["schemas"]["LocalTime"];
            status: components["schemas"]["StoreStatus"];
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        StoreChangedData: {
            store: components["schemas"]["Store"];
            changed: string[];
        };
        /**
         * @description Names one store
         * @example sto_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        StoreId: string;
        StoreItem: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            listed: boolean;
            categoryId: components["schemas"]["CategoryId"] | null;
            price: components["schemas"]["Price"] | null;
            taxIds: components["schemas"]["TaxId"][];
            /** @description Overrides the taxes; null: as each tax says */
            taxInclusive: boolean | null;
            packingChargeMinor: number;
            /** @description Empty: all */
            orderTypes: components["schemas"]["OrderType"][];
            schedule: components["schemas"]["Schedule"];
            maxQuantity: number | null;
            rank: number;
            switch: components["schemas"]["Switch"];
            removed: boolean;
            updatedAt: components["schemas"]["Instant"];
        };
        StoreItemChangedData: {
            storeItem: components["schemas"]["StoreItem"];
            changed: string[];
        };
        /** @enum {string} */
        StoreKind: "restaurant" | "dark_store" | "retail";
        StoreStatus: {
            /** @enum {string} */
            state: "open" | "closed" | "paused";
            returnAt: components["schemas"]["Instant"] | null;
            reason: string | null;
        };
        /** @description Off until then; null: until switched on */
        Switch: {
            on: boolean;
            until: components["schemas"]["Instant"] | null;
        };
        SwitchChangedData: {
            storeItem: components["schemas"]["StoreItem"];
            changed: string[];
        };
        SyncFinishedData: {
            syncId: components["schemas"]["SyncId"];
            connectionId: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            status: "done" | "failed";
            drift: number;
        };
        /**
         * @description Names one sync
         * @example syn_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        SyncId: string;
        TaxAmount: {
            /** @constant */
            kind: "rate";
            percent: components["schemas"]["DecimalText"];
        } | {
            /** @constant */
            kind: "fixed";
            amountMinor: number;
        };
        TaxChangedData: {
            taxId: components["schemas"]["TaxId"];
            merchantId: components["schemas"]["MerchantId"];
            tax: {
                name: string;
                component: components["schemas"]["TaxComponent"];
                amount: components["schemas"]["TaxAmount"];
                /** @description Prices already contain this tax */
                inclusive: boolean;
                /**
                 * @description core: the item price; total: after other taxes and charges
                 * @enum {string}
                 */
                base: "core" | "total";
                /** @description Empty: all order types */
                orderTypes: components["schemas"]["OrderType"][];
                validFrom: string | null;
                rank: number;
                active: boolean;
            };
            removed: boolean;
        };
        /** @enum {string} */
        TaxComponent: "cgst" | "sgst" | "igst" | "cess" | "vat" | "sales_tax" | "other";
        /**
         * @description Names one tax
         * @example tax_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        TaxId: string;
        /** @enum {string} */
        Tracking: "counted" | "untracked";
        WeeklyWindow: {
            days: number[];
            from: components["schemas"]["LocalTime"];
            to: components["schemas"]["LocalTime"];
        };
        /** @example Asia/Kolkata */
        Zone: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
/** What an event of each kind tells. */
export interface EventData {
    "item.changed": components["schemas"]["ItemChangedData"];
    "category.changed": components["schemas"]["CategoryChangedData"];
    "tax.changed": components["schemas"]["TaxChangedData"];
    "charge.changed": components["schemas"]["ChargeChangedData"];
    "modifier_group.changed": components["schemas"]["ModifierGroupChangedData"];
    "modifier_option.changed": components["schemas"]["ModifierOptionChangedData"];
    "store_item.changed": components["schemas"]["StoreItemChangedData"];
    "price.changed": components["schemas"]["PriceChangedData"];
    "switch.changed": components["schemas"]["SwitchChangedData"];
    "store.changed": components["schemas"]["StoreChangedData"];
    "stock.changed": components["schemas"]["StockChangedData"];
    "orderability.changed": components["schemas"]["OrderabilityChangedData"];
    "stock.shortfall": components["schemas"]["StockShortfallData"];
    "delivery.received": components["schemas"]["DeliveryReceivedData"];
    "delivery.finished": components["schemas"]["DeliveryFinishedData"];
    "quarantine.opened": components["schemas"]["QuarantineOpenedData"];
    "quarantine.decided": components["schemas"]["QuarantineDecidedData"];
    "sync.finished": components["schemas"]["SyncFinishedData"];
    "command.finished": components["schemas"]["CommandFinishedData"];
}
