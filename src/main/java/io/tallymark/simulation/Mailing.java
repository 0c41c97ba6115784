package io.tallymark.simulation;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Sends one message each to the people of a place and lets them and their machines act. */
final class Mailing {

    final SplittableRandom random;
    private final Instant sent;
    private final long[] given;

    /** @param given the links of every message; without any they are invented */
    Mailing(SplittableRandom random, Instant sent, long... given) {
        this.random = random;
        this.sent = sent;
        this.given = given;
    }

    Instant start() {
        return sent;
    }

    /** A message under way. */
    final class Copy {

        final UUID id;
        final Instant sentAt;
        final boolean internal;
        final long[] links;
        final List<SimulatedMessage.Labelled> events = new ArrayList<>();

        Copy(long[] links, boolean internal) {
            this.links = links;
            this.internal = internal;
            this.sentAt = sent.plusMillis(random.nextInt(20_000));
            this.id = uuid(sentAt);
        }

        void open(double seconds, String address, Program program, EventClass truth) {
            add(seconds, "GET", 0, address, program.userAgent(), program.imageHeaders(random), truth);
        }

        void click(double seconds, long link, String address, Program program, EventClass truth) {
            add(seconds, "GET", link, address, program.userAgent(), program.pageHeaders(random), truth);
        }

        void add(
                double seconds,
                String method,
                long link,
                String address,
                String userAgent,
                Map<String, String> headers,
                EventClass truth) {
            Instant at = sentAt.plusMillis(Math.round(seconds * 1000));
            EventClass label = internal ? EventClass.INTERNAL_TEST : truth;
            Request request = new Request(uuid(at), id, link != 0, link, at, method, userAgent, address, headers);
            events.add(new SimulatedMessage.Labelled(request, label));
        }

        SimulatedMessage message() {
            return new SimulatedMessage(id, sentAt, internal, links, List.copyOf(events));
        }
    }

    List<SimulatedMessage> toHomes(int people) {
        long[] links = links();
        List<SimulatedMessage> messages = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Copy copy = new Copy(links, random.nextInt(200) == 0);
            new Person(this, homeAddress()).receive(copy);
            messages.add(copy.message());
        }
        return messages;
    }

    /** @param gateway what scans the office's mail; null if nothing does */
    List<SimulatedMessage> toOffice(int people, Gateway gateway) {
        long[] links = links();
        String address = "198.18." + random.nextInt(256) + "." + (1 + random.nextInt(254));
        Program standard = Program.OFFICE_BROWSERS[random.nextInt(Program.OFFICE_BROWSERS.length)];
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Copy copy = new Copy(links, false);
            new Person(this, address, random.nextInt(10) < 7 ? standard : Program.browser(random)).receive(copy);
            copies.add(copy);
        }
        if (gateway != null) {
            gateway.scan(this, copies);
        }
        return copies.stream().map(Copy::message).toList();
    }

    private long[] links() {
        if (given.length > 0) {
            return given;
        }
        long[] links = new long[random.nextInt(8) == 0 ? 1 : 2 + random.nextInt(14)];
        for (int i = 0; i < links.length; i++) {
            links[i] = random.nextLong() | 1;
        }
        return links;
    }

    private String homeAddress() {
        return "198.19." + random.nextInt(256) + "." + (1 + random.nextInt(254));
    }

    /** Of version 7, as the product's own: ordered by time. */
    private UUID uuid(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextLong() & 0xfff;
        return new UUID(high, random.nextLong() & -1L >>> 2 | Long.MIN_VALUE);
    }

    /** A waiting time in seconds with this median, long-tailed as waiting times are. */
    double around(double median) {
        double normal = 0;
        for (int i = 0; i < 6; i++) {
            normal += random.nextDouble() - 0.5;
        }
        return median * Math.exp(normal * 1.4);
    }
}
