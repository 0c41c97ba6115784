package io.tallymark.classify;

/**
 * Something that was seen and its value.
 *
 * @param rule the name of the rule that looks for it
 * @param evidence words for people, with the value, for example {@code 7 links in 0.9 s}
 */
public record Signal(String rule, String evidence) {}
