package io.tallymark.dashboard;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.LocalKnowledge;
import io.tallymark.classify.LocalKnowledgePreview;
import io.tallymark.classify.LocalSignature;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Local knowledge as somebody is writing it: two texts with an entry a line, and rows. Lives as long as the page. */
@Named
@ViewScoped
public class KnowledgeDraft implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MOST_ENTRIES = 1_000;
    static final int LONGEST_ENTRY = 400;
    private static final Pattern FIELD = Pattern.compile("([a-z]+)\\[([0-9]+)].*");

    private boolean filled;
    private String networks = "";
    private String recipients = "";
    private List<Row> rows = new ArrayList<>();
    private transient LocalKnowledgePreview.View effect;

    /** A signature under the pen. */
    public static class Row implements Serializable {

        private static final long serialVersionUID = 1L;

        private EventClass eventClass = EventClass.SCANNER;
        private boolean network;
        private String text = "";

        public EventClass getEventClass() {
            return eventClass;
        }

        public void setEventClass(EventClass eventClass) {
            this.eventClass = eventClass;
        }

        public boolean isNetwork() {
            return network;
        }

        public void setNetwork(boolean network) {
            this.network = network;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text == null ? "" : text.strip();
        }

        LocalSignature signature() {
            return new LocalSignature(eventClass, network ? null : text, network ? text : null);
        }
    }

    /**
     * An entry that cannot be used.
     *
     * @param part networks, recipients or signatures
     * @param line of the text, or the row, from 1
     * @param text name of the text that says what is wrong
     */
    record Wrong(String part, int line, String text) {}

    private record Entry(int line, String text) {}

    /** Begins with what counts now; once. */
    void fill(LocalKnowledge local) {
        if (!filled) {
            filled = true;
            networks = String.join("\n", local.networks());
            recipients = String.join("\n", local.recipients());
            for (LocalSignature each : local.signatures()) {
                Row row = new Row();
                row.eventClass = each.eventClass();
                row.network = each.network() != null;
                row.text = row.network ? each.network() : each.userAgentContains();
                rows.add(row);
            }
        }
    }

    /** What is wrong with it, entry by entry. */
    List<Wrong> wrong() {
        List<Entry> inNetworks = entries(networks);
        List<Entry> inRecipients = entries(recipients);
        List<Entry> inRows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).text.isEmpty()) {
                inRows.add(new Entry(i + 1, rows.get(i).text));
            }
        }
        List<Wrong> wrong = new ArrayList<>();
        checkSize(wrong, "networks", inNetworks);
        checkSize(wrong, "recipients", inRecipients);
        checkSize(wrong, "signatures", inRows);
        for (LocalKnowledge.Mistake mistake :
                LocalKnowledge.mistakes(texts(inNetworks), texts(inRecipients), signatures())) {
            Matcher field = FIELD.matcher(mistake.field());
            if (field.matches()) {
                List<Entry> part = switch (field.group(1)) {
                    case "networks" -> inNetworks;
                    case "recipients" -> inRecipients;
                    default -> inRows;
                };
                int line = part.get(Integer.parseInt(field.group(2))).line();
                wrong.add(new Wrong(field.group(1), line, "fault." + mistake.fault()));
            }
        }
        return wrong;
    }

    private static void checkSize(List<Wrong> wrong, String part, List<Entry> entries) {
        if (entries.size() > MOST_ENTRIES) {
            wrong.add(new Wrong(part, entries.get(MOST_ENTRIES).line(), "fault.MANY"));
        }
        entries.stream()
                .filter(entry -> entry.text().length() > LONGEST_ENTRY)
                .forEach(entry -> wrong.add(new Wrong(part, entry.line(), "fault.LONG")));
    }

    /** As it would count; only if nothing is wrong. */
    LocalKnowledge knowledge() {
        return new LocalKnowledge(texts(entries(networks)), texts(entries(recipients)), signatures());
    }

    private List<LocalSignature> signatures() {
        return rows.stream()
                .filter(row -> !row.text.isEmpty())
                .map(Row::signature)
                .toList();
    }

    private static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                entries.add(new Entry(i + 1, lines[i].strip()));
            }
        }
        return entries;
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Entry::text).toList();
    }

    /** Notes what this would do. */
    void preview(LocalKnowledgePreview.View seen) {
        effect = seen;
    }

    /** Whether the effect that was looked at is that of this version. */
    boolean isPreviewed(String version) {
        return effect != null && effect.ruleset().equals(version);
    }

    /** What it would do, as it was when somebody looked; null before. */
    public LocalKnowledgePreview.View getEffect() {
        return effect;
    }

    /** All entries with the events that they fit. */
    public List<LocalKnowledgePreview.Touched> getTouched() {
        return Stream.of(effect.networks(), effect.recipients(), effect.signatures())
                .flatMap(List::stream)
                .toList();
    }

    public String getNetworks() {
        return networks;
    }

    public void setNetworks(String networks) {
        this.networks = networks == null ? "" : networks;
    }

    public String getRecipients() {
        return recipients;
    }

    public void setRecipients(String recipients) {
        this.recipients = recipients == null ? "" : recipients;
    }

    public List<Row> getRows() {
        return rows;
    }
}
