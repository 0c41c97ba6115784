-- Raw events: appended, never edited but for the shortening of addresses. No foreign key to message: an event is kept even
-- when its message is not known (a database restored from a backup).

create table event (
    id uuid primary key,
    kind varchar(5) not null,
    message_id uuid not null,
    campaign_id uuid not null,
    snapshot_id uuid not null,
    link_id bigint not null,
    occurred_at timestamp with time zone not null,
    method varchar(20) not null,
    user_agent varchar(1024) not null,
    address varchar(45) not null,
    headers text not null,
    import_id varchar(200)
);
create index event_by_time on event (occurred_at, id);
create index event_by_campaign on event (campaign_id, occurred_at, id);
create index event_by_message on event (message_id, occurred_at, id);

-- how far each node's journal is loaded; written in the same transaction as the events
create table journal_position (
    journal_id uuid primary key,
    last_record bigint not null,
    loaded_at timestamp with time zone not null
);

-- up to which moment the addresses of events are shortened
create table address_shortening (
    id integer primary key,
    shortened_up_to timestamp with time zone not null,
    last_event uuid not null
);
