-- Lists of events are read along these, whatever they are narrowed to. Written for PostgreSQL and for H2 in PostgreSQL mode.
-- The kind comes before the time, because there may be ten million opens and no click; a list of both is read as two.

create index event_of_kind on event (kind, occurred_at, id);
drop index event_by_time;
alter index event_of_kind rename to event_by_time;

create index event_of_campaign on event (campaign_id, kind, occurred_at, id);
drop index event_by_campaign;
alter index event_of_campaign rename to event_by_campaign;

create index event_by_snapshot on event (snapshot_id, kind, occurred_at, id);

-- events of a class: those of one that is rare are not found by looking at all
create index tallied_event_by_class on tallied_event (class, kind, occurred_at, event_id);
