package io.tallymark.dashboard;

/**
 * A secret that is shown this once.
 *
 * @param name whose, or what for
 */
public record OneTime(String name, String secret) {}
