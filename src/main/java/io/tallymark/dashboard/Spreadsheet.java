package io.tallymark.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** An XLSX file, written row by row; a further sheet begins where one is full. Texts are never formulas. */
final class Spreadsheet {

    /** A spreadsheet's sheet holds this many rows, the head among them. */
    private static final int ROWS = 1_048_576;

    private static final int MOST_CHARACTERS = 32_767;
    private static final int WRITTEN_AT_ONCE = 500;
    private static final int WIDTH = 22;

    private final Workbook workbook;
    private final ZoneId zone;
    private final List<String> heads;
    private final int most;
    private Worksheet sheet;
    private int sheets;
    private int row;

    Spreadsheet(OutputStream out, ZoneId zone, List<String> heads) throws IOException {
        this(out, zone, heads, ROWS);
    }

    Spreadsheet(OutputStream out, ZoneId zone, List<String> heads, int most) throws IOException {
        this.workbook = new Workbook(out, "Tallymark", "1.0");
        this.zone = zone;
        this.heads = heads;
        this.most = most;
        begin();
    }

    private void begin() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheet = workbook.newWorksheet(String.valueOf(++sheets));
        sheet.freezePane(0, 1);
        for (int column = 0; column < heads.size(); column++) {
            sheet.width(column, WIDTH);
            sheet.inlineString(0, column, clean(heads.get(column)));
            sheet.style(0, column).bold().set();
        }
        row = 1;
    }

    void row(List<Object> cells) throws IOException {
        if (row == most) {
            begin();
        }
        for (int column = 0; column < cells.size(); column++) {
            cell(column, cells.get(column));
        }
        row++;
        if (row % WRITTEN_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, Object cell) {
        if (cell instanceof Number number) {
            sheet.value(row, column, number);
        } else if (cell instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (cell instanceof Instant time) {
            sheet.value(row, column, LocalDateTime.ofInstant(time, zone));
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else if (!cell.toString().isEmpty()) {
            sheet.inlineString(row, column, clean(cell.toString()));
        }
    }

    /** Without what XML cannot say. */
    private static String clean(String text) {
        String said = text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        return said.length() <= MOST_CHARACTERS ? said : said.substring(0, MOST_CHARACTERS);
    }

    /** Only what is finished is a whole file: what fails half-way does not look like one. */
    void finish() throws IOException {
        workbook.finish();
    }
}
