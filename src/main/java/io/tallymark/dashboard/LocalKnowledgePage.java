package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.LocalKnowledgePreview;
import io.tallymark.classify.RuleSet;
import io.tallymark.classify.RuleSets;
import io.tallymark.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.List;

/** Where an administrator writes down what only the operator knows, sees what it would do, and saves it. */
@Named
@RequestScoped
public class LocalKnowledgePage {

    private static final List<Integer> DAYS = List.of(7, 30, 90, 365);

    @Inject
    private KnowledgeDraft draft;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private LocalKnowledgePreview preview;

    @Inject
    private SignedIn signedIn;

    @Inject
    private Viewer viewer;

    private int days = DAYS.get(1);
    private String version;

    @PostConstruct
    void load() {
        try {
            var inForce = ruleSets.inForce();
            version = inForce.version();
            draft.fill(inForce.local());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another row for a signature. */
    public void add() {
        if (draft.getRows().size() < KnowledgeDraft.MOST_ENTRIES) {
            draft.getRows().add(new KnowledgeDraft.Row());
        }
    }

    public void remove(KnowledgeDraft.Row row) {
        draft.getRows().remove(row);
    }

    /** Counts what each entry fits, or says what is wrong. */
    public void look() throws SQLException {
        if (isRight()) {
            draft.preview(preview.of(draft.knowledge(), days));
        }
    }

    /** Makes it count, if its effect is what was looked at. */
    public String save() throws SQLException {
        if (!signedIn.isAdministrator()) {
            throw Problem.forbidden("Only administrators change local knowledge");
        }
        if (!isRight()) {
            return null;
        }
        if (!draft.isPreviewed(RuleSet.with(draft.knowledge()).version())) {
            look();
            Fields.wrong("knowledge", viewer.text("knowledge.changed"));
            return null;
        }
        ruleSets.put(draft.knowledge(), signedIn.getName());
        return "/dashboard/local-knowledge.xhtml?faces-redirect=true&saved=true";
    }

    private boolean isRight() {
        List<KnowledgeDraft.Wrong> wrong = draft.wrong();
        for (KnowledgeDraft.Wrong each : wrong) {
            Object limit = each.text().endsWith("MANY") ? KnowledgeDraft.MOST_ENTRIES : KnowledgeDraft.LONGEST_ENTRY;
            Fields.wrong(
                    "knowledge:" + each.part(),
                    viewer.text(
                            "knowledge.line",
                            viewer.text("knowledge." + each.part()),
                            each.line(),
                            viewer.text(each.text(), limit)));
        }
        return wrong.isEmpty();
    }

    public String getVersion() {
        return version;
    }

    public List<EventClass> getClasses() {
        return List.of(EventClass.SCANNER, EventClass.PROXY);
    }

    public List<Integer> getDayChoices() {
        return DAYS;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = DAYS.contains(days) ? days : DAYS.get(1);
    }
}
