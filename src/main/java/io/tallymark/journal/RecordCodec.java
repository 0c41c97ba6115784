package io.tallymark.journal;

import io.tallymark.token.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A record as bytes: a version, fixed fields, then texts as length and UTF-8. */
final class RecordCodec {

    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 512;

    private RecordCodec() {}

    static byte[] encode(JournalRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(record.kind() == Kind.OPEN ? 'o' : 'c');
            write(out, record.eventId());
            write(out, record.messageId());
            out.writeLong(record.linkId());
            out.writeLong(record.at().toEpochMilli());
            write(out, record.method());
            write(out, record.userAgent());
            write(out, record.address());
            out.writeShort(record.headers().size());
            for (Map.Entry<String, String> header : record.headers().entrySet()) {
                write(out, header.getKey());
                write(out, header.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Throws {@link IOException} for bytes that are no record, or one of a version not known here. */
    static JournalRecord decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("The record has version " + version + ", known is " + VERSION);
        }
        Kind kind = in.readByte() == 'o' ? Kind.OPEN : Kind.CLICK;
        UUID eventId = readId(in);
        UUID messageId = readId(in);
        long linkId = in.readLong();
        Instant at = Instant.ofEpochMilli(in.readLong());
        String method = readText(in);
        String userAgent = readText(in);
        String address = readText(in);
        int count = in.readUnsignedShort();
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put(readText(in), readText(in));
        }
        return new JournalRecord(eventId, kind, messageId, linkId, at, method, userAgent, address, headers);
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("A text has the impossible length " + length);
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
