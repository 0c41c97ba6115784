-- the recipients of one version in their order; the shorter index stays, because H2 needs it for the foreign key
create index message_by_snapshot_and_recipient on message (snapshot_id, recipient);
