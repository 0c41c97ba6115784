package io.tallymark.dashboard;

import io.tallymark.access.SignedIn;
import io.tallymark.campaign.HandMade;
import io.tallymark.campaign.Recipient;
import io.tallymark.http.Problem;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;

/** Where an administrator makes a campaign by hand, in four steps (U9). */
@Named
@RequestScoped
public class NewCampaignPage {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_HEADER = 2_000;

    @Inject
    private CampaignDraft draft;

    @Inject
    private HandMade handMade;

    @Inject
    private SignedIn signedIn;

    @Inject
    private Settings settings;

    @Inject
    private Viewer viewer;

    private Part file;

    /** Looks at what was pasted or uploaded; nothing is stored. */
    public void look() {
        refuseAnalysts();
        Upload upload = new Upload(settings.limits().bodyBytes());
        boolean right = upload.read(file, draft, viewer);
        right &= isFilled("name", draft.getName(), LONGEST_NAME);
        if (draft.message().raw().isEmpty()) {
            right &= isFilled("subject", draft.getSubject(), LONGEST_HEADER);
            right &= isFilled("sender", draft.getSender(), LONGEST_HEADER);
        }
        if (right && draft.isEmpty()) {
            Fields.wrong("content:html", viewer.text("new-campaign.need-content"));
            right = false;
        }
        if (right) {
            find();
        }
    }

    private void find() {
        String field = draft.getFileName().isEmpty() ? "content:html" : "content:file";
        try {
            HandMade.Found found = handMade.look(draft.message());
            if (found.subject().isBlank() && found.sender().isBlank()) {
                Fields.wrong(field, viewer.text("new-campaign.no-mail"));
            } else {
                draft.found(found);
            }
        } catch (Problem problem) {
            Fields.wrong(
                    field,
                    problem.status() == 413
                            ? viewer.text(
                                    "new-campaign.too-large",
                                    part(problem),
                                    settings.limits().partBytes() >> 20)
                            : viewer.text(
                                    "new-campaign.many-links", settings.limits().links()));
        }
    }

    private String part(Problem problem) {
        return viewer.text(problem.getMessage().contains("text") ? "new-campaign.text" : "new-campaign.html");
    }

    private boolean isFilled(String field, String value, int longest) {
        String label = viewer.text("new-campaign." + field);
        String wrong = value.isEmpty()
                ? viewer.text("message.required", label)
                : value.length() > longest
                        ? viewer.text("new-campaign.too-long", label, longest)
                        : value.chars().anyMatch(Character::isISOControl)
                                ? viewer.text("new-campaign.one-line", label)
                                : "";
        if (!wrong.isEmpty()) {
            Fields.wrong("content:" + field, wrong);
        }
        return wrong.isEmpty();
    }

    /** Takes an uploaded message back. */
    public void forgetFile() {
        draft.upload("", null);
    }

    public void back() {
        draft.go(draft.getStep() - 1);
    }

    public void chooseRecipients() {
        draft.go(3);
    }

    /** Makes campaign and messages, once. */
    public void create() {
        refuseAnalysts();
        RecipientLines lines = RecipientLines.read(draft.getRecipients());
        for (RecipientLines.Wrong wrong : lines.wrong()) {
            Object limit = wrong.fault() == RecipientLines.Fault.MANY ? RecipientLines.MOST : Recipient.LONGEST_ID;
            Fields.wrong(
                    "to:recipients",
                    viewer.text("new-campaign.line", wrong.line(), viewer.text("recipient." + wrong.fault(), limit)));
        }
        if (lines.wrong().isEmpty() && draft.getMade() == null) {
            draft.made(handMade.make(draft.getName(), draft.message(), lines.recipients()), lines.recipients());
        }
    }

    private void refuseAnalysts() {
        if (!signedIn.isAdministrator()) {
            throw Problem.forbidden("Only administrators create campaigns");
        }
    }

    public long getMegabytes() {
        return Upload.most(settings.limits().bodyBytes()) >> 20;
    }

    public int getMostRecipients() {
        return RecipientLines.MOST;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }
}
