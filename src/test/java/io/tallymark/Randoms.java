package io.tallymark;

import java.util.Random;
import java.util.function.Consumer;

/** Property tests: the same check on many random cases; a failure names the seed that repeats it. */
public final class Randoms {

    private Randoms() {}

    /** Runs {@code property} with {@code cases} generators; {@code -Dseed=…} repeats a single one. */
    public static void forAll(int cases, Consumer<Random> property) {
        Long only = Long.getLong("seed");
        long first = only == null ? System.nanoTime() : only;
        for (int i = 0; i < (only == null ? cases : 1); i++) {
            long seed = first + i;
            try {
                property.accept(new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("Failed with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** One of the given values. */
    @SafeVarargs
    public static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    /** A text of up to {@code longest} characters, hostile ones among them. */
    public static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        while (text.length() < length) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "<>&\"'%/?#=\\{}[]|^`$".charAt(random.nextInt(19));
                        case 2 -> 0xa0 + random.nextInt(0x500);
                        case 3 -> 0x1f300 + random.nextInt(0x200);
                        default -> ' ' + random.nextInt(95);
                    });
        }
        return text.toString();
    }
}
