package io.tallymark.dashboard;

import io.tallymark.campaign.Draft;
import io.tallymark.campaign.HandMade;
import io.tallymark.campaign.Recipient;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A campaign as somebody is making it by hand, step by step. Lives as long as the page, on the server. */
@Named
@ViewScoped
public class CampaignDraft implements Serializable {

    private static final long serialVersionUID = 1L;

    private int step = 1;
    private String name = "";
    private String subject = "";
    private String sender = "";
    private String html = "";
    private String text = "";
    private byte[] raw;
    private String fileName = "";
    private boolean textLinks;
    private String recipients = "";
    private transient HandMade.Found found;
    private transient HandMade.Made made;
    private transient List<Recipient> madeFor = List.of();

    /** What is to be sent. */
    Draft message() {
        return new Draft(subject, sender, part(html), part(text), Optional.ofNullable(raw), textLinks);
    }

    private static Optional<String> part(String content) {
        return content.isBlank() ? Optional.empty() : Optional.of(content);
    }

    boolean isEmpty() {
        return raw == null && html.isBlank() && text.isBlank();
    }

    /** Takes a whole message; it replaces what was pasted. */
    void upload(String file, byte[] message) {
        fileName = file;
        raw = message;
    }

    void found(HandMade.Found seen) {
        found = seen;
        step = 2;
    }

    void made(HandMade.Made campaign, List<Recipient> by) {
        made = campaign;
        madeFor = List.copyOf(by);
        step = 4;
    }

    void go(int to) {
        step = to;
    }

    /** 1: message, 2: what was found, 3: recipients, 4: done. After the server forgot the rest, it begins again. */
    public int getStep() {
        return step == 4 && made == null || step == 2 && found == null ? 1 : step;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = line(name);
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = line(subject);
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String sender) {
        this.sender = line(sender);
    }

    private static String line(String given) {
        return given == null ? "" : given.strip();
    }

    public String getHtml() {
        return html;
    }

    /** Browsers send every end of a line as two characters; what was pasted had one. */
    public void setHtml(String html) {
        this.html = html == null ? "" : html.replace("\r\n", "\n");
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text == null ? "" : text.replace("\r\n", "\n");
    }

    public String getFileName() {
        return fileName;
    }

    public boolean isTextLinks() {
        return textLinks;
    }

    public void setTextLinks(boolean textLinks) {
        this.textLinks = textLinks;
    }

    public String getRecipients() {
        return recipients;
    }

    public void setRecipients(String recipients) {
        this.recipients = recipients == null ? "" : recipients;
    }

    public HandMade.Found getFound() {
        return found;
    }

    public HandMade.Made getMade() {
        return made;
    }

    public List<Recipient> getMadeFor() {
        return madeFor;
    }
}
