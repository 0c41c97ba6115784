package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.dashboard.Download.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What people take along opens in a spreadsheet, and nothing in it is run (U5). */
class DownloadTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<Column<Object[]>> COLUMNS = List.of(
            new Column<>("name", row -> row[0]),
            new Column<>("count", row -> row[1]),
            new Column<>("at", row -> row[2]));

    private static byte[] written(String format, Object[]... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Download.write(out, format, PARIS, COLUMNS, Arrays.asList(rows).iterator());
        return out.toByteArray();
    }

    /** As spreadsheets read it, by the directory at its end. */
    private static Map<String, Document> parts(byte[] content) throws Exception {
        Path file = Files.createTempFile("download", ".xlsx");
        try {
            Files.write(file, content);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Map<String, Document> parts = new LinkedHashMap<>();
                for (ZipEntry entry : zip.stream().toArray(ZipEntry[]::new)) {
                    parts.put(
                            entry.getName(),
                            DocumentBuilderFactory.newInstance()
                                    .newDocumentBuilder()
                                    .parse(zip.getInputStream(entry)));
                }
                return parts;
            }
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> texts(Document part, String name) {
        List<String> texts = new ArrayList<>();
        var nodes = part.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void u5_csvHasNoFormulasAndSaysWhenWithItsOffset() throws Exception {
        String csv = new String(
                written(
                        "csv",
                        new Object[] {"=cmd|'/c calc'!A0", -3L, Instant.parse("2026-07-01T10:00:00Z")},
                        new Object[] {"Grüße, \"du\"", 0, null}),
                StandardCharsets.UTF_8);
        assertThat(csv)
                .isEqualTo("\uFEFFname,count,at\r\n'=cmd|'/c calc'!A0,-3,2026-07-01T12:00:00+02:00\r\n"
                        + "\"Grüße, \"\"du\"\"\",0,\r\n");
    }

    @Test
    void u5_spreadsheetsHoldTextsAsTexts() throws Exception {
        Map<String, Document> parts = parts(written(
                "xlsx",
                new Object[] {"=1+1 \u0001<b>", 41L, Instant.parse("2026-07-01T10:00:00Z")},
                new Object[] {null, null, null}));
        Document sheet = parts.get("xl/worksheets/sheet1.xml");
        assertThat(texts(sheet, "t")).containsExactly("name", "count", "at", "=1+1 \uFFFD<b>");
        assertThat(texts(sheet, "f")).isEmpty();
        assertThat(texts(sheet, "v")).first().isEqualTo("41");
        // days since 1900, local time
        assertThat(Double.parseDouble(texts(sheet, "v").get(1))).isEqualTo(46204.5);
    }

    @Test
    void aSheetThatIsFullIsFollowedByAnother() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Spreadsheet spreadsheet = new Spreadsheet(out, PARIS, List.of("n"), 3);
        for (int i = 0; i < 5; i++) {
            spreadsheet.row(List.of(i));
        }
        spreadsheet.finish();
        Map<String, Document> parts = parts(out.toByteArray());
        assertThat(texts(parts.get("xl/worksheets/sheet1.xml"), "v")).containsExactly("0", "1");
        assertThat(texts(parts.get("xl/worksheets/sheet3.xml"), "v")).containsExactly("4");
        assertThat(texts(parts.get("xl/worksheets/sheet3.xml"), "t")).containsExactly("n");
    }
}
