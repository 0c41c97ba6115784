package io.tallymark.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list in the form that the caller accepts: one page as JSON, or all of it, page by page and so in bounded memory, as NDJSON or
 * CSV (RFC 4180).
 */
public final class Listing {

    /** One JSON object a line. */
    public static final String NDJSON = "application/x-ndjson";

    /** Comma-separated values; cells that a spreadsheet would take for a formula start with an apostrophe. */
    public static final String CSV = "text/csv";

    /** Larger than any page that a caller can ask for: in memory for a moment only, and a query for each 500 would cost more than its rows. */
    private static final int PAGE = 5_000;

    private static final int BUFFER = 1 << 16;

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Listing() {}

    /** Answers with what {@code pages} gives for each request; {@code type} is that of the list's items. */
    public static <T extends Record> Response answer(
            UriInfo uri, HttpHeaders headers, Class<T> type, Function<Page.Request, Page<T>> pages) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                break;
            }
            if (accepted.toString().startsWith(NDJSON)) {
                return whole(NDJSON, out -> lines(out, pages));
            }
            if (accepted.toString().startsWith(CSV)) {
                return whole(CSV + ";charset=utf-8", out -> table(out, type, pages));
            }
        }
        return pages.apply(Page.Request.of(uri)).answer(uri);
    }

    private static Response whole(String mediaType, StreamingOutput output) {
        return Response.ok(output, mediaType).build();
    }

    private static <T> void lines(OutputStream out, Function<Page.Request, Page<T>> pages) throws IOException {
        Writer text = utf8(out);
        StringBuilder line = new StringBuilder();
        for (Iterator<T> items = items(pages).iterator(); items.hasNext(); ) {
            line.setLength(0);
            JsonFormat.append(items.next(), line);
            text.append(line.append('\n'));
        }
        text.flush();
    }

    private static <T extends Record> void table(OutputStream out, Class<T> type, Function<Page.Request, Page<T>> pages)
            throws IOException {
        CsvWriter csv = csv(out);
        csv.writeRecord(JsonFormat.names(type));
        items(pages).forEach(item -> row(csv, item));
        csv.flush();
    }

    /** Writes rows that are all there already as CSV. */
    static <T extends Record> void table(OutputStream out, Class<T> type, List<T> rows) throws IOException {
        CsvWriter csv = csv(out);
        csv.writeRecord(JsonFormat.names(type));
        rows.forEach(item -> row(csv, item));
        csv.flush();
    }

    private static CsvWriter csv(OutputStream out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8(out));
    }

    /** In large pieces, because each piece goes through all that the server puts between us and the network. */
    private static Writer utf8(OutputStream out) {
        return new OutputStreamWriter(new BufferedOutputStream(out, BUFFER), StandardCharsets.UTF_8);
    }

    private static void row(CsvWriter csv, Record item) {
        List<String> cells = JsonFormat.values(item);
        cells.replaceAll(Listing::safe);
        csv.writeRecord(cells);
    }

    /** A source of pages that asks a database. */
    public interface Source<T> {
        Page<T> page(Page.Request request) throws SQLException;
    }

    /** For sources whose failure nobody here can do anything about. */
    public static <T> Function<Page.Request, Page<T>> unchecked(Source<T> source) {
        return request -> {
            try {
                return source.page(request);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** All items of a list, fetched page by page as they are asked for. */
    public static <T> Stream<T> items(Function<Page.Request, Page<T>> pages) {
        return Stream.iterate(first(pages), Optional::isPresent, page -> next(page.get(), pages))
                .flatMap(page -> page.get().items().stream());
    }

    /** A cell that no spreadsheet takes for a formula. */
    public static String safe(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static <T> Optional<Page<T>> first(Function<Page.Request, Page<T>> pages) {
        return Optional.of(pages.apply(new Page.Request(PAGE, Optional.empty())));
    }

    private static <T> Optional<Page<T>> next(Page<T> page, Function<Page.Request, Page<T>> pages) {
        return page.position().map(position -> pages.apply(new Page.Request(PAGE, Optional.of(position))));
    }
}
