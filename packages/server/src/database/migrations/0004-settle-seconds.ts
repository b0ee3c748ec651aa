import { type Kysely, sql } from 'kysely';

/** How long a provider's count takes to have our sales in it, per connection: providers differ in minutes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table connections
      add column stock_settle_seconds int not null default 300 check (stock_settle_seconds >= 0),
      add column acknowledges_sales boolean not null default false`.execute(db);
}
