package io.tallymark.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads the body of a request up to a limit (H7). */
public final class RequestBody {

    private RequestBody() {}

    /** The whole body; 413 as soon as it passes {@code limit} bytes. */
    public static byte[] read(InputStream in, long limit, String setting) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        copy(in, whole, limit, setting);
        return whole.toByteArray();
    }

    /** Copies the body; 413 as soon as it passes {@code limit} bytes, 400 when it breaks off. Returns its length. */
    public static long copy(InputStream in, OutputStream out, long limit, String setting) {
        byte[] buffer = new byte[16384];
        long length = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > limit) {
                    throw Problem.tooLarge(limit, setting);
                }
                out.write(buffer, 0, read);
            }
            return length;
        } catch (IOException e) {
            throw Problem.unreadable("The body broke off");
        }
    }

    /** A digest for comparing bodies. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }
}
