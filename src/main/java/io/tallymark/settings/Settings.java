package io.tallymark.settings;

/** placeholder */
public record Settings() {}
