package io.tallymark.classify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What clients did to messages around some time: made once for a slice of messages from the requests that {@link #counts count}, of the
 * addresses that have such requests in the slice, within {@link #WINDOW} of those, the slice's own among them. More requests than
 * needed change nothing (V1). So a new request that counts can change the verdicts of its own message and of the messages that
 * have a request that counts, from the same address, within {@code WINDOW} of it; any other request those of its own message only.
 *
 * <p>Built in O(n log n); each look-up is a binary search and a bounded walk, and stops when it knows enough (V8).
 */
public final class Surroundings {

    /** How far from a request, before and after, requests to other messages can matter to its verdict. */
    public static final Duration WINDOW = Duration.ofSeconds(30);

    /** At most so many requests of one client from the start of a window are ever looked at. */
    public static final int MOST_LOOKED_AT = 200;

    /** Nothing around: enough for messages whose clients did nothing else. */
    public static final Surroundings NONE = new Surroundings(Map.of(), Map.of(), Map.of());

    static final long SWEEP_MILLIS = 2_000;
    private static final int SWEEP_LINKS = 3;

    private final Map<Client, Track> clients;
    private final Map<Client, Track> sweeps;
    private final Map<String, Track> addresses;

    private Surroundings(Map<Client, Track> clients, Map<Client, Track> sweeps, Map<String, Track> addresses) {
        this.clients = clients;
        this.sweeps = sweeps;
        this.addresses = addresses;
    }

    /** From requests in any order; those that do not {@link #counts count} are left out, those that come twice count once. */
    public static Surroundings of(Collection<Request> requests, RuleSet ruleSet) {
        Map<UUID, Request> distinct = new LinkedHashMap<>();
        requests.stream().filter(request -> counts(request, ruleSet)).forEach(r -> distinct.putIfAbsent(r.id(), r));
        List<Request> sorted = new ArrayList<>(distinct.values());
        sorted.sort(Request.IN_ORDER);
        Map<Client, List<Request>> byClient = new HashMap<>();
        Map<String, List<Request>> byAddress = new HashMap<>();
        for (Request request : sorted) {
            byClient.computeIfAbsent(Client.of(request), client -> new ArrayList<>())
                    .add(request);
            byAddress
                    .computeIfAbsent(request.address(), address -> new ArrayList<>())
                    .add(request);
        }
        Map<Client, Track> clients = new HashMap<>();
        Map<Client, Track> sweeps = new HashMap<>();
        Map<String, Track> addresses = new HashMap<>();
        byClient.forEach((client, all) -> {
            clients.put(client, new Track(all));
            List<Request> sweeping = sweeping(all);
            if (!sweeping.isEmpty()) {
                sweeps.put(client, new Track(sweeping));
            }
        });
        byAddress.forEach((address, all) -> addresses.put(address, new Track(all)));
        return new Surroundings(clients, sweeps, addresses);
    }

    /**
     * Whether a request can matter to the verdicts of other messages: only a click, from an address that is not shared by design, not
     * shortened and not the sender's own, under a name that says nothing. Opens never do: an office may well open a hundred messages at once.
     */
    public static boolean counts(Request request, RuleSet ruleSet) {
        if (!request.click() || request.address().isEmpty()) {
            return false;
        }
        Address address = Address.parse(request.address());
        return !address.isShared()
                && !address.isShortened()
                && ruleSet.read(request.userAgent()).isOrdinary()
                && ruleSet.ownNetwork(address) == null
                && ruleSet.networkSignature(address, true) == null;
    }

    /** The requests that end a stretch of {@link #SWEEP_MILLIS} with at least three links of one message. */
    private static List<Request> sweeping(List<Request> sorted) {
        Map<UUID, List<Request>> byMessage = new LinkedHashMap<>();
        sorted.forEach(r -> byMessage
                .computeIfAbsent(r.messageId(), id -> new ArrayList<>())
                .add(r));
        List<Request> found = new ArrayList<>();
        for (List<Request> visit : byMessage.values()) {
            Map<Long, Integer> links = new HashMap<>();
            int first = 0;
            for (Request last : visit) {
                links.merge(last.linkId(), 1, Integer::sum);
                while (Request.millis(last.at())
                                - Request.millis(visit.get(first).at())
                        > SWEEP_MILLIS) {
                    links.computeIfPresent(visit.get(first++).linkId(), (id, n) -> n == 1 ? null : n - 1);
                }
                if (links.size() >= SWEEP_LINKS) {
                    found.add(last);
                }
            }
        }
        found.sort(Request.IN_ORDER);
        return found;
    }

    /** What the request's client did, or null. */
    Track client(Request request) {
        return clients.isEmpty() ? null : clients.get(Client.of(request));
    }

    /** Where the request's client went through the links of a message, or null. */
    Track sweeps(Request request) {
        return sweeps.isEmpty() ? null : sweeps.get(Client.of(request));
    }

    /** How many other programs at the request's address followed links of other messages around {@code at}; counts to {@code enough}. */
    int otherPrograms(Request request, long at, int enough) {
        Track address = addresses.get(request.address());
        return address == null ? 0 : address.otherPrograms(request, at, enough);
    }

    /** Requests in order of time. */
    static final class Track {

        private final long[] millis;
        private final Request[] requests;

        Track(List<Request> sorted) {
            this.requests = sorted.toArray(Request[]::new);
            this.millis = sorted.stream()
                    .mapToLong(request -> Request.millis(request.at()))
                    .toArray();
        }

        /** How many messages but {@code own} have requests from {@code from} to {@code to}; counts to {@code enough}. */
        int otherMessages(UUID own, long from, long to, int enough) {
            Set<UUID> seen = new HashSet<>(8);
            int start = firstAtOrAfter(from);
            int end = Math.min(millis.length, start + MOST_LOOKED_AT);
            for (int i = start; i < end && millis[i] <= to && seen.size() < enough; i++) {
                if (!requests[i].messageId().equals(own)) {
                    seen.add(requests[i].messageId());
                }
            }
            return seen.size();
        }

        private int otherPrograms(Request own, long at, int enough) {
            long reach = WINDOW.toMillis();
            Set<String> seen = new HashSet<>(4);
            int start = firstAtOrAfter(at - reach);
            int end = Math.min(millis.length, start + MOST_LOOKED_AT);
            for (int i = start; i < end && millis[i] <= at + reach && seen.size() < enough; i++) {
                Request other = requests[i];
                if (!other.messageId().equals(own.messageId())
                        && !other.userAgent().equals(own.userAgent())) {
                    seen.add(other.userAgent());
                }
            }
            return seen.size();
        }

        private int firstAtOrAfter(long time) {
            int low = 0;
            int high = millis.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (millis[middle] < time) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
