package io.tallymark.simulation;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Campaigns with known truth.
 *
 * <pre>{@code
 * new Simulation(7, Instant.parse("2026-11-20T09:00:00Z")).slices(1000).forEach(messages -> …);
 * }</pre>
 *
 * A slice has some 20 to 300 messages and about three times as many events.
 */
public final class Simulation {

    private final long seed;
    private final Instant start;
    private final long[] links;

    /**
     * @param start when the first message is sent; the others follow within days
     * @param links those of every message; without any each slice invents its own
     */
    public Simulation(long seed, Instant start, long... links) {
        this.seed = seed;
        this.start = start;
        this.links = links.clone();
    }

    /** The first so many slices; lazily, each made when it is asked for. */
    public Stream<List<SimulatedMessage>> slices(int number) {
        return IntStream.range(0, number).mapToObj(this::slice);
    }

    /** One slice: an office with or without a gateway, or people at home. */
    public List<SimulatedMessage> slice(int index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        Instant sent = start.plusSeconds(index % 500 * 600L + random.nextInt(600));
        Mailing mailing = new Mailing(random, sent, links);
        return switch (index % 5) {
            case 0, 1 -> mailing.toHomes(80 + random.nextInt(120));
            case 2 -> mailing.toOffice(20 + random.nextInt(250), null);
            default -> mailing.toOffice(20 + random.nextInt(100), Gateway.any(random));
        };
    }
}
