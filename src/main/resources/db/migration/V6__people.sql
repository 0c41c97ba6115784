-- people who sign in: how it went so far, and how they like to see the dashboard
alter table app_user alter column password_hash drop not null;
alter table app_user add column disabled boolean default false not null;
alter table app_user add column failures integer default 0 not null;
alter table app_user add column locked_until timestamp with time zone;
alter table app_user add column last_sign_in_at timestamp with time zone;
-- sessions that began earlier end: a changed password or right signs out everywhere
alter table app_user add column sessions_valid_from timestamp with time zone;
-- issuer and subject of an OpenID Connect account
alter table app_user add column oidc_subject varchar(500);
alter table app_user add constraint app_user_by_subject unique (oidc_subject);
-- null: as the browser says, and the zone of the installation
alter table app_user add column language varchar(10);
alter table app_user add column time_zone varchar(60);
alter table app_user add column theme varchar(10) default 'SYSTEM' not null;

-- who changed what; appended only
create table audit_entry (
    id uuid primary key,
    at timestamp with time zone not null,
    who varchar(100) not null,
    action varchar(60) not null,
    subject varchar(300) not null,
    detail text
);
create index audit_entry_by_time on audit_entry (at);
