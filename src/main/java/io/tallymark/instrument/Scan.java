package io.tallymark.instrument;

import java.util.List;
import java.util.OptionalInt;

/**
 * What was found in the HTML or the plain text of a message.
 *
 * @param links all of them in the order of the document, also those left alone
 * @param pixel where the pixel goes, in UTF-16 units; empty in plain text, and in HTML that holds one of ours already
 * @param warnings what a sender should know, in sentences
 */
public record Scan(List<FoundLink> links, OptionalInt pixel, List<String> warnings) {}
