package io.tallymark.http;

import java.util.List;

/** A request that cannot be answered as asked, told as a problem document (RFC 9457). */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with one field, named as in the request, for example {@code messages[3].recipient}. */
    public record FieldError(String field, String message) {}

    private final int status;
    private final String title;
    private final transient List<FieldError> errors;

    private Problem(int status, String title, String detail, List<FieldError> errors) {
        super(detail);
        this.status = status;
        this.title = title;
        this.errors = List.copyOf(errors);
    }

    /** 400: the request cannot be understood at all. */
    public static Problem unreadable(String detail) {
        return new Problem(400, "Unreadable request", detail, List.of());
    }

    /** 401: no key, or none that is known. */
    public static Problem unauthenticated(String detail) {
        return new Problem(401, "API key needed", detail, List.of());
    }

    /** 403: the key lacks the right. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "Not allowed", detail, List.of());
    }

    /** 404. */
    public static Problem notFound(String what, String id) {
        return new Problem(404, "Not found", "There is no " + what + " with the id " + printable(id), List.of());
    }

    /** 413. */
    public static Problem tooLarge(long limitBytes, String setting) {
        return tooLarge("body", limitBytes, setting);
    }

    /** 413 for a part of the body. */
    public static Problem tooLarge(String what, long limitBytes, String setting) {
        return new Problem(
                413,
                "Body too large",
                "The " + what + " is longer than " + (limitBytes >> 20) + " MB; the limit is the setting " + setting,
                List.of());
    }

    /** 422: understood, but fields are not valid. */
    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + ": " + errors.get(0).message()
                : errors.size() + " fields are not valid";
        return new Problem(422, "Invalid fields", detail, errors);
    }

    /** 422 for one field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 503: try again soon. */
    public static Problem unavailable(String detail) {
        return new Problem(503, "Not available for the moment", detail, List.of());
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    private static String printable(String text) {
        String safe = text.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() > 100 ? safe.substring(0, 100) + "…" : safe;
    }
}
