create table api_key (
    id uuid primary key,
    name varchar(200) not null,
    rights varchar(10) not null,
    key_hash char(64) not null unique,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone
);

create table app_user (
    name varchar(100) primary key,
    password_hash varchar(300) not null,
    role varchar(20) not null,
    must_change_password boolean not null,
    created_at timestamp with time zone not null
);

-- answers already given, so that a repeated request creates nothing twice
create table given_answer (
    caller uuid not null,
    idempotency_key varchar(200) not null,
    request_hash char(64) not null,
    status integer not null,
    body text not null,
    created_at timestamp with time zone not null,
    primary key (caller, idempotency_key)
);
create index given_answer_by_age on given_answer (created_at);
