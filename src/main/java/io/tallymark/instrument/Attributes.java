package io.tallymark.instrument;

/** The attributes of a link's tag. */
@FunctionalInterface
interface Attributes {

    /** No attributes, as in plain text. */
    Attributes NONE = name -> null;

    /** The value with its character references decoded; null if there is no such attribute. */
    String value(String name);
}
