-- Numbers that reports read instead of counting events. All of them are written by JDBC only, in the transaction that stores the
-- verdicts; no foreign keys, because messages and verdicts are written through another connection of the same transaction.
-- A scope is a campaign or a snapshot (link_id 0) or a link (its snapshot and link_id).

-- what of each event is counted; outlives the event
create table tallied_event (
    message_id uuid not null,
    event_id uuid not null,
    kind varchar(5) not null,
    link_id bigint not null,
    occurred_at timestamp with time zone not null,
    class varchar(13) not null,
    provider varchar(6) not null,
    primary key (message_id, event_id)
);

create table message_tally (
    message_id uuid primary key,
    campaign_id uuid not null,
    snapshot_id uuid not null,
    open_count bigint default 0 not null,
    open_first timestamp with time zone,
    open_last timestamp with time zone,
    open_human_count bigint default 0 not null,
    open_human_first timestamp with time zone,
    open_human_last timestamp with time zone,
    click_count bigint default 0 not null,
    click_first timestamp with time zone,
    click_last timestamp with time zone,
    click_human_count bigint default 0 not null,
    click_human_first timestamp with time zone,
    click_human_last timestamp with time zone,
    last_human timestamp with time zone
);
create index message_tally_by_campaign on message_tally (campaign_id, last_human);
create index message_tally_by_snapshot on message_tally (snapshot_id, last_human);

-- standing: 0 neither opened nor clicked, 1 opened, 2 clicked, 3 both
create table recipient_tally (
    scope uuid not null,
    link_id bigint not null,
    recipient varchar(200) not null,
    standing integer default 0 not null,
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    open_human integer default 0 not null,
    open_proxy integer default 0 not null,
    open_scanner integer default 0 not null,
    open_duplicate integer default 0 not null,
    open_internal_test integer default 0 not null,
    open_undecided integer default 0 not null,
    click_human integer default 0 not null,
    click_proxy integer default 0 not null,
    click_scanner integer default 0 not null,
    click_duplicate integer default 0 not null,
    click_internal_test integer default 0 not null,
    click_undecided integer default 0 not null,
    open_gmail integer default 0 not null,
    open_apple integer default 0 not null,
    primary key (scope, link_id, recipient)
);
create index recipient_tally_by_standing on recipient_tally (scope, link_id, standing, recipient);

create table scope_tally (
    scope uuid not null,
    link_id bigint not null,
    lane integer not null,
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    open_human bigint default 0 not null,
    open_proxy bigint default 0 not null,
    open_scanner bigint default 0 not null,
    open_duplicate bigint default 0 not null,
    open_internal_test bigint default 0 not null,
    open_undecided bigint default 0 not null,
    click_human bigint default 0 not null,
    click_proxy bigint default 0 not null,
    click_scanner bigint default 0 not null,
    click_duplicate bigint default 0 not null,
    click_internal_test bigint default 0 not null,
    click_undecided bigint default 0 not null,
    open_gmail bigint default 0 not null,
    open_apple bigint default 0 not null,
    unique_open_human bigint default 0 not null,
    unique_open_proxy_only bigint default 0 not null,
    unique_open_any bigint default 0 not null,
    unique_click_human bigint default 0 not null,
    unique_click_any bigint default 0 not null,
    unique_click_without_open bigint default 0 not null,
    primary key (scope, link_id, lane)
);

-- quarter: of an hour since 1970, because there are zones like +05:45
create table quarter_tally (
    scope uuid not null,
    quarter integer not null,
    lane integer not null,
    open_human integer default 0 not null,
    open_proxy integer default 0 not null,
    open_scanner integer default 0 not null,
    open_duplicate integer default 0 not null,
    open_internal_test integer default 0 not null,
    open_undecided integer default 0 not null,
    click_human integer default 0 not null,
    click_proxy integer default 0 not null,
    click_scanner integer default 0 not null,
    click_duplicate integer default 0 not null,
    click_internal_test integer default 0 not null,
    click_undecided integer default 0 not null,
    open_gmail integer default 0 not null,
    open_apple integer default 0 not null,
    primary key (scope, quarter, lane)
);

-- messages minted; in shards, so that callers who mint at once do not wait for each other
create table sent_tally (
    snapshot_id uuid not null,
    shard integer not null,
    campaign_id uuid not null,
    sent bigint default 0 not null,
    internal_tests bigint default 0 not null,
    opens_off bigint default 0 not null,
    clicks_off bigint default 0 not null,
    primary key (snapshot_id, shard)
);
create index sent_tally_by_campaign on sent_tally (campaign_id);

insert into sent_tally (snapshot_id, shard, campaign_id, sent, internal_tests, opens_off, clicks_off)
select snapshot_id, 0, campaign_id,
    count(*) filter (where not internal_test),
    count(*) filter (where internal_test),
    count(*) filter (where not internal_test and opens = 'OFF'),
    count(*) filter (where not internal_test and clicks = 'OFF')
from message group by snapshot_id, campaign_id;

-- every message that has events is decided once more, which makes its tallies
insert into classification_ticket (lane, due_at, message_id, source)
select distinct mod(position(right(cast(message_id as varchar(36)), 1) in '0123456789abcdef') - 1, 8),
    current_timestamp, message_id, cast('00000000-0000-0000-0000-000000000000' as uuid)
from event on conflict do nothing;

create table tally_verification (
    id uuid primary key,
    status varchar(10) not null,
    last_campaign uuid not null,
    campaigns integer not null,
    campaigns_done integer not null,
    differences bigint not null,
    details text not null,
    started_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    started_by varchar(200) not null
);
