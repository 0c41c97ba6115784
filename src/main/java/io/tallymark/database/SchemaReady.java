package io.tallymark.database;

/** Fired once, outside any transaction, when the schema is in place: from now on there are tables to read and write. */
public record SchemaReady() {}
