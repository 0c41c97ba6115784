package io.tallymark.instrument;

/** A part of a message is longer than the caller allows. */
public final class PartTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Part part;

    PartTooLargeException(Part part) {
        super("The part " + part + " is too long");
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
