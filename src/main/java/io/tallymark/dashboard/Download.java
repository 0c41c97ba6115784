package io.tallymark.dashboard;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.tallymark.http.Listing;
import io.tallymark.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table that a person takes along, as {@code ?format=csv} or {@code ?format=xlsx}. Rows are written as they come, in bounded memory.
 * Nothing is sent before the first of them is there, so what fails until then becomes the error page.
 *
 * @param zone in which moments are written
 */
record Download(HttpServletRequest request, HttpServletResponse response, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    /** How spreadsheets that open a file by double click learn that it is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * @param cell a text, number, truth value, Instant, or null; anything else is written as its text
     */
    record Column<T>(String head, Function<? super T, Object> cell) {}

    /** The same with moments in another zone. */
    Download in(ZoneId other) {
        return new Download(request, response, other);
    }

    /** @param name of the file, without extension; what is no letter or figure becomes a hyphen */
    <T> void send(String name, List<Column<T>> columns, Stream<T> items) throws IOException {
        String format = String.valueOf(request.getParameter("format"));
        if (!List.of("csv", "xlsx").contains(format)) {
            throw Problem.invalid("format", "must be csv or xlsx");
        }
        Iterator<T> rows = items.iterator();
        rows.hasNext(); // asks for the first
        String file = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "." + format;
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(
                format.equals("csv")
                        ? "text/csv;charset=utf-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        write(response.getOutputStream(), format, zone, columns, rows);
    }

    static <T> void write(OutputStream out, String format, ZoneId zone, List<Column<T>> columns, Iterator<T> rows)
            throws IOException {
        if (format.equals("csv")) {
            csv(out, zone, columns, rows);
            return;
        }
        Spreadsheet sheet = new Spreadsheet(out, zone, heads(columns));
        while (rows.hasNext()) {
            sheet.row(cells(columns, rows.next()));
        }
        sheet.finish();
    }

    private static <T> void csv(OutputStream out, ZoneId zone, List<Column<T>> columns, Iterator<T> rows)
            throws IOException {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(heads(columns).stream().map(Listing::safe).toList());
        while (rows.hasNext()) {
            csv.writeRecord(cells(columns, rows.next()).stream()
                    .map(cell -> text(cell, zone))
                    .toList());
        }
        csv.flush();
    }

    private static <T> List<String> heads(List<Column<T>> columns) {
        return columns.stream().map(Column::head).toList();
    }

    private static <T> List<Object> cells(List<Column<T>> columns, T row) {
        return columns.stream()
                .map(column -> column.cell().apply(row))
                .map(cell -> cell == null ? "" : cell)
                .toList();
    }

    private static String text(Object cell, ZoneId zone) {
        if (cell instanceof Instant time) {
            return TIME.format(time.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
        }
        return cell instanceof Number ? cell.toString() : Listing.safe(cell.toString());
    }
}
