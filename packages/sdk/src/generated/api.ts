// Generated from openapi/openapi.json by `npm run generate`. Do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The engines answer; 503 names which do not
         * @description Trouble with the cache is told but does not make it unready. The answer is at most a second old.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Installed adapters: what they can do and which settings and secrets they take */
        get: operations["listAdapters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what providers were asked to do, the newest first */
        get: operations["listCommands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what came of a command */
        get: operations["getCommand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections; a key bound to a store sees those of its store */
        get: operations["listConnections"];
        put?: never;
        /** Connect an account of a source to a merchant */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a connection; a new rank, authority or settle time counts from the next delivery on */
        patch: operations["editConnection"];
        trace?: never;
    };
    "/v1/connections/{connectionId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider whether the credentials are good */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a provider to set stock, or to stop or go on taking orders
         * @description Answers at once; the commands of one connection are sent one after the other, and tried again when the provider cannot be reached. What came of one is told by `getCommand` and the event `command.finished`.
         */
        post: operations["sendCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Locations of a connection and the stores they are */
        get: operations["listLocations"];
        /** Say which store a location is; replay its deliveries if some came before */
        put: operations["putLocation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/locations/{location}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget which store a location is; what it brought stays */
        delete: operations["deleteLocation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The provider's ids and what they name */
        get: operations["listMappings"];
        /** Say what a provider's id names: another entity of the same merchant and kind */
        put: operations["putMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold back what comes in; it is kept and waits in order */
        post: operations["pauseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was paused or held; what waited is applied in order */
        post: operations["resumeConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pull from the provider
         * @description Answers at once; the sync goes on by itself. One that has not begun yet is shared.
         */
        post: operations["startSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connectionId}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description The body is the file, of any size up to the limit of the server; Content-Type says what it is, and it may be compressed (Content-Encoding). It is taken while it comes, and applied in parts: what was taken of a file that breaks off stays applied, and nothing is removed. Answers when all of it is taken; what becomes of it `GET /v1/uploads/{uploadId}` tells. With an Idempotency-Key the same upload is taken once; after one that failed the key takes the file anew.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what could not be applied, the newest first */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a dead letter */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply the delivery of a dead letter again
         * @description The whole delivery, in its lane; what was applied before, and what is newer, stays. Answers when it is done, or after 30 s while other work is before it. What is in the way is told at once: a paused or held connection, or a lane that is tried again later; `params.queued` says whether the delivery waits there now.
         */
        post: operations["retryDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a dead letter aside: nothing more is to be done about it */
        post: operations["skipDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deliveries, the newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery and its dead letters */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{deliveryId}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the archived body, without its secrets
         * @description Plain text. Values of keys that look secret and the known secrets of the source are taken out.
         */
        get: operations["getDeliveryRaw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dispatches/{dispatchId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event to its subscription again
         * @description It is queued and tried like a new one, under the same `webhook-id`.
         */
        post: operations["resendDispatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{hookToken}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        get: operations["receiveHookByGet"];
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        put: operations["receiveHookByPut"];
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        post: operations["receiveHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{hookToken}/{endpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        get: operations["receiveHookAtByGet"];
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        put: operations["receiveHookAtByPut"];
        /**
         * Receive a message of a provider
         * @description The hook token names the source; its adapter says how a message proves itself and what the reply looks like.
         */
        post: operations["receiveHookAt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit what a merchant sells: the values given beat every provider until they are released */
        patch: operations["editItem"];
        trace?: never;
    };
    "/v1/items/{itemId}/edits/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give a field of an item back to the providers */
        delete: operations["releaseItemEdit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys, without their texts */
        get: operations["listKeys"];
        put?: never;
        /** Make an API key; its text is in this answer only */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key and the browser tokens made with it; in force within 5 seconds everywhere */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow everything that happens, from now on (server-sent events)
         * @description All streams of the tenant: stores, merchants, connections. For people who watch: it starts from now and cannot be resumed, because there is no order over streams. To miss nothing, follow stores, or subscribe to webhooks.
         */
        get: operations["followTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Things that may be one; a person decides */
        get: operations["listMatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/matches/{matchId}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether they are one */
        post: operations["decideMatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merchants; a key bound to a store sees the one of its store */
        get: operations["listMerchants"];
        put?: never;
        /** Make a merchant */
        post: operations["createMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One merchant */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the name or the rounding rule; fields left out stay */
        patch: operations["editMerchant"];
        trace?: never;
    };
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List changes that wait for a person, the newest first */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{quarantineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a change that waits for a person */
        get: operations["getQuarantined"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{quarantineId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do what was held: take the price, or remove what the list leaves out */
        post: operations["approveQuarantined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{quarantineId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave things as they are */
        post: operations["rejectQuarantined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List replays, the newest first */
        get: operations["listReplays"];
        put?: never;
        /**
         * Apply old deliveries again, or tell what that would change
         * @description Answers at once with the count; the replay goes on by itself, in the order of arrival. Duplicates and pending deliveries are left out. Replaying twice changes nothing.
         */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a replay: progress, outcomes, diff */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replays/{replayId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a replay after the delivery in hand */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources */
        get: operations["listSources"];
        put?: never;
        /** Make a source of an adapter; the hook URL is in this answer only */
        post: operations["createSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{sourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source; of its secrets only the names */
        get: operations["getSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, settings (as a whole) or whether unsigned messages are taken */
        patch: operations["editSource"];
        trace?: never;
    };
    "/v1/sources/{sourceId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a secret; the value before is accepted until the grace is over */
        post: operations["rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{sourceId}/rotate-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the source a new hook URL; the one before works until the grace is over */
        post: operations["rotateHookToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stores; a key bound to a store sees that one */
        get: operations["listStores"];
        put?: never;
        /** Make a store of a merchant */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One store */
        get: operations["getStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a store; fields left out stay */
        patch: operations["editStore"];
        trace?: never;
    };
    "/v1/stores/{storeId}/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole menu of a store, with what can be ordered now and why not
         * @description Served from prepared bytes. Send `If-None-Match` to get 304 while nothing changed.
         */
        get: operations["getCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/external-items/{connectionId}/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item by the id that a provider calls it by */
        get: operations["getStoreItemByExternalId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items of a store, listed or not, page by page */
        get: operations["listStoreItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item or variation as this store sells it */
        get: operations["getStoreItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit an item at a store: price, listing, category, times, switch */
        patch: operations["editStoreItem"];
        trace?: never;
    };
    "/v1/stores/{storeId}/items/{itemId}/edits/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give a field of an item at a store back to the providers */
        delete: operations["releaseStoreItemEdit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/items/{itemId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an item can or cannot be ordered, and which delivery, entry and rule made it so
         * @description For now, and for a past instant as far as the event log and the ledger reach; `unknown` says what the answer cannot know.
         */
        get: operations["explainItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/items/{itemId}/orderability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May this item be ordered, and if not, why and until when */
        get: operations["getOrderability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/items/{itemId}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who says what of an item: each connection, and the people who edited it */
        get: operations["getItemSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a store live (server-sent events)
         * @description Each event has the kind as its name, a CloudEvent as its data, and as its id the version of the store after it. Take a snapshot, then connect with its `version` as `lastEventId`: nothing is missed and nothing comes twice. Who asks for kinds of stock gets ids that also say where that stands. A stream starts with `hello` (`{version, resumed}`), or with `resync` (`{version, reason}`) when too much was missed: take a snapshot of at least that version and go on. `resync` may also come later. A comment comes every 15 seconds. The stream ends now and then: connect again with the last id, on any server.
         */
        get: operations["followStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/orderability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of a whole store may be ordered */
        get: operations["getStoreOrderability"];
        put?: never;
        /**
         * May these lines be ordered, each and together, and if not, why and until when
         * @description Asks and changes nothing. What it says is what reserving the same lines would decide.
         */
        post: operations["askOrderability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reservations of a store, the newest first */
        get: operations["listReservations"];
        put?: never;
        /**
         * Hold stock for an order for a while: all of it or nothing, unless best effort is asked for
         * @description The id is yours: repeat the very same call as often as you like and hear the first answer. An `Idempotency-Key` is not looked at. `STOCK_INSUFFICIENT` carries `params.shortfalls`, `NOT_ORDERABLE` carries `params.reasons`; after a refusal the id is still free.
         */
        post: operations["reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/reservations/{reservationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reservation as it is now */
        get: operations["getReservation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/reservations/{reservationId}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The goods are handed over, all or some: the rest goes back
         * @description Ends it once. The same call again hears the same answer; any other ending is refused.
         */
        post: operations["commitReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/reservations/{reservationId}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold until so long from now: never shorter than it does, never beyond its longest life */
        post: operations["extendReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/reservations/{reservationId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The order is off: what was held is free again */
        post: operations["releaseReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what was sold without a reservation, also late and offline
         * @description Never refused for stock: the goods are gone. What was not on hand as far as we knew is a discrepancy and a shortfall. The sale id is yours: repeated with the same body it is one sale, with another body it is refused. An `Idempotency-Key` is not looked at.
         */
        post: operations["recordSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/shortfalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goods that left beyond what was on hand and promises not covered, the newest first */
        get: operations["listStockShortfalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Open, close or pause a store; with `returnAt` it opens again by itself */
        put: operations["setStoreStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stock of a store, item by item */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A source has these entries of ours in its own books
         * @description For a connection with `acknowledgesSales`: what it counts from then on has them in. The first word counts, and may be repeated. An `Idempotency-Key` is not looked at.
         */
        post: operations["acknowledgeStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * So many units more, or fewer when below zero
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Units on hand that may not be sold, or may again
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["blockStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recompute stock from its entries and compare it with positions, holds, events and what providers said
         * @description Reads and changes nothing. `limit` is of positions: a page without findings is a page of positions that are well, and a page may end early after many entries.
         */
        get: operations["checkStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody counted: on hand is this, whatever it was
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["countStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set safety stock, or what is incoming
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["setStockLevel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Goods came in
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["receiveStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reconciliations of a store, the newest first */
        get: operations["listStockReconciliations"];
        put?: never;
        /**
         * Compare stock with what a provider last said, or with a list of counts
         * @description Keeps what differs as a proposal and changes nothing, unless `apply` is set and the change is small enough. With an `Idempotency-Key` it is made once.
         */
        post: operations["reconcileStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/reconciliations/{reconciliationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a reconciliation */
        get: operations["getStockReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/reconciliations/{reconciliationId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the counts of a reconciliation
         * @description What differs otherwise by now is left out. Approved again it writes nothing twice, and goes on after a failure.
         */
        post: operations["approveStockReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/reconciliations/{reconciliationId}/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs, item by item, and what became of it */
        get: operations["listReconciledStockCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/reconciliations/{reconciliationId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave stock as it is */
        post: operations["rejectStockReconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count an item, or know only its switch
         * @description With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.
         */
        post: operations["setStockTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stock of one item, now or as it was known at an instant */
        get: operations["getStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/stock/{itemId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the stock of an item, the newest first */
        get: operations["listStockEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A short-lived token with which a web page reads this store's catalog and live stream
         * @description Nothing is stored: it ends at `expiresAt`, or when the key that made it is revoked.
         */
        post: operations["createBrowserToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subscriptions, the oldest first */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Subscribe a URL to events; the signing secret is in this answer only
         * @description Events are posted as CloudEvents, signed after Standard Webhooks. They are tried again for some days, so they may come more than once and in any order: use `webhook-id` to drop repeats, and `partitionkey` with `sequence` to see what is newer.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscriptionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subscription */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /** End a subscription and forget its log */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /** Change, pause or resume a subscription */
        patch: operations["updateSubscription"];
        trace?: never;
    };
    "/v1/subscriptions/{subscriptionId}/dispatches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a subscription, the newest first */
        get: operations["listDispatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{subscriptionId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a subscription a new signing secret; it is in this answer only
         * @description Until the grace is over each message carries two signatures, with a space between them: by the new secret and by the one before. Rotated again meanwhile, the oldest of the three ends at once.
         */
        post: operations["rotateSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List syncs, the newest first */
        get: operations["listSyncs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/syncs/{syncId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a sync and what it found */
        get: operations["getSync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants */
        get: operations["listTenants"];
        put?: never;
        /** Make a tenant with its first admin key; the text of the key is in this answer only */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        /**
         * Erase all of a tenant, for ever; may take long
         * @description Archived bodies become unreadable at once, because their key is erased; the bytes go when their retention ends.
         */
        delete: operations["eraseTenant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List uploads, the newest first */
        get: operations["listUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{uploadId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an upload and what became of it */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{uploadId}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of an upload that could not be applied
         * @description In the order in which they were found. They are dead letters, and can be retried or skipped as such.
         */
        get: operations["listUploadProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Adapter: {
            id: components["schemas"]["AdapterId"];
            title: string;
            /** @description Capabilities, hosts, webhook behaviour */
            manifest: {
                [key: string]: components["schemas"]["Json"];
            };
            /** @description JSON schema */
            sourceSettings: {
                [key: string]: components["schemas"]["Json"];
            };
            /** @description JSON schema */
            connectionSettings: {
                [key: string]: components["schemas"]["Json"];
            };
            secrets: {
                name: string;
                description: string;
                required: boolean;
            }[];
            /** @description What the provider may send to the hook URL */
            endpoints: string[];
        };
        /** @example petpooja */
        AdapterId: string;
        AdapterSettings: {
            [key: string]: components["schemas"]["Json"];
        };
        /** @enum {string} */
        AdjustReason: "damaged" | "spoiled" | "lost" | "found" | "stolen" | "used" | "transfer_out" | "returned_to_supplier" | "correction";
        ApiKey: {
            id: components["schemas"]["ApiKeyId"];
            tenantId: components["schemas"]["TenantId"];
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Bound to this store; null: the whole tenant */
            storeId: components["schemas"]["StoreId"] | null;
            /** @description The last characters of the key, to recognise it by */
            hint: string;
            /** @description Null: the server's default */
            requestsPerMinute: number | null;
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            revokedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description Names one apiKey
         * @example key_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ApiKeyId: string;
        /** @enum {string} */
        ApprovalReason: "share" | "units" | "list_cut_off";
        ApproveStockReconciliation: {
            /** @description `changes` of the reconciliation, repeated */
            expectedChanges: number;
        };
        Availability: {
            orderable: boolean;
            /** @description All that apply; empty exactly when it is orderable */
            reasons: components["schemas"]["Reason"][];
            /** @description Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at */
            maxQuantity?: number | null;
            /** @description When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days */
            nextAvailableAt: components["schemas"]["Instant"] | null;
        };
        BalanceDeltas: {
            onHand: components["schemas"]["QuantityDelta"];
            blocked: components["schemas"]["QuantityDelta"];
            reserved: components["schemas"]["QuantityDelta"];
            safetyStock: components["schemas"]["QuantityDelta"];
            incoming: components["schemas"]["QuantityDelta"];
        };
        Balances: {
            onHand: components["schemas"]["Quantity"];
            blocked: components["schemas"]["Quantity"];
            reserved: components["schemas"]["Quantity"];
            safetyStock: components["schemas"]["Quantity"];
            incoming: components["schemas"]["Quantity"];
        };
        /** @enum {string} */
        BaseUnit: "piece" | "g" | "ml";
        /** @enum {string} */
        BlockKind: "damaged" | "quality_check" | "recalled" | "expired";
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
        BrowserToken: {
            token: string;
            storeId: components["schemas"]["StoreId"];
            origins: components["schemas"]["WebOrigin"][];
            expiresAt: components["schemas"]["Instant"];
        };
        CatalogCategory: {
            id: components["schemas"]["CategoryId"];
            parentId: components["schemas"]["CategoryId"] | null;
            name: string;
            imageUrl: string | null;
            rank: number;
            active: boolean;
            schedule: components["schemas"]["Schedule"];
        };
        CatalogCharge: {
            id: components["schemas"]["ChargeId"];
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
        CatalogContext: {
            orderType: components["schemas"]["OrderType"] | null;
            channel: string | null;
            /** @description The instant asked for; null: now */
            at: components["schemas"]["Instant"] | null;
        };
        CatalogItem: {
            id: components["schemas"]["ItemId"];
            name: string;
            description: string;
            images: string[];
            brand: {
                id: components["schemas"]["BrandId"];
                name: string;
            } | null;
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
            listed: boolean;
            categoryId: components["schemas"]["CategoryId"] | null;
            price: components["schemas"]["Price"] | null;
            /** @description The price of one with its taxes, for this order type; null without a price */
            breakdown: components["schemas"]["PriceBreakdown"] | null;
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
            availability: components["schemas"]["Availability"];
            modifierGroups: {
                groupId: components["schemas"]["ModifierGroupId"];
                min: number;
                max: number | null;
                rank: number;
            }[];
            parentId: components["schemas"]["ItemId"] | null;
            variations: components["schemas"]["CatalogVariation"][];
        };
        CatalogItemAnswer: {
            version: components["schemas"]["VersionToken"];
            /** @description Time alone changes it then; no cache may keep it longer */
            freshUntil: components["schemas"]["Instant"] | null;
            context: components["schemas"]["CatalogContext"];
            item: components["schemas"]["CatalogItem"];
        };
        CatalogItemPage: {
            version: components["schemas"]["VersionToken"];
            /** @description Time alone changes it then; no cache may keep it longer */
            freshUntil: components["schemas"]["Instant"] | null;
            context: components["schemas"]["CatalogContext"];
            items: components["schemas"]["CatalogItem"][];
            nextCursor: string | null;
        };
        CatalogModifierGroup: {
            id: components["schemas"]["ModifierGroupId"];
            name: string;
            rank: number;
            options: components["schemas"]["CatalogModifierOption"][];
        };
        CatalogModifierOption: {
            id: components["schemas"]["ModifierOptionId"];
            name: string;
            itemId: components["schemas"]["ItemId"] | null;
            diet: components["schemas"]["Diet"];
            priceMinor: number;
            listed: boolean;
            switch: components["schemas"]["Switch"];
            available: boolean;
            rank: number;
        };
        CatalogStore: {
            id: components["schemas"]["StoreId"];
            name: string;
            kind: components["schemas"]["StoreKind"];
            zone: components["schemas"]["Zone"];
            currency: components["schemas"]["Currency"];
            defaultLocale: string;
            hours: components["schemas"]["OpeningHours"];
            status: components["schemas"]["StoreStatus"];
            takesOrders: boolean;
            reasons: components["schemas"]["Reason"][];
        };
        CatalogTax: {
            id: components["schemas"]["TaxId"];
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
        CatalogVariation: {
            id: components["schemas"]["ItemId"];
            name: string;
            description: string;
            images: string[];
            brand: {
                id: components["schemas"]["BrandId"];
                name: string;
            } | null;
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
            listed: boolean;
            categoryId: components["schemas"]["CategoryId"] | null;
            price: components["schemas"]["Price"] | null;
            /** @description The price of one with its taxes, for this order type; null without a price */
            breakdown: components["schemas"]["PriceBreakdown"] | null;
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
            availability: components["schemas"]["Availability"];
            modifierGroups: {
                groupId: components["schemas"]["ModifierGroupId"];
                min: number;
                max: number | null;
                rank: number;
            }[];
            parentId: components["schemas"]["ItemId"];
        };
        /**
         * @description Names one category
         * @example cat_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        CategoryId: string;
        /**
         * @description Names one charge
         * @example chg_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ChargeId: string;
        ChosenModifier: {
            optionId: components["schemas"]["ModifierOptionId"];
            quantity: number;
        };
        Command: {
            id: components["schemas"]["CommandId"];
            connectionId: components["schemas"]["ConnectionId"];
            storeId: components["schemas"]["StoreId"];
            /** @enum {string} */
            kind: "stock.set" | "store.status";
            status: components["schemas"]["CommandStatus"];
            /** @description What the provider calls it */
            reference: string | null;
            code: string | null;
            detail: string | null;
            /** @description What the provider said of single lines */
            lines: {
                externalId: string;
                ok: boolean;
                detail: string | null;
            }[];
            /** @description Lines in it */
            asked: number;
            attempts: number;
            nextAttemptAt: components["schemas"]["Instant"] | null;
            requestedBy: string;
            createdAt: components["schemas"]["Instant"];
            finishedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description Names one command
         * @example cmd_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        CommandId: string;
        /**
         * @description taken: the provider has it and tells later what came of it; refused: the provider said no; failed: it could not be told, or never said
         * @enum {string}
         */
        CommandStatus: "pending" | "taken" | "done" | "refused" | "failed";
        CommandsMade: {
            /** @description More than one where the provider takes fewer lines at once */
            items: components["schemas"]["Command"][];
        };
        CommitReservation: {
            /**
             * @description Units handed over of each line; what is not named goes back. Null: all that is held
             * @default null
             */
            lines?: {
                line: number;
                quantity: components["schemas"]["Quantity"];
            }[] | null;
            /**
             * @description When the goods left; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        Connection: {
            id: components["schemas"]["ConnectionId"];
            sourceId: components["schemas"]["SourceId"];
            merchantId: components["schemas"]["MerchantId"];
            adapter: components["schemas"]["AdapterId"];
            /** @description The provider's id of the account */
            account: string;
            name: string;
            settings: components["schemas"]["AdapterSettings"];
            /** @description Authority where sources differ: the lowest wins */
            rank: number;
            /**
             * @description Rank of single fields, where it differs from the rank
             * @example {
             *       "priceMinor": 10
             *     }
             */
            authority: {
                [key: string]: number;
            };
            snapshotSwitches: components["schemas"]["SnapshotSwitches"];
            /** @description Null: only on demand */
            pullEveryMinutes: number | null;
            /** @description A count of this source that was made so long after a sale of ours has it in; not looked at where it acknowledges sales */
            stockSettleSeconds: number;
            /** @description Whether we are told when this source has our sales in its books: a count has those that were acknowledged before it */
            acknowledgesSales: boolean;
            /** @description The provider is told what is sellable whenever that changes. Its own counts are then what we told it, and count for nothing */
            sendsStock: boolean;
            /** @description The provider is told when a store stops or goes on taking orders */
            sendsStoreStatus: boolean;
            status: components["schemas"]["ConnectionStatus"];
            statusReason: string | null;
            /** @description Set while nothing is pulled, because the provider refused; its messages are applied as ever */
            pullHeldReason: string | null;
            nextPullAt: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        ConnectionCheck: {
            ok: boolean;
            /** @description One sentence for the operator */
            detail: string;
        };
        ConnectionEdit: {
            name?: string;
            settings?: components["schemas"]["AdapterSettings"];
            /** @description Authority where sources differ: the lowest wins */
            rank?: number;
            /** @description Rank of single fields, where it differs from the rank */
            authority?: {
                [key: string]: number;
            };
            snapshotSwitches?: components["schemas"]["SnapshotSwitches"];
            /** @description Null: only on demand */
            pullEveryMinutes?: number | null;
            /** @description A count of this source that was made so long after a sale of ours has it in; not looked at where it acknowledges sales */
            stockSettleSeconds?: number;
            /** @description Whether we are told when this source has our sales in its books: a count has those that were acknowledged before it */
            acknowledgesSales?: boolean;
            /** @description The provider is told what is sellable whenever that changes. Its own counts are then what we told it, and count for nothing */
            sendsStock?: boolean;
            /** @description The provider is told when a store stops or goes on taking orders */
            sendsStoreStatus?: boolean;
            /** @enum {string} */
            status?: "active" | "paused";
        };
        /**
         * @description Names one connection
         * @example con_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ConnectionId: string;
        ConnectionLocation: {
            connectionId: components["schemas"]["ConnectionId"];
            /** @description The provider's id of the store */
            location: string;
            storeId: components["schemas"]["StoreId"];
            createdAt: components["schemas"]["Instant"];
        };
        /**
         * @description paused: by a person; held: by us, with the reason
         * @enum {string}
         */
        ConnectionStatus: "active" | "paused" | "held";
        /** @enum {string} */
        CountReason: "cycle_count" | "opening_count" | "reconciled";
        CreatedApiKey: {
            apiKey: components["schemas"]["ApiKey"];
            /** @description Shown this once */
            key: string;
        };
        CreatedTenant: {
            tenant: components["schemas"]["Tenant"];
            apiKey: components["schemas"]["ApiKey"];
            /** @description Shown this once */
            key: string;
        };
        /** @example INR */
        Currency: string;
        DayWindow: {
            from: components["schemas"]["LocalTime"];
            to: components["schemas"]["LocalTime"];
        };
        DeadLetter: {
            id: components["schemas"]["DeadLetterId"];
            deliveryId: components["schemas"]["DeliveryId"];
            connectionId: components["schemas"]["ConnectionId"] | null;
            storeId: components["schemas"]["StoreId"] | null;
            /**
             * @description How far it came
             * @enum {string}
             */
            stage: "route" | "read" | "item" | "apply";
            code: string;
            /** @description JSON pointer into the delivery; empty: all of it */
            path: string;
            externalId: string | null;
            message: string;
            status: components["schemas"]["DeadLetterStatus"];
            createdAt: components["schemas"]["Instant"];
            decidedAt: components["schemas"]["Instant"] | null;
            decidedBy: string | null;
        };
        /**
         * @description Names one deadLetter
         * @example dlq_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        DeadLetterId: string;
        /** @enum {string} */
        DeadLetterStatus: "open" | "resolved" | "skipped";
        /** @example 2.5 */
        DecimalText: string;
        Delivery: {
            id: components["schemas"]["DeliveryId"];
            sourceId: components["schemas"]["SourceId"];
            /** @description Null: no connection answered to the account */
            connectionId: components["schemas"]["ConnectionId"] | null;
            /** @description The provider's account, as the message names it */
            account: string | null;
            location: string | null;
            endpoint: string;
            /** @enum {string} */
            origin: "webhook" | "pull" | "replay" | "upload";
            providerDeliveryId: string | null;
            duplicateOf: string | null;
            bytes: number;
            contentType: string | null;
            /** @description Of a pulled page: the sync; of a part of a file: the upload */
            requestId: string;
            receivedAt: components["schemas"]["Instant"];
            status: components["schemas"]["DeliveryStatus"];
            attempts: number;
            nextAttemptAt: components["schemas"]["Instant"] | null;
            code: string | null;
            detail: string | null;
            /** @description Entities that really changed */
            changed: number;
            problems: number;
            finishedAt: components["schemas"]["Instant"] | null;
        };
        DeliveryDetail: {
            id: components["schemas"]["DeliveryId"];
            sourceId: components["schemas"]["SourceId"];
            /** @description Null: no connection answered to the account */
            connectionId: components["schemas"]["ConnectionId"] | null;
            /** @description The provider's account, as the message names it */
            account: string | null;
            location: string | null;
            endpoint: string;
            /** @enum {string} */
            origin: "webhook" | "pull" | "replay" | "upload";
            providerDeliveryId: string | null;
            duplicateOf: string | null;
            bytes: number;
            contentType: string | null;
            /** @description Of a pulled page: the sync; of a part of a file: the upload */
            requestId: string;
            receivedAt: components["schemas"]["Instant"];
            status: components["schemas"]["DeliveryStatus"];
            attempts: number;
            nextAttemptAt: components["schemas"]["Instant"] | null;
            code: string | null;
            detail: string | null;
            /** @description Entities that really changed */
            changed: number;
            problems: number;
            finishedAt: components["schemas"]["Instant"] | null;
            /** @description The first 100 */
            deadLetters: {
                id: components["schemas"]["DeadLetterId"];
                /** @enum {string} */
                stage: "route" | "read" | "item" | "apply";
                code: string;
                path: string;
                externalId: string | null;
                message: string;
                /** @enum {string} */
                status: "open" | "resolved" | "skipped";
                createdAt: components["schemas"]["Instant"];
            }[];
            deadLetterCount: number;
        };
        /**
         * @description Names one delivery
         * @example dlv_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        DeliveryId: string;
        /**
         * @description Every delivery is exactly one of these. stale: something newer was known already
         * @enum {string}
         */
        DeliveryStatus: "pending" | "applied" | "duplicate" | "stale" | "dead";
        /** @enum {string} */
        Diet: "veg" | "non_veg" | "egg" | "vegan" | "other" | "unknown";
        Dispatch: {
            id: components["schemas"]["DispatchId"];
            subscriptionId: components["schemas"]["SubscriptionId"];
            /** @description Also the `webhook-id` header: the same whenever it is sent again */
            eventId: components["schemas"]["EventId"];
            kind: components["schemas"]["EventKind"];
            stream: string;
            sequence: number;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            /** @description Since it was queued or sent again by hand */
            attempts: number;
            nextAttemptAt: components["schemas"]["Instant"] | null;
            /** @description HTTP status of the last answer */
            lastStatus: number | null;
            lastError: string | null;
            createdAt: components["schemas"]["Instant"];
            finishedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description Names one dispatch
         * @example dis_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        DispatchId: string;
        Drift: {
            deliveries: number;
            /** @description Events in all; 0: we knew everything */
            changed: number;
            byKind: {
                [key: string]: number;
            };
            /** @description The first 20 */
            sample: {
                kind: components["schemas"]["EventKind"];
                subject: string;
                stream: string;
                sequence: number;
            }[];
        };
        EditedItem: {
            item: components["schemas"]["Item"];
            /** @description Fields whose effective value is another now */
            changed: string[];
        };
        EditedStoreItem: {
            storeItem: components["schemas"]["StoreItem"];
            changed: string[];
        };
        /**
         * @description `expired`: a hold ended by its time; `discrepancy`: the books were wrong before what follows
         * @enum {string}
         */
        EntryKind: "received" | "counted" | "adjusted" | "sold" | "reserved" | "released" | "expired" | "committed" | "blocked" | "unblocked" | "safety_stock_set" | "incoming_set" | "tracking_set" | "discrepancy" | "reported";
        /**
         * @description already_counted: the provider counted after a sale that we hear of only now
         * @enum {string}
         */
        EntryReason: "purchase" | "transfer_in" | "customer_return" | "produced" | "cycle_count" | "opening_count" | "reconciled" | "damaged" | "spoiled" | "lost" | "found" | "stolen" | "used" | "transfer_out" | "returned_to_supplier" | "correction" | "sold_elsewhere" | "cancelled" | "partly_committed" | "sold_beyond_on_hand" | "committed_beyond_on_hand" | "reported_below_zero" | "absolute" | "delta" | "already_counted";
        EntrySource: {
            /** @enum {string} */
            kind: "delivery" | "reservation" | "person" | "sale" | "system";
            id: string;
        };
        /**
         * @description Codes are added, never renamed or reused
         * @enum {string}
         */
        ErrorCode: "REQUEST_INVALID" | "JSON_INVALID" | "CURSOR_INVALID" | "KEY_MISSING" | "KEY_INVALID" | "SIGNATURE_INVALID" | "SCOPE_MISSING" | "ORIGIN_FORBIDDEN" | "NOT_FOUND" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "ALREADY_EXISTS" | "STATE_CONFLICT" | "IDEMPOTENCY_IN_FLIGHT" | "IDEMPOTENCY_KEY_REUSED" | "BODY_TOO_LARGE" | "ENCODING_UNSUPPORTED" | "RATE_LIMITED" | "OVERLOADED" | "DATABASE_UNAVAILABLE" | "ARCHIVE_UNAVAILABLE" | "EVENTS_UNAVAILABLE" | "SHUTTING_DOWN" | "UPLOAD_UNREADABLE" | "UPLOAD_BROKEN_OFF" | "UPLOAD_TYPE_UNSUPPORTED" | "PROVIDER_UNREACHABLE" | "PROVIDER_RATE_LIMITED" | "PROVIDER_REFUSED" | "URL_FORBIDDEN" | "ARCHIVE_BODY_MISSING" | "SECRET_KEY_UNKNOWN" | "ADAPTER_UNKNOWN" | "SETTINGS_INVALID" | "CAPABILITY_MISSING" | "CONNECTION_UNKNOWN" | "CONNECTION_PAUSED" | "LOCATION_UNKNOWN" | "DELIVERY_UNREADABLE" | "ENDPOINT_UNKNOWN" | "ITEM_INVALID" | "REFERENCE_UNKNOWN" | "SNAPSHOT_SUSPICIOUS" | "PRICE_SUSPICIOUS" | "MAPPING_AMBIGUOUS" | "DATA_FOLDER_LOCKED" | "DATA_NEWER" | "PORT_TAKEN" | "CONFIG_INVALID" | "ADAPTER_REFUSED" | "RESERVATION_ID_REUSED" | "RESERVATION_ENDED" | "RESERVATION_EXPIRED" | "COMMIT_BEYOND_HELD" | "STOCK_INSUFFICIENT" | "QUANTITY_ABOVE_MAXIMUM" | "HOLD_QUOTA_EXCEEDED" | "NOT_ORDERABLE" | "COMPONENTS_INVALID" | "RECONCILIATION_CHANGES_DIFFER" | "INTERNAL";
        /**
         * @description Names one event
         * @example evt_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        EventId: string;
        /** @enum {string} */
        EventKind: "item.changed" | "category.changed" | "tax.changed" | "charge.changed" | "modifier_group.changed" | "modifier_option.changed" | "store_item.changed" | "price.changed" | "switch.changed" | "store.changed" | "stock.changed" | "orderability.changed" | "stock.shortfall" | "delivery.received" | "delivery.finished" | "quarantine.opened" | "quarantine.decided" | "sync.finished" | "command.finished";
        /**
         * Format: date
         * @example 2026-12-31
         */
        ExpiryDate: string;
        /** @description An event of the log or an entry of the ledger */
        ExplainedCause: {
            at: components["schemas"]["Instant"] | null;
            /** @description Who: a key, a connection, the system */
            actor: string | null;
            /** @description The raw message it came with */
            deliveryId: components["schemas"]["DeliveryId"] | null;
            event: {
                id: components["schemas"]["EventId"];
                stream: string;
                sequence: number;
                kind: components["schemas"]["EventKind"];
            } | null;
            entry: {
                itemId: components["schemas"]["ItemId"];
                sequence: number;
                kind: components["schemas"]["EntryKind"];
                reason: components["schemas"]["EntryReason"] | null;
                source: components["schemas"]["EntrySource"];
            } | null;
        };
        ExplainedSource: {
            /** @enum {string} */
            of: "item" | "store_item";
            itemId: components["schemas"]["ItemId"];
            /** @description A connection, or `person` */
            source: string;
            values: {
                [key: string]: components["schemas"]["Json"];
            };
            edits: {
                [key: string]: {
                    by: string;
                    at: string;
                };
            };
            /** @description By aspect: the delivery that spoke last; null: it is past its retention */
            deliveries: {
                [key: string]: components["schemas"]["DeliveryId"] | null;
            };
            updatedAt: string;
        };
        Explanation: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            asOf: components["schemas"]["Instant"];
            orderability: components["schemas"]["Orderability"];
            because: {
                reason: components["schemas"]["Reason"];
                rule: string;
                /** @description The newest first; empty: nothing on record says */
                causes: components["schemas"]["ExplainedCause"][];
            }[];
            /** @description Null: the store does not keep it */
            stock: components["schemas"]["StockPosition"] | null;
            /** @description The last of the ledger by then, the newest first */
            entries: components["schemas"]["StockEntry"][];
            /** @description As they speak now */
            sources: components["schemas"]["ExplainedSource"][];
            /** @description What this answer cannot know */
            unknown: string[];
        };
        ExtendReservation: {
            /** @default 600 */
            ttlSeconds?: components["schemas"]["TtlSeconds"];
        };
        GivenStockCount: {
            /** @default null */
            itemId?: components["schemas"]["ItemId"] | null;
            /**
             * @description The provider's id of it instead, of the connection given as `source`
             * @default null
             */
            externalId?: string | null;
            quantity: components["schemas"]["Quantity"];
        };
        Health: {
            /** @constant */
            status: "alive";
        };
        HookTokenRotation: {
            /**
             * @description How long the one before is accepted too
             * @default 86400
             */
            graceSeconds?: number;
        };
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
        ItemEdit: {
            name?: string;
            description?: string;
            images?: string[];
            /** @description False for a parent whose variations are what is sold */
            sellable?: boolean;
            /** @description Group the variations differ by: Size, Quantity */
            variationLabel?: string | null;
            baseUnit?: components["schemas"]["BaseUnit"];
            taxCode?: {
                /** @enum {string} */
                scheme: "hsn" | "sac" | "other";
                code: string;
            } | null;
            diet?: components["schemas"]["Diet"];
            allergens?: string[];
            restrictions?: components["schemas"]["Restrictions"];
            attributes?: {
                [key: string]: components["schemas"]["Json"];
            };
            translations?: {
                [key: string]: {
                    name?: string;
                    description?: string;
                };
            };
            tags?: string[];
            barcodes?: {
                code: string;
                unit: string | null;
            }[];
        };
        /**
         * @description Names one item
         * @example itm_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ItemId: string;
        ItemOrderability: {
            version: components["schemas"]["VersionToken"];
            stockVersion: components["schemas"]["StockVersion"];
            asOf: components["schemas"]["Instant"];
            context: components["schemas"]["CatalogContext"];
            itemId: components["schemas"]["ItemId"];
            orderable: boolean;
            /** @description All that apply; empty exactly when it is orderable */
            reasons: components["schemas"]["Reason"][];
            /** @description Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at */
            maxQuantity: number | null;
            /** @description When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days */
            nextAvailableAt: components["schemas"]["Instant"] | null;
            /** @description Until when the answer holds if nobody changes anything; null: no end in sight */
            freshUntil: components["schemas"]["Instant"] | null;
        };
        ItemSources: {
            item: components["schemas"]["SourceStatement"][];
            storeItem: components["schemas"]["SourceStatement"][];
        };
        /** @description Any JSON value */
        Json: unknown;
        LedgerFinding: {
            code: components["schemas"]["LedgerFindingCode"];
            /** @enum {string} */
            severity: "fault" | "notice";
            itemId: components["schemas"]["ItemId"];
            /** @description Of the entry it is about; null: the position */
            sequence: number | null;
            /**
             * @description Which figure, where it is about one
             * @example onHand
             */
            figure: string | null;
            /** @description As it is stored; null: nothing is */
            stored: (number | string) | null;
            /** @description As it should be; null: nothing should be there */
            recomputed: (number | string) | null;
            reservationId: string | null;
            what: string;
            /** @description What to do about it */
            next: string;
        };
        /**
         * @description Codes are added, never renamed
         * @enum {string}
         */
        LedgerFindingCode: "SEQUENCE_GAP" | "BALANCE_WRONG" | "BELOW_ZERO" | "POSITION_WRONG" | "LOTS_WRONG" | "RESERVED_WRONG" | "HOLD_LEFT_OVER" | "HOLD_WRONG" | "PROMISED_BEYOND" | "EVENT_MISSING" | "EVENT_WRONG" | "SOURCE_APART";
        /** @example 09:30 */
        LocalTime: string;
        LotDelta: {
            lot: components["schemas"]["LotName"] | null;
            expiresOn: components["schemas"]["ExpiryDate"] | null;
            /** @description The first instant at which it is expired */
            expiresAt: components["schemas"]["Instant"] | null;
            quantity: components["schemas"]["QuantityDelta"];
            expired: components["schemas"]["QuantityDelta"];
        };
        /** @example B-2217 */
        LotName: string;
        MappingMatch: {
            id: components["schemas"]["MatchId"];
            connectionId: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            entityKind: "item" | "category" | "tax" | "charge" | "modifier_group" | "modifier_option" | "brand";
            externalId: string;
            /** @description What the external id names so far */
            entityId: string;
            /** @description What it might be instead */
            candidates: string[];
            reason: string;
            /** @enum {string} */
            status: "open" | "merged" | "kept_apart";
            createdAt: components["schemas"]["Instant"];
            decidedAt: components["schemas"]["Instant"] | null;
            decidedBy: string | null;
        };
        /** @description merge: they are one, the candidate named; keep_apart: they are two */
        MatchDecision: {
            /** @constant */
            decision: "merge";
            entityId: string;
        } | {
            /** @constant */
            decision: "keep_apart";
        };
        /**
         * @description Names one match
         * @example mat_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        MatchId: string;
        Merchant: {
            id: components["schemas"]["MerchantId"];
            name: string;
            rounding: components["schemas"]["RoundingRule"];
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        MerchantEdit: {
            name?: string;
            rounding?: components["schemas"]["RoundingRule"];
        };
        /**
         * @description Names one merchant
         * @example mer_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        MerchantId: string;
        /**
         * @description Names one modifierGroup
         * @example mgr_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ModifierGroupId: string;
        /**
         * @description Names one modifierOption
         * @example mop_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ModifierOptionId: string;
        NewApiKey: {
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @default null */
            storeId?: components["schemas"]["StoreId"] | null;
            /** @default null */
            requestsPerMinute?: number | null;
        };
        NewBrowserToken: {
            /** @default 3600 */
            ttlSeconds?: number;
            origins: components["schemas"]["WebOrigin"][];
        };
        NewCommand: {
            /** @constant */
            kind: "stock.set";
            storeId: components["schemas"]["StoreId"];
            lines: components["schemas"]["StockLineToSend"][];
        } | {
            /** @constant */
            kind: "store.status";
            storeId: components["schemas"]["StoreId"];
            open: boolean;
            /** @default null */
            returnAt?: components["schemas"]["Instant"] | null;
            /** @default null */
            reason?: string | null;
        };
        NewConnection: {
            sourceId: components["schemas"]["SourceId"];
            merchantId: components["schemas"]["MerchantId"];
            /** @description The provider's id of the account */
            account: string;
            name: string;
            /** @default {} */
            settings?: components["schemas"]["AdapterSettings"];
            /**
             * @description Authority where sources differ: the lowest wins
             * @default 100
             */
            rank?: number;
            /**
             * @description Rank of single fields, where it differs from the rank
             * @default {}
             */
            authority?: {
                [key: string]: number;
            };
            /** @default first */
            snapshotSwitches?: components["schemas"]["SnapshotSwitches"];
            /**
             * @description Null: only on demand
             * @default null
             */
            pullEveryMinutes?: number | null;
            /**
             * @description A count of this source that was made so long after a sale of ours has it in; not looked at where it acknowledges sales
             * @default 300
             */
            stockSettleSeconds?: number;
            /**
             * @description Whether we are told when this source has our sales in its books: a count has those that were acknowledged before it
             * @default false
             */
            acknowledgesSales?: boolean;
            /**
             * @description The provider is told what is sellable whenever that changes. Its own counts are then what we told it, and count for nothing
             * @default false
             */
            sendsStock?: boolean;
            /**
             * @description The provider is told when a store stops or goes on taking orders
             * @default false
             */
            sendsStoreStatus?: boolean;
        };
        NewConnectionLocation: {
            location: string;
            storeId: components["schemas"]["StoreId"];
        };
        NewMerchant: {
            name: string;
            /**
             * @default {
             *       "mode": "half_up",
             *       "at": "line"
             *     }
             */
            rounding?: components["schemas"]["RoundingRule"];
        };
        NewReservation: {
            id: components["schemas"]["ReservationId"];
            lines: components["schemas"]["ReservationLineRequest"][];
            /** @default 600 */
            ttlSeconds?: components["schemas"]["TtlSeconds"];
            /**
             * @description Hold what there is, line by line, instead of all or nothing
             * @default false
             */
            bestEffort?: boolean;
            /** @default null */
            orderType?: components["schemas"]["OrderType"] | null;
            /** @default null */
            channel?: string | null;
        };
        NewSale: {
            id: components["schemas"]["SaleId"];
            lines: components["schemas"]["ReservationLineRequest"][];
            /**
             * @description When it was sold: a till may have been offline. Null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewSource: {
            adapter: components["schemas"]["AdapterId"];
            name: string;
            /** @default {} */
            settings?: components["schemas"]["AdapterSettings"];
            /**
             * @description By name; never shown again
             * @default {}
             */
            secrets?: {
                [key: string]: string;
            };
            /** @default false */
            allowUnsigned?: boolean;
        };
        NewSourceMapping: {
            /** @enum {string} */
            entityKind: "item" | "category" | "tax" | "charge" | "modifier_group" | "modifier_option" | "brand";
            externalId: string;
            entityId: string;
        };
        NewStockAdjustment: {
            itemId: components["schemas"]["ItemId"];
            quantity: components["schemas"]["QuantityDelta"];
            reason: components["schemas"]["AdjustReason"];
            /**
             * @description Units that leave were blocked as this
             * @default null
             */
            from?: components["schemas"]["BlockKind"] | null;
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewStockBlock: {
            itemId: components["schemas"]["ItemId"];
            quantity: components["schemas"]["SomeQuantity"];
            kind: components["schemas"]["BlockKind"];
            /**
             * @description Free them again instead
             * @default false
             */
            release?: boolean;
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewStockCount: {
            itemId: components["schemas"]["ItemId"];
            onHand: components["schemas"]["Quantity"];
            /** @default cycle_count */
            reason?: components["schemas"]["CountReason"];
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        /** @description Sets a figure that is decided, not counted */
        NewStockLevel: {
            itemId: components["schemas"]["ItemId"];
            level: components["schemas"]["StockLevel"];
            quantity: components["schemas"]["Quantity"];
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewStockReceipt: {
            /** @default purchase */
            reason?: components["schemas"]["ReceiveReason"];
            /**
             * @description It was incoming, which goes down with it
             * @default false
             */
            ordered?: boolean;
            lines: {
                itemId: components["schemas"]["ItemId"];
                quantity: components["schemas"]["SomeQuantity"];
                /** @default null */
                lot?: components["schemas"]["LotName"] | null;
                /** @default null */
                expiresOn?: components["schemas"]["ExpiryDate"] | null;
            }[];
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewStockReconciliation: {
            /**
             * @description Compare with what this connection last said; null: with whichever decides. With `counts`: whose ids they use
             * @default null
             */
            source?: components["schemas"]["ConnectionId"] | null;
            /**
             * @description A list of counts to compare with instead: a stock-take, or the snapshot of a provider
             * @default null
             */
            counts?: components["schemas"]["GivenStockCount"][] | null;
            /**
             * @description The list is all there is: what it leaves out is at 0
             * @default false
             */
            complete?: boolean;
            /**
             * @description When it was counted; what happened since is laid over it. Null: now
             * @default null
             */
            countedAt?: components["schemas"]["Instant"] | null;
            /**
             * @description More of the positions compared than this would change: a person has to approve
             * @default 0.2
             */
            maxShare?: number;
            /**
             * @description More units than this would change: a person has to approve; null: any number
             * @default 1000
             */
            maxUnits?: number | null;
            /**
             * @description Write it at once, unless a person has to approve it
             * @default false
             */
            apply?: boolean;
        };
        NewStockTracking: {
            itemId: components["schemas"]["ItemId"];
            tracking: components["schemas"]["Tracking"];
            /**
             * @description When it happened; null: now
             * @default null
             */
            occurredAt?: components["schemas"]["Instant"] | null;
        };
        NewStore: {
            merchantId: components["schemas"]["MerchantId"];
            name: string;
            kind: components["schemas"]["StoreKind"];
            zone: components["schemas"]["Zone"];
            currency: components["schemas"]["Currency"];
            /**
             * @description BCP 47
             * @default en
             * @example en-IN
             */
            defaultLocale?: string;
            /**
             * @default {
             *       "weekly": [],
             *       "exceptions": []
             *     }
             */
            hours?: components["schemas"]["OpeningHours"];
            /**
             * @description When the trading day begins; "end of day" is the next one
             * @default 00:00
             */
            businessDayStart?: components["schemas"]["LocalTime"];
        };
        NewStoreStatus: {
            /** @enum {string} */
            state: "open" | "closed" | "paused";
            /** @default null */
            returnAt?: components["schemas"]["Instant"] | null;
            /** @default null */
            reason?: string | null;
        };
        NewSubscription: {
            /** @example https://pos.example.com/kirana */
            url: string;
            kinds: components["schemas"]["EventKind"][];
            /**
             * @description Only events of this store and of the catalog of its merchant; null: of the whole tenant
             * @default null
             */
            storeId?: components["schemas"]["StoreId"] | null;
        };
        NewTenant: {
            name: string;
        };
        OpeningHours: {
            weekly: components["schemas"]["Schedule"];
            exceptions: components["schemas"]["HoursException"][];
        };
        /** @enum {string} */
        OrderType: "delivery" | "pickup" | "dine_in";
        Orderability: {
            orderable: boolean;
            /** @description All that apply; empty exactly when it is orderable */
            reasons: components["schemas"]["Reason"][];
            /** @description Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at */
            maxQuantity?: number | null;
            /** @description When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days */
            nextAvailableAt: components["schemas"]["Instant"] | null;
            /** @description Until when the answer holds if nobody changes anything; null: no end in sight */
            freshUntil: components["schemas"]["Instant"] | null;
        };
        OrderabilityAnswer: {
            version: components["schemas"]["VersionToken"];
            stockVersion: components["schemas"]["StockVersion"];
            asOf: components["schemas"]["Instant"];
            /** @description Time alone changes it then; no cache may keep it longer */
            freshUntil: components["schemas"]["Instant"] | null;
            context: components["schemas"]["CatalogContext"];
            /** @description All lines are, and together there is enough */
            orderable: boolean;
            lines: {
                line: number;
                itemId: components["schemas"]["ItemId"];
                quantity: components["schemas"]["Quantity"];
                orderable: boolean;
                /** @description All that apply; empty exactly when it is orderable */
                reasons: components["schemas"]["Reason"][];
                /** @description Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at */
                maxQuantity: number | null;
                /** @description When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days */
                nextAvailableAt: components["schemas"]["Instant"] | null;
                /** @description Until when the answer holds if nobody changes anything; null: no end in sight */
                freshUntil: components["schemas"]["Instant"] | null;
            }[];
            /** @description What the lines are short of together */
            shortfalls: components["schemas"]["Shortfall"][];
            /** @description Items of which all lines together have more than one order may */
            aboveMaximum: {
                itemId: components["schemas"]["ItemId"];
                quantity: components["schemas"]["Quantity"];
                maxQuantity: components["schemas"]["Quantity"];
            }[];
        };
        OrderabilityQuestion: {
            lines: {
                itemId: components["schemas"]["ItemId"];
                /** @default 1 */
                quantity?: components["schemas"]["SomeQuantity"];
                /** @description Options chosen for each unit, judged by the limits of their groups: none at all is an empty list. Left out: the limits are not looked at */
                modifiers?: components["schemas"]["ChosenModifier"][];
            }[];
            /** @default null */
            orderType?: components["schemas"]["OrderType"] | null;
            /** @default null */
            channel?: string | null;
            /**
             * @description Judge as of this instant instead of now, by the rows of now
             * @default null
             */
            at?: components["schemas"]["Instant"] | null;
            /** @description Never judge by an older catalog: the `version` of a live event or of an earlier answer */
            minVersion?: components["schemas"]["VersionToken"];
            /** @description Never answer with anything older: the `stockVersion` of a write or of an earlier answer */
            minStockVersion?: components["schemas"]["StockVersion"];
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
        PriceBreakdown: {
            /** @description Before all taxes */
            netMinor: number;
            taxes: components["schemas"]["TaxShare"][];
            /** @description What the customer pays */
            grossMinor: number;
        };
        Problem: {
            /** @example urn:kirana:problem:NOT_FOUND */
            type: string;
            title: string;
            status: number;
            detail: string;
            code: components["schemas"]["ErrorCode"];
            /** @description What to do about it */
            next: string;
            /** @description Whether the same request may succeed later, without anybody changing anything */
            retryable: boolean;
            requestId: string;
            /** @description The facts to act on: ids, limits, names; `shortfalls` of STOCK_INSUFFICIENT, `reasons` of NOT_ORDERABLE */
            params?: {
                [key: string]: string | number | boolean | string[] | components["schemas"]["Shortfall"][] | components["schemas"]["Reason"][];
            };
            /** @description Wrong fields; `path` is a JSON pointer into { params, query, headers, body } */
            problems?: {
                path: string;
                message: string;
            }[];
        };
        /** @description Base units */
        Quantity: number;
        /** @description Base units more, or fewer when below zero */
        QuantityDelta: number;
        /**
         * @description Names one quarantine
         * @example qua_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        QuarantineId: string;
        /** @enum {string} */
        QuarantineStatus: "open" | "approved" | "rejected" | "superseded";
        Quarantined: {
            id: components["schemas"]["QuarantineId"];
            connectionId: components["schemas"]["ConnectionId"];
            location: string;
            storeId: components["schemas"]["StoreId"] | null;
            itemId: components["schemas"]["ItemId"] | null;
            /** @enum {string} */
            code: "PRICE_SUSPICIOUS" | "SNAPSHOT_SUSPICIOUS";
            /** @description The last price believed, in minor units; the number of items of the last list */
            before: components["schemas"]["Json"];
            /** @description What the provider says */
            proposed: components["schemas"]["Json"];
            deliveryId: components["schemas"]["DeliveryId"];
            status: components["schemas"]["QuarantineStatus"];
            createdAt: components["schemas"]["Instant"];
            decidedAt: components["schemas"]["Instant"] | null;
            decidedBy: string | null;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unavailable";
            checks: {
                [key: string]: "ok" | "failed";
            };
        };
        /**
         * @example {
         *       "code": "SWITCHED_OFF",
         *       "params": {
         *         "until": "2026-11-22T22:30:00.000Z"
         *       }
         *     }
         */
        Reason: {
            code: components["schemas"]["ReasonCode"];
            params: {
                [key: string]: string | number | boolean;
            };
        };
        /** @enum {string} */
        ReasonCode: "STORE_CLOSED" | "STORE_PAUSED" | "OUTSIDE_HOURS" | "ITEM_REMOVED" | "NOT_SELLABLE" | "NOT_LISTED" | "SWITCHED_OFF" | "NO_PRICE" | "OUTSIDE_SCHEDULE" | "CATEGORY_INACTIVE" | "CATEGORY_OUTSIDE_SCHEDULE" | "ORDER_TYPE_UNAVAILABLE" | "MODIFIER_UNAVAILABLE" | "MODIFIER_CHOICE_MISSING" | "MODIFIER_CHOICE_EXCEEDED" | "OUT_OF_STOCK" | "STOCK_BLOCKED" | "STOCK_STALE" | "QUANTITY_ABOVE_MAXIMUM";
        /** @enum {string} */
        ReceiveReason: "purchase" | "transfer_in" | "customer_return" | "produced";
        /** @enum {string} */
        ReconcileReason: "source_stated" | "counted" | "not_listed";
        ReconciledStockCount: {
            itemId: components["schemas"]["ItemId"];
            externalId: string | null;
            /** @description In the ledger, when it was compared */
            onHand: components["schemas"]["Quantity"];
            /** @description As it was said */
            stated: components["schemas"]["Quantity"];
            /** @description With our own changes that what was said cannot have in it */
            said: components["schemas"]["Quantity"];
            /** @description `said` less `onHand` */
            difference: components["schemas"]["QuantityDelta"];
            why: components["schemas"]["ReconcileReason"];
            /** @description Null: not yet. agrees: nothing differs any more; moved: another difference by now; not_counted: not kept or not counted any more */
            outcome: ("written" | "agrees" | "moved" | "not_counted" | "refused") | null;
            /** @description Of the entry that was written */
            sequence: number | null;
            /** @description Units that moved while it was written, put back by a further entry; 0 as a rule */
            putRight: components["schemas"]["QuantityDelta"];
        };
        /**
         * @description Names one reconciliation
         * @example rec_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ReconciliationId: string;
        Replay: {
            id: components["schemas"]["ReplayId"];
            filter: components["schemas"]["ReplayFilter"];
            dryRun: boolean;
            perSecond: number;
            /** @enum {string} */
            status: "running" | "done" | "cancelled" | "failed";
            /** @description Deliveries that matched when it was asked for */
            total: number;
            done: number;
            /** @description Deliveries by what became of them: applied, stale, dead, failed; pending: it waits, as behind a paused connection; in a dry run routable: their connection exists by now */
            outcome: {
                [key: string]: number;
            };
            diff: components["schemas"]["ReplayDiff"] | null;
            requestedBy: string;
            createdAt: components["schemas"]["Instant"];
            finishedAt: components["schemas"]["Instant"] | null;
        };
        ReplayDiff: {
            /** @description Deliveries that would change something */
            deliveries: number;
            changes: number;
            /** @description Of the first 1,000 changes of each delivery */
            byKind: {
                [key: string]: number;
            };
            /** @description Entries that could not be applied */
            problems: number;
            /** @description The first 100 */
            sample: {
                deliveryId: components["schemas"]["DeliveryId"];
                kind: string;
                subject: string;
                externalId: string | null;
                name: string;
                before: components["schemas"]["Json"];
                after: components["schemas"]["Json"];
            }[];
        };
        ReplayFilter: {
            deliveryIds?: components["schemas"]["DeliveryId"][];
            connectionId?: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            status?: "applied" | "stale" | "dead";
            /** @description Received at or after */
            since?: components["schemas"]["Instant"];
            /** @description Received before */
            until?: components["schemas"]["Instant"];
            endpoint?: string;
        };
        /**
         * @description Names one replay
         * @example rpl_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        ReplayId: string;
        ReplayRequest: {
            deliveryIds?: components["schemas"]["DeliveryId"][];
            connectionId?: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            status?: "applied" | "stale" | "dead";
            /** @description Received at or after */
            since?: components["schemas"]["Instant"];
            /** @description Received before */
            until?: components["schemas"]["Instant"];
            endpoint?: string;
            /** @description Only tell what would change */
            dryRun: boolean;
            /**
             * @description At most so many deliveries a second
             * @default 50
             */
            perSecond?: number;
        };
        Reservation: {
            id: components["schemas"]["ReservationId"];
            storeId: components["schemas"]["StoreId"];
            status: components["schemas"]["ReservationStatus"];
            lines: components["schemas"]["ReservationLine"][];
            /** @description What best effort could not hold */
            shortfalls: components["schemas"]["Shortfall"][];
            /** @description The key it counts against */
            holder: string;
            madeAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"];
            endedAt: components["schemas"]["Instant"] | null;
        };
        ReservationAnswer: {
            id: components["schemas"]["ReservationId"];
            storeId: components["schemas"]["StoreId"];
            status: components["schemas"]["ReservationStatus"];
            lines: components["schemas"]["ReservationLine"][];
            /** @description What best effort could not hold */
            shortfalls: components["schemas"]["Shortfall"][];
            /** @description The key it counts against */
            holder: string;
            madeAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"];
            endedAt: components["schemas"]["Instant"] | null;
            stockVersion: components["schemas"]["StockVersion"];
        };
        /**
         * @description Made by the caller
         * @example order-1042
         */
        ReservationId: string;
        ReservationLine: {
            /** @description Its place in the request, from 0 */
            line: number;
            itemId: components["schemas"]["ItemId"];
            /** @description As asked */
            quantity: components["schemas"]["SomeQuantity"];
            held: components["schemas"]["Quantity"];
            /** @description Handed over; the rest went back */
            committed: components["schemas"]["Quantity"];
        };
        ReservationLineRequest: {
            itemId: components["schemas"]["ItemId"];
            quantity: components["schemas"]["SomeQuantity"];
            /** @description Options chosen for each unit, judged by the limits of their groups: none at all is an empty list. Left out: the limits are not looked at */
            modifiers?: components["schemas"]["ChosenModifier"][];
        };
        /** @enum {string} */
        ReservationStatus: "held" | "committed" | "released" | "expired";
        Restrictions: {
            minimumAgeYears?: number;
            prescription?: boolean;
        };
        /** @description Where and how minor units are rounded */
        RoundingRule: {
            /** @enum {string} */
            mode: "half_up" | "half_even" | "down";
            /** @enum {string} */
            at: "line" | "order";
        };
        /** @example till-3-000817 */
        SaleId: components["schemas"]["ReservationId"];
        Schedule: components["schemas"]["WeeklyWindow"][];
        /**
         * @description write includes read; admin includes all
         * @enum {string}
         */
        Scope: "catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "operations:read" | "operations:write" | "admin";
        SecretRotation: {
            name: string;
            value: string;
            /**
             * @description How long the one before is accepted too
             * @default 86400
             */
            graceSeconds?: number;
        };
        Shortfall: {
            /** @description The item that is short: of a bundle, its part */
            itemId: components["schemas"]["ItemId"];
            wanted: components["schemas"]["Quantity"];
            sellable: components["schemas"]["Quantity"];
            /** @description The lines that take it */
            lines: number[];
        };
        SigningSecretRotation: {
            /**
             * @description How long messages are signed with the secret before, too
             * @default 86400
             */
            graceSeconds?: number;
        };
        /** @enum {string} */
        SnapshotSwitches: "first" | "always" | "never";
        /** @description Base units, at least one */
        SomeQuantity: number;
        Source: {
            id: components["schemas"]["SourceId"];
            adapter: components["schemas"]["AdapterId"];
            name: string;
            settings: components["schemas"]["AdapterSettings"];
            /** @description Which secrets are set; their values are never shown */
            secretNames: string[];
            /** @description Take messages that nothing proves, where the provider signs none */
            allowUnsigned: boolean;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        SourceEdit: {
            name?: string;
            settings?: components["schemas"]["AdapterSettings"];
            allowUnsigned?: boolean;
        };
        /**
         * @description Names one source
         * @example src_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        SourceId: string;
        SourceMapping: {
            connectionId: components["schemas"]["ConnectionId"];
            /** @enum {string} */
            entityKind: "item" | "category" | "tax" | "charge" | "modifier_group" | "modifier_option" | "brand";
            externalId: string;
            entityId: string;
            providerVersion: string | null;
            lastDeliveryId: components["schemas"]["DeliveryId"] | null;
            lastSeenAt: components["schemas"]["Instant"];
            removed: boolean;
        };
        SourceStatement: {
            /** @description A connection, or `person` */
            source: string;
            values: {
                [key: string]: components["schemas"]["Json"];
            };
            edits: {
                [key: string]: {
                    by: string;
                    at: string;
                };
            };
            updatedAt: string;
        };
        SourceWithHook: {
            source: components["schemas"]["Source"];
            /** @description Holds the hook token: a secret, shown this once */
            hookPath: string;
            /** @description The same with PUBLIC_URL; null when that is not set */
            hookUrl: string | null;
        };
        StockAcknowledged: {
            entries: number;
        };
        StockAcknowledgement: {
            connectionId: components["schemas"]["ConnectionId"];
            /** @description Entries of sales, commits, receipts, adjustments and counts */
            entries: {
                itemId: components["schemas"]["ItemId"];
                sequence: number;
            }[];
            /**
             * @description When the source had them; null: now
             * @default null
             */
            acknowledgedAt?: components["schemas"]["Instant"] | null;
        };
        StockCheck: {
            /** @description What was found; empty: all is well. Of one position the first 20 */
            items: components["schemas"]["LedgerFinding"][];
            /** @description All that was found on this page, also what is not listed */
            found: number;
            /** @description Positions checked on this page */
            positions: number;
            /** @description Entries they were recomputed from */
            entries: number;
            /** @description Null: these were the last positions */
            nextCursor: string | null;
        };
        /** @description A provider whose figure is not the one that counts */
        StockConflict: {
            source: string;
            stated: number;
            decidedBy: string;
            decided: number;
        };
        StockEntry: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            sequence: number;
            kind: components["schemas"]["EntryKind"];
            reason: components["schemas"]["EntryReason"] | null;
            /** @description As it was said; a sale of an untracked item has one and changes no figure */
            quantity: components["schemas"]["Quantity"];
            deltas: components["schemas"]["BalanceDeltas"];
            after: components["schemas"]["Balances"];
            /** @description Which part of blocked the delta is */
            blockKind: components["schemas"]["BlockKind"] | null;
            /** @description Set by tracking_set */
            tracking: components["schemas"]["Tracking"] | null;
            lots: components["schemas"]["LotDelta"][];
            source: components["schemas"]["EntrySource"];
            actor: string;
            /** @description When it happened; a sale may be heard of late */
            occurredAt: components["schemas"]["Instant"];
            recordedAt: components["schemas"]["Instant"];
        };
        StockLeftOut: {
            itemId: string | null;
            externalId: string | null;
            why: components["schemas"]["StockLeftOutReason"];
        };
        /**
         * @description no_count: the source reported changes and never how many there are
         * @enum {string}
         */
        StockLeftOutReason: "unknown" | "untracked" | "said_twice" | "no_count";
        /** @enum {string} */
        StockLevel: "safety_stock" | "incoming";
        StockLineToSend: {
            itemId: components["schemas"]["ItemId"];
            /**
             * @description The provider's place within the store
             * @default null
             */
            warehouse?: string | null;
            /**
             * @description In base units; null: only on or off. A provider that counts needs it
             * @default null
             */
            quantity?: number | null;
            /** @default true */
            on?: boolean;
            /**
             * @description When it comes back by itself
             * @default null
             */
            until?: components["schemas"]["Instant"] | null;
        };
        StockLot: {
            lot: components["schemas"]["LotName"] | null;
            expiresOn: components["schemas"]["ExpiryDate"] | null;
            expiresAt: components["schemas"]["Instant"] | null;
            quantity: components["schemas"]["Quantity"];
            /** @description Of them in blocked, past their date */
            expired: components["schemas"]["Quantity"];
        };
        StockPosition: {
            position: components["schemas"]["Position"];
            /** @description Available to sell; below zero only where promises are not covered */
            ats: components["schemas"]["QuantityDelta"];
            /** @description ATS, never shown below zero; null: not tracked */
            sellable: components["schemas"]["Quantity"] | null;
            /** @description Promised units that are not covered */
            oversold: components["schemas"]["Quantity"];
            /** @description Null at a past instant */
            lots: components["schemas"]["StockLot"][] | null;
            /** @description When the provider that decides on hand was last heard from */
            heardAt: components["schemas"]["Instant"] | null;
            conflicts: components["schemas"]["StockConflict"][];
            /** @description The instant asked for; null: now */
            asOf: components["schemas"]["Instant"] | null;
        };
        StockPositionAnswer: {
            position: components["schemas"]["Position"];
            /** @description Available to sell; below zero only where promises are not covered */
            ats: components["schemas"]["QuantityDelta"];
            /** @description ATS, never shown below zero; null: not tracked */
            sellable: components["schemas"]["Quantity"] | null;
            /** @description Promised units that are not covered */
            oversold: components["schemas"]["Quantity"];
            /** @description Null at a past instant */
            lots: components["schemas"]["StockLot"][] | null;
            /** @description When the provider that decides on hand was last heard from */
            heardAt: components["schemas"]["Instant"] | null;
            conflicts: components["schemas"]["StockConflict"][];
            /** @description The instant asked for; null: now */
            asOf: components["schemas"]["Instant"] | null;
            stockVersion: components["schemas"]["StockVersion"];
        };
        StockReconciliation: {
            id: components["schemas"]["ReconciliationId"];
            storeId: components["schemas"]["StoreId"];
            status: components["schemas"]["StockReconciliationStatus"];
            /** @enum {string} */
            basis: "source" | "counts";
            source: components["schemas"]["ConnectionId"] | null;
            complete: boolean;
            countedAt: components["schemas"]["Instant"] | null;
            maxShare: number;
            maxUnits: number | null;
            /** @description Positions */
            compared: number;
            /** @description Positions that differ */
            changes: number;
            /** @description All differences, either way */
            units: number;
            /** @description Of the positions compared, between 0 and 1 */
            share: number;
            /** @description Why a person has to approve; empty: `apply` writes it. list_cut_off: a complete list with under 80 % of what is in stock */
            needsApproval: components["schemas"]["ApprovalReason"][];
            /** @description What could not be compared; the first of it */
            leftOut: {
                count: number;
                items: components["schemas"]["StockLeftOut"][];
            };
            /** @description Counts written so far */
            written: number;
            /** @description Left out, as the difference no longer stood */
            skipped: number;
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            decidedAt: components["schemas"]["Instant"] | null;
            decidedBy: string | null;
            finishedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description `agreed`: nothing differs; `approved`: being written, approve it again to go on after a failure
         * @enum {string}
         */
        StockReconciliationStatus: "agreed" | "proposed" | "approved" | "applied" | "rejected";
        StockShortfall: {
            storeId: components["schemas"]["StoreId"];
            itemId: components["schemas"]["ItemId"];
            /** @description Of the position's entry that showed it */
            sequence: number;
            /** @description Units that left beyond what was on hand */
            missing: components["schemas"]["Quantity"];
            /** @description Promised units that were not covered then */
            oversold: components["schemas"]["Quantity"];
            /** @description Promised units not covered now; 0: it is over */
            oversoldNow: components["schemas"]["Quantity"];
            recordedAt: components["schemas"]["Instant"];
        };
        /**
         * @description A version of a store's stock; hand it to `minStockVersion` of a later read to see what this call did
         * @example 5121
         */
        StockVersion: string;
        /** @description What a change of stock wrote */
        StockWritten: {
            written: components["schemas"]["WrittenAt"][];
            stockVersion: components["schemas"]["StockVersion"];
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
        StoreCatalog: {
            version: components["schemas"]["VersionToken"];
            /** @description Time alone changes it then; no cache may keep it longer */
            freshUntil: components["schemas"]["Instant"] | null;
            context: components["schemas"]["CatalogContext"];
            store: components["schemas"]["CatalogStore"];
            categories: components["schemas"]["CatalogCategory"][];
            /** @description Listed items, by rank; variations inside their parent */
            items: components["schemas"]["CatalogItem"][];
            modifierGroups: components["schemas"]["CatalogModifierGroup"][];
            taxes: components["schemas"]["CatalogTax"][];
            charges: components["schemas"]["CatalogCharge"][];
        };
        /** @description The currency stays: prices are in it */
        StoreEdit: {
            name?: string;
            kind?: components["schemas"]["StoreKind"];
            zone?: components["schemas"]["Zone"];
            /**
             * @description BCP 47
             * @example en-IN
             */
            defaultLocale?: string;
            hours?: components["schemas"]["OpeningHours"];
            /** @description When the trading day begins; "end of day" is the next one */
            businessDayStart?: components["schemas"]["LocalTime"];
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
        StoreItemEdit: {
            listed?: boolean;
            categoryId?: components["schemas"]["CategoryId"] | null;
            price?: {
                /** @description Minor units: paise, cents */
                priceMinor: number;
                /**
                 * @description Base units the price is for: 1 piece, 1000 g
                 * @default 1
                 */
                per?: number;
                /** @description Maximum retail price (MRP), same units */
                listPriceMinor?: number;
            };
            taxIds?: components["schemas"]["TaxId"][];
            /** @description Overrides the taxes; null: as each tax says */
            taxInclusive?: boolean | null;
            packingChargeMinor?: number;
            /** @description Empty: all */
            orderTypes?: components["schemas"]["OrderType"][];
            schedule?: components["schemas"]["Schedule"];
            maxQuantity?: number | null;
            rank?: number;
            switch?: components["schemas"]["Switch"];
        };
        /** @enum {string} */
        StoreKind: "restaurant" | "dark_store" | "retail";
        /** @description Every listed item and variation that can be sold */
        StoreOrderability: {
            version: components["schemas"]["VersionToken"];
            stockVersion: components["schemas"]["StockVersion"];
            asOf: components["schemas"]["Instant"];
            /** @description Time alone changes it then; no cache may keep it longer */
            freshUntil: components["schemas"]["Instant"] | null;
            context: components["schemas"]["CatalogContext"];
            items: {
                itemId: components["schemas"]["ItemId"];
                orderable: boolean;
                /** @description All that apply; empty exactly when it is orderable */
                reasons: components["schemas"]["Reason"][];
                /** @description Most units in one order, by stock and limits alone; null: no limit; absent: stock was not looked at */
                maxQuantity: number | null;
                /** @description When it becomes orderable if nobody changes anything; null: it is now, or not by time alone within 30 days */
                nextAvailableAt: components["schemas"]["Instant"] | null;
                /** @description Until when the answer holds if nobody changes anything; null: no end in sight */
                freshUntil: components["schemas"]["Instant"] | null;
            }[];
        };
        StoreStatus: {
            /** @enum {string} */
            state: "open" | "closed" | "paused";
            returnAt: components["schemas"]["Instant"] | null;
            reason: string | null;
        };
        Subscription: {
            id: components["schemas"]["SubscriptionId"];
            url: string;
            kinds: components["schemas"]["EventKind"][];
            /** @description Only events of this store and of the catalog of its merchant; null: of the whole tenant */
            storeId: components["schemas"]["StoreId"] | null;
            /** @enum {string} */
            status: "active" | "paused";
            /** @description Why it is paused: asked for, the receiver answered 410, or it failed for days */
            statusReason: ("request" | "gone" | "failing") | null;
            failingSince: components["schemas"]["Instant"] | null;
            /** @description Until then messages carry a signature with the secret before, too */
            previousSecretUntil: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        SubscriptionEdit: {
            /** @example https://pos.example.com/kirana */
            url?: string;
            kinds?: components["schemas"]["EventKind"][];
            /**
             * @description While paused, nothing new is queued for it
             * @enum {string}
             */
            status?: "active" | "paused";
        };
        /**
         * @description Names one subscription
         * @example sub_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        SubscriptionId: string;
        SubscriptionWithSecret: {
            subscription: components["schemas"]["Subscription"];
            /** @description Verifies the signatures (Standard Webhooks); shown this once */
            secret: string;
        };
        /** @description Off until then; null: until switched on */
        Switch: {
            on: boolean;
            until: components["schemas"]["Instant"] | null;
        };
        Sync: {
            id: components["schemas"]["SyncId"];
            connectionId: components["schemas"]["ConnectionId"];
            /** @description refetch: the provider said only that something changed */
            reason: components["schemas"]["SyncReason"];
            /** @description A part, as the adapter names it; null: everything */
            scope: string | null;
            /** @description All there is; false: what changed since the last pull */
            whole: boolean;
            /**
             * @description waiting: for its turn, after a failure, or for its pages to be applied
             * @enum {string}
             */
            status: "running" | "waiting" | "done" | "failed";
            pages: number;
            /** @description Every page is in the inbox */
            fetched: boolean;
            /** @description Failures in a row */
            attempts: number;
            nextAttemptAt: components["schemas"]["Instant"] | null;
            drift: components["schemas"]["Drift"] | null;
            code: string | null;
            detail: string | null;
            requestedBy: string;
            createdAt: components["schemas"]["Instant"];
            finishedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description Names one sync
         * @example syn_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        SyncId: string;
        /** @enum {string} */
        SyncReason: "demand" | "schedule" | "refetch";
        TaxAmount: {
            /** @constant */
            kind: "rate";
            percent: components["schemas"]["DecimalText"];
        } | {
            /** @constant */
            kind: "fixed";
            amountMinor: number;
        };
        /** @enum {string} */
        TaxComponent: "cgst" | "sgst" | "igst" | "cess" | "vat" | "sales_tax" | "other";
        /**
         * @description Names one tax
         * @example tax_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        TaxId: string;
        TaxShare: {
            taxId: components["schemas"]["TaxId"];
            name: string;
            component: components["schemas"]["TaxComponent"];
            inclusive: boolean;
            amountMinor: number;
        };
        Tenant: {
            id: components["schemas"]["TenantId"];
            name: string;
            createdAt: components["schemas"]["Instant"];
        };
        /**
         * @description Names one tenant
         * @example tnt_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        TenantId: string;
        /** @enum {string} */
        Tracking: "counted" | "untracked";
        /** @description How long it holds from now; a duration, so that clocks need not agree */
        TtlSeconds: number;
        Upload: {
            id: components["schemas"]["UploadId"];
            connectionId: components["schemas"]["ConnectionId"];
            storeId: components["schemas"]["StoreId"] | null;
            location: string;
            /** @enum {string} */
            origin: "http" | "folder" | "s3";
            fileName: string | null;
            mediaType: string;
            /**
             * @description failed: it did not arrive, or cannot be read; what was taken before is applied
             * @enum {string}
             */
            status: "receiving" | "applying" | "done" | "failed";
            bytes: number;
            /** @description Deliveries the file was cut into */
            parts: number;
            /** @description With the one that removes what a complete list leaves out */
            deliveries: {
                pending: number;
                applied: number;
                stale: number;
                dead: number;
            };
            /** @description Entities that really changed */
            changed: number;
            /** @description Rows, or fields of rows, that could not be applied */
            problems: number;
            /** @description Kinds of which it is the complete list */
            completes: string[];
            sha256: string | null;
            /** @description An upload of the same bytes to the same place within 7 days */
            sameAs: components["schemas"]["UploadId"] | null;
            code: string | null;
            detail: string | null;
            requestedBy: string;
            createdAt: components["schemas"]["Instant"];
            receivedAt: components["schemas"]["Instant"] | null;
            finishedAt: components["schemas"]["Instant"] | null;
        };
        /**
         * @description Names one upload
         * @example upl_01k4f2m8r5e6s9v0a1b2c3d4e5
         */
        UploadId: string;
        UploadProblem: {
            id: components["schemas"]["DeadLetterId"];
            deliveryId: components["schemas"]["DeliveryId"];
            /** @description As a spreadsheet counts: the header is row 1 */
            row: number | null;
            column: string | null;
            externalId: string | null;
            code: string;
            message: string;
            /** @enum {string} */
            status: "open" | "resolved" | "skipped";
        };
        /** @example 412-96 */
        VersionToken: string;
        /** @example https://pos.example.com */
        WebOrigin: string;
        WeeklyWindow: {
            days: number[];
            from: components["schemas"]["LocalTime"];
            to: components["schemas"]["LocalTime"];
        };
        /** @description The last entry that was written at the position */
        WrittenAt: {
            itemId: components["schemas"]["ItemId"];
            sequence: number;
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
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAdapters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Adapter"][];
                        nextCursor: null;
                    };
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommands: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                connectionId?: components["schemas"]["ConnectionId"];
                status?: components["schemas"]["CommandStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Command"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commandId: components["schemas"]["CommandId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                sourceId?: components["schemas"]["SourceId"];
                merchantId?: components["schemas"]["MerchantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Connection"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /**
             * @description `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_EXISTS`: Something with this identity exists already.
             *
             *     `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /**
             * @description `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionCheck"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `PROVIDER_UNREACHABLE`: The provider did not answer as expected.
             *
             *     `PROVIDER_RATE_LIMITED`: The provider asked us to wait.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCommand"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandsMade"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `NOT_FOUND`: There is nothing here for this key.
             *
             *     `LOCATION_UNKNOWN`: The provider location is not linked to a store.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `CONNECTION_PAUSED`: The connection is paused.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ConnectionLocation"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnectionLocation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionLocation"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
                location: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMappings: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                entityKind?: "item" | "category" | "tax" | "charge" | "modifier_group" | "modifier_option" | "brand";
                externalId?: string;
                entityId?: string;
            };
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SourceMapping"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSourceMapping"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceMapping"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startSync: {
        parameters: {
            query?: {
                /** @description One of the pullScopes of the adapter; left out: everything */
                scope?: string;
                /** @description changed: since the last pull, where the adapter can tell; all: all there is */
                part?: "all" | "changed";
            };
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sync"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONNECTION_PAUSED`: The connection is paused.
             *
             *     `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: {
                /** @description Of the connection; left out: its only one */
                location?: string;
                /** @description For people */
                fileName?: string;
            };
            header?: never;
            path: {
                connectionId: components["schemas"]["ConnectionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `UPLOAD_UNREADABLE`: The file cannot be read as the mapping of its connection says.
             *
             *     `UPLOAD_BROKEN_OFF`: The file did not arrive to its end.
             *
             *     `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CAPABILITY_MISSING`: The adapter does not declare this capability.
             *
             *     `CONNECTION_PAUSED`: The connection is paused.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `UPLOAD_TYPE_UNSUPPORTED`: The adapter takes no files of this type.
             *
             *     `ENCODING_UNSUPPORTED`: The content encoding or type is not supported.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: components["schemas"]["DeadLetterStatus"];
                connectionId?: components["schemas"]["ConnectionId"];
                code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONNECTION_PAUSED`: The connection is paused.
             *
             *     `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skipDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deadLetterId: components["schemas"]["DeadLetterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: components["schemas"]["DeliveryStatus"];
                connectionId?: components["schemas"]["ConnectionId"];
                endpoint?: string;
                since?: components["schemas"]["Instant"];
                until?: components["schemas"]["Instant"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeliveryRaw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `NOT_FOUND`: There is nothing here for this key.
             *
             *     `ARCHIVE_BODY_MISSING`: The archived body is gone or damaged.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `SECRET_KEY_UNKNOWN`: Sealed data was written under a key this server does not have.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resendDispatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dispatchId: components["schemas"]["DispatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispatch"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHookByGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHookByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHookAtByGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHookAtByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveHookAt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hookToken: string;
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `SIGNATURE_INVALID`: The message could not be authenticated. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OVERLOADED`: The queue for this work is full. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedItem"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseItemEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                itemId: components["schemas"]["ItemId"];
                field: "name" | "description" | "images" | "sellable" | "variationLabel" | "baseUnit" | "taxCode" | "diet" | "allergens" | "restrictions" | "attributes" | "translations" | "tags" | "barcodes";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedItem"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followTenant: {
        parameters: {
            query?: {
                /** @description Only these kinds of events, with commas between them */
                kinds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SHUTTING_DOWN`: The server is stopping. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMatches: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: "open" | "merged" | "kept_apart";
                connectionId?: components["schemas"]["ConnectionId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MappingMatch"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideMatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                matchId: components["schemas"]["MatchId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchDecision"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingMatch"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Merchant"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMerchant"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["schemas"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["schemas"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MerchantEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: components["schemas"]["QuarantineStatus"];
                connectionId?: components["schemas"]["ConnectionId"];
                code?: "PRICE_SUSPICIOUS" | "SNAPSHOT_SUSPICIOUS";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Quarantined"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuarantined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: components["schemas"]["QuarantineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quarantined"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveQuarantined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: components["schemas"]["QuarantineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quarantined"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `NOT_FOUND`: There is nothing here for this key.
             *
             *     `ARCHIVE_BODY_MISSING`: The archived body is gone or damaged.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ARCHIVE_UNAVAILABLE`: The archive could not store or read the body. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectQuarantined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: components["schemas"]["QuarantineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quarantined"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Replay"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                replayId: components["schemas"]["ReplayId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                replayId: components["schemas"]["ReplayId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Source"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSource"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceWithHook"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["SourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["SourceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["SourceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /**
             * @description `ADAPTER_UNKNOWN`: No such adapter is installed.
             *
             *     `SETTINGS_INVALID`: The settings do not fit the schema of the adapter.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateHookToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: components["schemas"]["SourceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HookTokenRotation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceWithHook"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                merchantId?: components["schemas"]["MerchantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Store"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStore"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalog: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                /** @description Judge as of this instant instead of now; not cached */
                at?: string;
                minVersion?: components["schemas"]["VersionToken"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreCatalog"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStoreItemByExternalId: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                /** @description Judge as of this instant instead of now; not cached */
                at?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                connectionId: components["schemas"]["ConnectionId"];
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogItemAnswer"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStoreItems: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                /** @description Judge as of this instant instead of now; not cached */
                at?: string;
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                categoryId?: components["schemas"]["CategoryId"];
                listed?: string;
                /** @description Names that contain this, in any case */
                name?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogItemPage"];
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStoreItem: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                /** @description Judge as of this instant instead of now; not cached */
                at?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogItemAnswer"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editStoreItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreItemEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedStoreItem"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseStoreItemEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
                field: "listed" | "categoryId" | "price" | "taxIds" | "taxInclusive" | "packingChargeMinor" | "orderTypes" | "schedule" | "maxQuantity" | "rank";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditedStoreItem"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainItem: {
        parameters: {
            query?: {
                at?: components["schemas"]["Instant"];
                orderType?: components["schemas"]["OrderType"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrderability: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                at?: components["schemas"]["Instant"];
                minVersion?: components["schemas"]["VersionToken"];
                minStockVersion?: components["schemas"]["StockVersion"];
                /** @description Units asked for */
                quantity?: number;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOrderability"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `COMPONENTS_INVALID`: The components of a bundle go round in a circle, too deep or too wide.
             *
             *     `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemSources"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followStore: {
        parameters: {
            query?: {
                /** @description Only these kinds of events, with commas between them. Without it all but stock.changed and stock.shortfall, which come with every order */
                kinds?: string;
                /** @description As the header Last-Event-ID, which goes before it: the id of the last event, or the `version` of an answer */
                lastEventId?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SHUTTING_DOWN`: The server is stopping.
             *
             *     `DATABASE_UNAVAILABLE`: The database did not answer.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStoreOrderability: {
        parameters: {
            query?: {
                orderType?: components["schemas"]["OrderType"];
                channel?: string;
                at?: components["schemas"]["Instant"];
                minVersion?: components["schemas"]["VersionToken"];
                minStockVersion?: components["schemas"]["StockVersion"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreOrderability"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askOrderability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderabilityQuestion"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderabilityAnswer"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SCOPE_MISSING`: The key lacks the scope this call needs.
             *
             *     `ORIGIN_FORBIDDEN`: The token is not valid from this origin.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `COMPONENTS_INVALID`: The components of a bundle go round in a circle, too deep or too wide.
             *
             *     `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReservations: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: components["schemas"]["ReservationStatus"];
                minStockVersion?: components["schemas"]["StockVersion"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Reservation"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                        stockVersion: components["schemas"]["StockVersion"];
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reserve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReservation"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationAnswer"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STOCK_INSUFFICIENT`: There is not enough stock.
             *
             *     `NOT_ORDERABLE`: An item cannot be ordered now.
             *
             *     `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             *
             *     `COMPONENTS_INVALID`: The components of a bundle go round in a circle, too deep or too wide.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `RESERVATION_ID_REUSED`: The reservation id was used for another request.
             *
             *     `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `HOLD_QUOTA_EXCEEDED`: The key has as many open reservations as it may.
             *
             *     `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReservation: {
        parameters: {
            query?: {
                minStockVersion?: components["schemas"]["StockVersion"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationAnswer"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commitReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommitReservation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationAnswer"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `RESERVATION_ENDED`: The reservation has been committed or released already.
             *
             *     `RESERVATION_EXPIRED`: The reservation is past its time and holds nothing.
             *
             *     `COMMIT_BEYOND_HELD`: More is committed than the line holds.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extendReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendReservation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationAnswer"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `RESERVATION_ENDED`: The reservation has been committed or released already.
             *
             *     `RESERVATION_EXPIRED`: The reservation is past its time and holds nothing.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseReservation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reservationId: components["schemas"]["ReservationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationAnswer"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `RESERVATION_ENDED`: The reservation has been committed or released already.
             *
             *     `RESERVATION_EXPIRED`: The reservation is past its time and holds nothing.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordSale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSale"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `COMPONENTS_INVALID`: The components of a bundle go round in a circle, too deep or too wide.
             *
             *     `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStockShortfalls: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockShortfall"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStoreStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStoreStatus"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStock: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                minStockVersion?: components["schemas"]["StockVersion"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockPosition"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                        stockVersion: components["schemas"]["StockVersion"];
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockAcknowledgement"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockAcknowledged"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockAdjustment"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STOCK_INSUFFICIENT`: There is not enough stock.
             *
             *     `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    blockStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockBlock"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STOCK_INSUFFICIENT`: There is not enough stock.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkStock: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                itemId?: components["schemas"]["ItemId"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCheck"];
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockCount"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStockLevel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockLevel"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockReceipt"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `QUANTITY_ABOVE_MAXIMUM`: The quantity is above the most there may be.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStockReconciliations: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: components["schemas"]["StockReconciliationStatus"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockReconciliation"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reconcileStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockReconciliation"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReconciliation"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStockReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reconciliationId: components["schemas"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReconciliation"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveStockReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reconciliationId: components["schemas"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveStockReconciliation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReconciliation"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `RECONCILIATION_CHANGES_DIFFER`: The number of changes given is not the number that would be made.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReconciledStockCounts: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reconciliationId: components["schemas"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReconciledStockCount"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectStockReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                reconciliationId: components["schemas"]["ReconciliationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockReconciliation"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `STATE_CONFLICT`: The call does not fit the present state.
             *
             *     `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStockTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStockTracking"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockWritten"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `OVERLOADED`: The queue for this work is full.
             *
             *     `RATE_LIMITED`: Too many requests for this key.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStock: {
        parameters: {
            query?: {
                at?: components["schemas"]["Instant"];
                /** @description Never answer with anything older: the `sequence` that a write gave for this item */
                minSequence?: number;
                minStockVersion?: components["schemas"]["StockVersion"];
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockPositionAnswer"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_CONFLICT`: The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStockEntries: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
                itemId: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockEntry"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBrowserToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: components["schemas"]["StoreId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBrowserToken"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserToken"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            /**
             * @description `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionEdit"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description `URL_FORBIDDEN`: The URL points to an address that is not allowed.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDispatches: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                status?: "pending" | "delivered" | "failed";
            };
            header?: never;
            path: {
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dispatch"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SigningSecretRotation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionWithSecret"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSyncs: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                connectionId?: components["schemas"]["ConnectionId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Sync"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: components["schemas"]["SyncId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sync"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Tenant"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `CURSOR_INVALID`: The page cursor is not one of ours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedTenant"];
                };
            };
            /**
             * @description `REQUEST_INVALID`: The request does not fit its schema.
             *
             *     `JSON_INVALID`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is over the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ENCODING_UNSUPPORTED`: The content encoding or type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["schemas"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenantId: components["schemas"]["TenantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_IN_FLIGHT`: A call with this idempotency key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploads: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                connectionId?: components["schemas"]["ConnectionId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Upload"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uploadId: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description `REQUEST_INVALID`: The request does not fit its schema. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploadProblems: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                uploadId: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UploadProblem"][];
                        /** @description Null: this was the last page */
                        nextCursor: string | null;
                    };
                };
            };
            /**
             * @description `CURSOR_INVALID`: The page cursor is not one of ours.
             *
             *     `REQUEST_INVALID`: The request does not fit its schema.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `KEY_MISSING`: No API key was sent.
             *
             *     `KEY_INVALID`: The API key or token is unknown, revoked or expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The key lacks the scope this call needs. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here for this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests for this key. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
