-- The first eight bytes of SHA-256 over the snapshot and the target, as the product makes them. H2 spells it in another way.
update link set target_key = cast(cast('x' || encode(substring(sha256(convert_to(cast(snapshot_id as text) || ' ' || target, 'UTF8'))
    from 1 for 8), 'hex') as bit(64)) as bigint);
create index link_by_target on link (target_key);
