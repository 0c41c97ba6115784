-- addresses, one a line, by which recipients of a raw message leave
alter table snapshot add column unsubscribe_targets text default '' not null;

-- Finds a link of a snapshot by its target, which may be too long for an index: the first eight bytes of SHA-256 over both, as the
-- product makes it.
alter table link add column target_key bigint;
update link set target_key = ${link_target_key};
create index link_by_target on link (target_key);
