package io.tallymark.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next opaque cursor of the page after this one; null on the last
 */
public record Page<T>(List<T> items, String next) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /** What a caller asked for: how many items, and after which one. */
    public record Request(int limit, Optional<String> after) {

        /** Reads {@code limit} (1 to 500, default 50) and {@code cursor}; 422 names the one that is not valid. */
        public static Request of(UriInfo uri) {
            String limit = uri.getQueryParameters().getFirst("limit");
            String cursor = uri.getQueryParameters().getFirst("cursor");
            return new Request(
                    limit == null ? DEFAULT_LIMIT : limit(limit),
                    Optional.ofNullable(cursor).map(Page::decoded));
        }

        /** What a page of the dashboard asks for: {@code cursor} as {@link Page#next} gave it out, or null. */
        public static Request of(int limit, String cursor) {
            return new Request(
                    limit,
                    Optional.ofNullable(cursor)
                            .filter(given -> !given.isEmpty())
                            .map(Page::decoded));
        }

        private static int limit(String raw) {
            if (raw.matches("[0-9]{1,3}")) {
                int limit = Integer.parseInt(raw);
                if (limit >= 1 && limit <= MAX_LIMIT) {
                    return limit;
                }
            }
            throw Problem.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
        }

        /** The cursor's content read by {@code parser}; 422 when it is not one of ours. */
        public <C> Optional<C> after(Function<String, C> parser) {
            try {
                return after.map(parser);
            } catch (RuntimeException e) {
                throw badCursor();
            }
        }
    }

    /** The page out of up to {@code limit + 1} rows; the row too many only says that there is a next page. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, encoded(position.apply(items.get(limit - 1))));
    }

    /** The answer, with a {@code Link} to the next page that repeats the caller's own parameters. */
    public Response answer(UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(this, MediaType.APPLICATION_JSON_TYPE);
        if (next != null) {
            var query =
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
            answer.header("Link", "<" + query.getRawPath() + "?" + query.getRawQuery() + ">; rel=\"next\"");
        }
        return answer.build();
    }

    /** Where the next page starts, as {@link Request#after} takes it; empty on the last page. */
    Optional<String> position() {
        return Optional.ofNullable(next).map(Page::decoded);
    }

    private static String encoded(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
    }

    private static Problem badCursor() {
        return Problem.invalid("cursor", "is not one that this list gave out");
    }
}
