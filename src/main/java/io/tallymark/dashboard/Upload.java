package io.tallymark.dashboard;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes an uploaded message into a draft: a whole mail, or HTML or plain text in UTF-8. */
final class Upload {

    /** What the server takes of a form at all; stands in web.xml too. */
    private static final long MOST_OF_FORM = 32 << 20;

    private static final String FIELD = "content:file";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final long limit;

    Upload(long bodyLimit) {
        this.limit = most(bodyLimit);
    }

    /** Bytes of the largest upload, where the setting allows {@code bodyLimit}. */
    static long most(long bodyLimit) {
        return Math.min(bodyLimit, MOST_OF_FORM);
    }

    /** False if there was a file that could not be used; the page says why. */
    boolean read(Part file, CampaignDraft draft, Viewer viewer) {
        String name = file == null || file.getSubmittedFileName() == null ? "" : bare(file.getSubmittedFileName());
        if (name.isEmpty()) {
            return true;
        }
        String wrong = "";
        try (InputStream in = file.getInputStream()) {
            byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (content.length > limit) {
                wrong = viewer.text("new-campaign.too-large", name, limit >> 20);
            } else if (kind.equals("eml")) {
                draft.upload(name, content);
            } else if (kind.equals("html") || kind.equals("htm")) {
                draft.upload("", null);
                draft.setHtml(text(content));
            } else if (kind.equals("txt")) {
                draft.upload("", null);
                draft.setText(text(content));
            } else {
                wrong = viewer.text("new-campaign.kind");
            }
        } catch (CharacterCodingException e) {
            wrong = viewer.text("new-campaign.not-utf-8");
        } catch (IOException e) {
            wrong = viewer.text("new-campaign.broken");
        }
        if (!wrong.isEmpty()) {
            Fields.wrong(FIELD, wrong);
        }
        return wrong.isEmpty();
    }

    /** Some browsers send the whole path. */
    private static String bare(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    static String text(byte[] content) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
