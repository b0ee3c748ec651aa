/**
 * A position only ever moves on with its ledger. Reserved is never raised beyond what is sellable; it may be found beyond it, after a true
 * recount, and then stays. One that is put in with figures (a dump that is restored) must be what its last entry says.
 */
const GUARD_POSITION = `create function guard_inventory_position() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.opening_tracking := coalesce(new.opening_tracking, new.tracking);
    if new.sequence = 0 then
      if new.on_hand + new.blocked_damaged + new.blocked_quality_check + new.blocked_recalled + new.blocked_expired
        + new.reserved + new.safety_stock + new.incoming <> 0 or new.lots <> '[]' then
        raise exception 'a position without entries has no quantities' using errcode = 'check_violation';
      end if;
    elsif not exists (
      select from stock_entries e
      where e.tenant_id = new.tenant_id and e.store_id = new.store_id and e.item_id = new.item_id
        and e.sequence = new.sequence and e.on_hand = new.on_hand and e.reserved = new.reserved
        and e.blocked = new.blocked_damaged + new.blocked_quality_check + new.blocked_recalled + new.blocked_expired
        and e.safety_stock = new.safety_stock and e.incoming = new.incoming) then
      raise exception 'a position is what its last entry says' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.tenant_id <> old.tenant_id or new.store_id <> old.store_id or new.item_id <> old.item_id then
    raise exception 'a position stays where it is' using errcode = 'check_violation';
  end if;
  if new.sequence <= old.sequence then
    raise exception 'a position moves on with its entries only' using errcode = 'check_violation';
  end if;
  if new.tracking = 'counted' and new.reserved > old.reserved
    and new.on_hand - new.blocked_damaged - new.blocked_quality_check - new.blocked_recalled - new.blocked_expired
      - new.reserved - new.safety_stock < 0 then
    raise exception 'more would be promised than is sellable' using errcode = 'check_violation';
  end if;
  return new;
end $$`;

/** Entries are added and never changed. They go only with their tenant, which the system role erases. */
const GUARD_ENTRIES = `create function guard_stock_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'kirana_system' then return old; end if;
  raise exception 'entries of the ledger are never changed' using errcode = 'check_violation';
end $$`;

export const LEDGER_GUARDS = [
  GUARD_POSITION,
  `create trigger guard_inventory_position before insert or update on inventory_positions
  for each row execute function guard_inventory_position()`,
  GUARD_ENTRIES,
  `create trigger guard_stock_entry before update or delete on stock_entries
  for each row execute function guard_stock_entry()`,
] as const;
