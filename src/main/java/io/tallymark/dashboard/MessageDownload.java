package io.tallymark.dashboard;

import io.tallymark.campaign.HandMade;
import io.tallymark.campaign.Recipient;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sends messages that were made by hand to the browser as files: .eml if one came, else .html or .txt, several in a zip. */
@Named
@RequestScoped
public class MessageDownload {

    private static final int LONGEST_NAME = 60;

    @Inject
    private HandMade handMade;

    @Inject
    private CampaignDraft draft;

    /** The ending of the file that one message comes as. */
    public String getKind() {
        if (draft.message().raw().isPresent()) {
            return ".eml";
        }
        boolean html = draft.message().html().isPresent();
        boolean text = draft.message().text().isPresent();
        return html && text ? ".zip" : html ? ".html" : ".txt";
    }

    public void one(int index) throws IOException {
        Map<String, byte[]> files = files(index);
        if (files.size() == 1) {
            Map.Entry<String, byte[]> file = files.entrySet().iterator().next();
            send(file.getKey(), type(file.getKey()), out -> out.write(file.getValue()));
        } else {
            send(name(index) + ".zip", "application/zip", out -> zip(out, index, index + 1));
        }
    }

    public void all() throws IOException {
        send(
                "messages.zip",
                "application/zip",
                out -> zip(out, 0, draft.getMadeFor().size()));
    }

    private void zip(OutputStream out, int from, int to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (int i = from; i < to; i++) {
            for (Map.Entry<String, byte[]> file : files(i).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    private Map<String, byte[]> files(int index) {
        Recipient recipient = draft.getMadeFor().get(index);
        HandMade.Copy copy = handMade.copy(
                draft.message(),
                draft.getMade().snapshot(),
                draft.getMade().messages().get(index),
                recipient);
        Map<String, byte[]> files = new LinkedHashMap<>();
        copy.raw().ifPresent(raw -> files.put(name(index) + ".eml", raw));
        copy.html().ifPresent(html -> files.put(name(index) + ".html", html.getBytes(StandardCharsets.UTF_8)));
        copy.text().ifPresent(text -> files.put(name(index) + ".txt", text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** With the number in front, so that no two are the same whatever the ids hold. */
    private String name(int index) {
        String id = draft.getMadeFor().get(index).id().replaceAll("[^A-Za-z0-9._-]+", "_");
        return (index + 1) + "-" + id.substring(0, Math.min(LONGEST_NAME, id.length()));
    }

    private static String type(String file) {
        return Optional.ofNullable(Map.of("eml", "message/rfc822", "html", "text/html")
                        .get(file.substring(file.lastIndexOf('.') + 1)))
                .orElse("text/plain");
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static void send(String file, String type, Content content) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext response = faces.getExternalContext();
        response.responseReset();
        response.setResponseContentType(type);
        response.setResponseHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        response.setResponseHeader("Cache-Control", "no-store");
        response.setResponseHeader("X-Content-Type-Options", "nosniff");
        content.write(response.getResponseOutputStream());
        faces.responseComplete();
    }
}
