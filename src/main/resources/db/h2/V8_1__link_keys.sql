-- The first eight bytes of SHA-256 over the snapshot and the target, as the product makes them. PostgreSQL spells it in another way.
update link set target_key = cast(substring(hash('SHA-256', cast(snapshot_id as varchar) || ' ' || target) from 1 for 8) as bigint);
create index link_by_target on link (target_key);
