package io.tallymark.instrument;

import java.util.List;

/**
 * What was found in a message.
 *
 * @param links all of them in the order of the document, also those left alone
 * @param pixelOffset where the pixel goes, in UTF-16 units
 * @param warnings what a sender should know, in sentences
 */
public record Scan(List<FoundLink> links, int pixelOffset, List<String> warnings) {}
