-- Lines that begin with a placeholder are comments on the other database.

-- Recipients are ordered by their bytes, whatever the database's own order is, so that those that begin alike lie side by side in an
-- index. H2 orders them so anyway.
${on_postgresql} alter table message alter column recipient set data type varchar(200) collate "C";
${on_postgresql} alter table recipient_tally alter column recipient set data type varchar(200) collate "C";

-- The recipients of one version in their order. This index can do what the one before could, but H2 has bound that to the foreign key.
create index message_by_snapshot_and_recipient on message (snapshot_id, recipient);
${on_postgresql} drop index message_by_snapshot;
