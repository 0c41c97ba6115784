package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Numbers of recipients, each of whom counts once; as differences they may be negative. */
record Uniques(
        long openHuman, long openProxyOnly, long openAny, long clickHuman, long clickAny, long clickWithoutOpen) {

    static final Uniques NONE = new Uniques(0, 0, 0, 0, 0, 0);

    static final List<String> COLUMNS = List.of(
            "unique_open_human",
            "unique_open_proxy_only",
            "unique_open_any",
            "unique_click_human",
            "unique_click_any",
            "unique_click_without_open");

    /** As what one recipient with these events counts. */
    static Uniques of(Counts counts) {
        boolean openHuman = counts.of(Kind.OPEN, EventClass.HUMAN) > 0;
        boolean openProxy = counts.of(Kind.OPEN, EventClass.PROXY) > 0;
        boolean clickHuman = counts.of(Kind.CLICK, EventClass.HUMAN) > 0;
        return new Uniques(
                one(openHuman),
                one(!openHuman && openProxy),
                one(counts.any(Kind.OPEN) > 0),
                one(clickHuman),
                one(counts.any(Kind.CLICK) > 0),
                one(clickHuman && !openHuman && !openProxy));
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    static Uniques read(ResultSet row, int first) throws SQLException {
        return new Uniques(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getLong(first + 4),
                row.getLong(first + 5));
    }

    Uniques plus(Uniques other) {
        return new Uniques(
                openHuman + other.openHuman,
                openProxyOnly + other.openProxyOnly,
                openAny + other.openAny,
                clickHuman + other.clickHuman,
                clickAny + other.clickAny,
                clickWithoutOpen + other.clickWithoutOpen);
    }

    Uniques minus(Uniques other) {
        return new Uniques(
                openHuman - other.openHuman,
                openProxyOnly - other.openProxyOnly,
                openAny - other.openAny,
                clickHuman - other.clickHuman,
                clickAny - other.clickAny,
                clickWithoutOpen - other.clickWithoutOpen);
    }

    /** 1 if one recipient opened, plus 2 if he clicked, in the sense of the headline. */
    static int standing(Counts counts) {
        Uniques one = of(counts);
        return (int) (one.openHuman + one.openProxyOnly + 2 * one.clickHuman);
    }

    long[] cells() {
        return new long[] {openHuman, openProxyOnly, openAny, clickHuman, clickAny, clickWithoutOpen};
    }
}
