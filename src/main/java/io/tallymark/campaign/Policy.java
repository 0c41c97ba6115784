package io.tallymark.campaign;

/** Whether opens or clicks of a message are tracked. */
public enum Policy {
    /** Each event names the message, so its recipient. */
    IDENTIFIED,
    /** Nothing is inserted or rewritten. */
    OFF;

    Policy orStricter(Policy other) {
        return this == OFF ? OFF : other;
    }
}
