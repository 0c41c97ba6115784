package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.LocalKnowledge;
import io.tallymark.classify.LocalSignature;
import io.tallymark.dashboard.KnowledgeDraft.Wrong;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnowledgeDraftTest {

    private static final LocalKnowledge KNOWN = new LocalKnowledge(
            List.of("192.0.2.0/24", "198.51.100.7"),
            List.of("*@example.com"),
            List.of(
                    new LocalSignature(EventClass.PROXY, null, "203.0.113.0/24"),
                    new LocalSignature(EventClass.SCANNER, "acme", null)));

    @Test
    void v7_whatIsFilledInIsWhatIsSaved() {
        KnowledgeDraft draft = new KnowledgeDraft();
        draft.fill(KNOWN);
        assertThat(draft.wrong()).isEmpty();
        assertThat(draft.knowledge()).isEqualTo(KNOWN);
        draft.fill(LocalKnowledge.NONE);
        assertThat(draft.knowledge()).as("filled once only").isEqualTo(KNOWN);
    }

    @Test
    void v7_mistakesAreToldWithTheirLinesAsTheyStandOnTheScreen() {
        KnowledgeDraft draft = new KnowledgeDraft();
        draft.setNetworks("\n192.0.2.0/24\n\n0.0.0.0/0\nhere");
        draft.setRecipients("qa@example.com\nnobody");
        KnowledgeDraft.Row empty = new KnowledgeDraft.Row();
        KnowledgeDraft.Row browser = new KnowledgeDraft.Row();
        browser.setText("Mozilla");
        draft.getRows().addAll(List.of(empty, browser));
        assertThat(draft.wrong())
                .containsExactly(
                        new Wrong("networks", 4, "fault.TOO_WIDE"),
                        new Wrong("networks", 5, "fault.NETWORK"),
                        new Wrong("recipients", 2, "fault.RECIPIENT"),
                        new Wrong("signatures", 2, "fault.EVERY_BROWSER"));
    }

    @Test
    void v7_noMoreThanTheApiTakes() {
        KnowledgeDraft draft = new KnowledgeDraft();
        draft.setRecipients("a@example.com\n".repeat(1_001) + "x".repeat(401));
        assertThat(draft.wrong())
                .contains(new Wrong("recipients", 1_001, "fault.MANY"), new Wrong("recipients", 1_002, "fault.LONG"));
    }
}
