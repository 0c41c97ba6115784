package io.tallymark.instrument;

/** A message whose structure cannot be told for certain; its text is the reason, in plain ASCII. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String reason) {
        super("malformed: " + reason);
    }
}
